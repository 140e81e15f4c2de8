"""What a text would hide or turn is shown instead: control characters, and marks of direction that turn others."""

from __future__ import annotations

import re
from collections.abc import Iterator

FIRST_STRONG, POP = "\u2068", "\u2069"  # around a range whose direction is its own
INVISIBLE = "\u2060"  # stands for a mark that begins or ends nothing here; it is drawn as nothing, and turns nothing

# Control characters would be dropped or drawn as nothing; the reader should see that something stands there.
_VISIBLE = {code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\n\t"} | {0x7F: "␡"}
_VISIBLE |= dict.fromkeys(range(0x80, 0xA0), "�")
# Marks of direction are no characters to a reader. What begins a run, with the mark that ends it:
_ENDS = dict.fromkeys("\u202a\u202b", "\u202c") | dict.fromkeys("\u2066\u2067\u2068", POP)
_OVERRIDES = dict.fromkeys("\u202d\u202e", "�")  # letters in another order than they are: that is shown
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """Show control characters instead of obeying them, and keep marks of direction to the text that holds them.

    A line's end may come as CR LF.
    """
    shown = text.replace("\r\n", "\n").translate(_VISIBLE)
    return _kept_within(shown) if _TURNING.search(shown) else shown


def _kept_within(text: str) -> str:
    """Isolate each run that a pair of marks turns; a mark without its fellow, cut off or hostile, does nothing.

    No character comes or goes, as words are marked by their place in the text.
    """
    shown = [_OVERRIDES.get(sign, INVISIBLE if _TURNING.match(sign) else sign) for sign in text]
    for begin, end in _pairs(text):
        shown[begin], shown[end] = FIRST_STRONG, POP
    return "".join(shown)


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """Give where runs begin and end; what begins within a run ends within it."""
    waiting: list[int] = []
    for at, sign in enumerate(text):
        if sign in _ENDS or sign in _OVERRIDES:
            waiting.append(at)
        elif sign in _ENDS.values() and waiting:
            begun = waiting.pop()
            if _ENDS.get(text[begun]) == sign:
                yield begun, at
