"""Text from outside, made safe to show: everything is escaped, every name or quote keeps its own direction."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from textwrap import shorten
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from incidentmap.model import Span
from incidentmap.model.vocabulary import Tlp

# Control characters would be dropped or drawn as nothing; the reader should see that something stands there.
_VISIBLE = {code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\n\t"} | {0x7F: "␡"}
_VISIBLE |= dict.fromkeys(range(0x80, 0xA0), "�")
_FIRST_STRONG, _POP = "\u2068", "\u2069"  # around a range whose direction is its own
# Marks of direction are no characters to a reader. What begins a run, with the mark that ends it:
_ENDS = dict.fromkeys("\u202a\u202b", "\u202c") | dict.fromkeys("\u2066\u2067\u2068", _POP)
_OVERRIDES = dict.fromkeys("\u202d\u202e", "�")  # letters in another order than they are: that is shown
_INVISIBLE = "\u2060"  # stands for a mark that begins or ends nothing here; it is drawn as nothing, and turns nothing
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
NOTHING = Markup("")
_MARK = Markup("<mark>")
# Streamlit reads text once more when Markdown's escapes are gone: addresses, mail, :streamlit:, :smile:, arrows.
_READ_AFTER = re.compile(r"(?<=www)(?=\.)|(?<=:)(?=//|[\w+/-]+:)|(?=@)|(?<=[-<>=~])(?=[-<>=~])", re.IGNORECASE)
_MARKDOWN = {ord(sign): f"\\{sign}" for sign in "\\`*_{}[]()<>#+-.!|~$:^=&@/"}


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
    shown = [_OVERRIDES.get(sign, _INVISIBLE if _TURNING.match(sign) else sign) for sign in text]
    for begin, end in _pairs(text):
        shown[begin], shown[end] = _FIRST_STRONG, _POP
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


def plain(text: str) -> Markup:
    """Escape text for HTML, control characters made visible, marks of direction kept to it."""
    return escape(visible(text))


def isolated(text: str) -> Markup:
    """Escape text that may be Arabic, so that figures beside it keep their order."""
    return Markup("<bdi>{}</bdi>").format(plain(text)) if text else NOTHING


def sentence(text: str) -> Markup:
    """Escape a sentence whose names were made safe by `option`, so that they are isolated in HTML as well."""
    return escape(text).replace(_FIRST_STRONG, Markup("<bdi>")).replace(_POP, Markup("</bdi>"))


def label(text: str) -> str:
    """Escape text for a Streamlit label, which reads Markdown; direction is isolated by characters.

    What would be read in spite of escapes is taken apart by a sign that is drawn as nothing.
    """
    clean = _READ_AFTER.sub(_INVISIBLE, visible(text).replace("\n", " "))
    return f"{_FIRST_STRONG}{clean.translate(_MARKDOWN)}{_POP}"


def option(text: str) -> str:
    """Write an option of a list to choose from, which is read as it stands."""
    return f"{_FIRST_STRONG}{visible(text)}{_POP}"


def first_words(text: str) -> str:
    """Give the first whole words of a text that has no name."""
    return shorten(text[:200], 60, placeholder="") or text.strip()[:60]  # some scripts have no spaces


def link(url: str, text: str) -> Markup:
    """Link to a web address; anything else than http(s) stays text."""
    shown = isolated(text)
    try:
        web = urlsplit(url).scheme in ("http", "https")
    except ValueError:
        web = False
    if not web:
        return shown
    return Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>').format(url, shown)


def tlp(marking: Tlp) -> Markup:
    """Write a marking as the Traffic Light Protocol does: its colour on black."""
    colour = marking.value.partition("+")[0].lower()
    return Markup('<span class="tlp tlp-{}">TLP:{}</span>').format(colour, marking.value)


def marked(text: str, quotes: Iterable[Span], mentions: Iterable[Span] = ()) -> Markup:
    """Escape an article's text and mark quotes and, fainter, mentions; spans may overlap.

    The first quote is preceded by an empty box, to which the browser scrolls: it does so for boxes, not for text.
    """
    quoted = [(span.start, span.end) for span in quotes]
    mentioned = [(span.start, span.end) for span in mentions]
    edges = sorted({0, len(text), *(edge for pair in quoted + mentioned for edge in pair)})
    shown = NOTHING.join(
        _segment(plain(text[start:end]), _covers(quoted, start), _covers(mentioned, start))
        for start, end in pairwise(edges)
    )
    return shown.replace(_MARK, Markup('<span class="im-first"></span>') + _MARK, 1)


def _covers(pairs: list[tuple[int, int]], position: int) -> bool:
    return any(start <= position < end for start, end in pairs)


def _segment(text: Markup, quoted: bool, mentioned: bool) -> Markup:
    inner = Markup('<span class="im-mention">{}</span>').format(text) if mentioned else text
    return _MARK + inner + Markup("</mark>") if quoted else inner
