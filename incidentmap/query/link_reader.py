"""What a link says, taken apart, with a notice for each part that was not understood and left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

Query = Mapping[str, str]

LEFT_OUT, LAST_TAKEN = "; it was left out", "; only the last was taken"
_REPEATS = 3
_NOTICES = 6
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def once(said: Mapping[str, Sequence[str]]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Take each parameter once, at its last value, with a notice for each that a link repeats."""
    query = {key: values[-1] for key, values in said.items() if values}
    return query, tuple(_repeated(key, said[key]) for key in query if len(said[key]) > 1)


def in_few(notices: Sequence[str]) -> tuple[str, ...]:
    """Tell a few notices one by one, and any more in one line: a link may say thousands of things."""
    if len(notices) <= _NOTICES:
        return tuple(notices)
    return (f"{notices[0]}; so were, or were repeated, {len(notices) - 1:,} other parts of the link",)


class Said:
    """The parameters of a link, and the notices so far."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self.notices: list[str] = []

    def several(self, key: str, options: Mapping[str, str], kind: str) -> tuple[str, ...]:
        """Read values joined by commas, each by what the link calls it."""
        said = list(filter(None, dict.fromkeys(self.query.get(key, "").split(","))))
        for code in said:
            if code not in options:
                self.refuse(key, code, f"is not {kind}")
        return tuple(options[code] for code in said if code in options)

    def one(self, key: str, options: Mapping[str, Any], default: Any, wanted: str) -> Any:
        """Read one value out of few."""
        said = self.query.get(key, "")
        if said and said not in options:
            self.refuse(key, said, f"is not {wanted}")
        return options.get(said, default)

    def day(self, key: str) -> date | None:
        """Read an ISO date."""
        said = self.query.get(key, "")
        # the pattern first: Python also takes 20240228 and 2024-W09-3
        with suppress(ValueError):
            if _ISO_DATE.fullmatch(said):
                return date.fromisoformat(said)
        if said:
            self.refuse(key, said, "is not a date such as 2024-02-28")
        return None

    def name_unknown(self, known: Iterable[str]) -> None:
        """Note the keys that nobody reads."""
        there = set(known)
        for key in (each for each in self.query if each not in there):
            self.refuse(key, self.query[key], "is not a filter")

    def refuse(self, key: str, said: str, problem: str) -> None:
        """Note what was left out, and why."""
        self.notices.append(f"the link says {_shown(key)}={_shown(said)}, which {problem}{LEFT_OUT}")


def _repeated(key: str, values: Sequence[str]) -> str:
    shown = " and ".join(f"{_shown(key)}={_shown(value)}" for value in values[:_REPEATS])
    more = f" and {len(values) - _REPEATS} more" if len(values) > _REPEATS else ""
    return f"the link says {shown}{more}{LAST_TAKEN}"


def _shown(text: str) -> str:
    """Make foreign text fit to print: no controls, no lone surrogates, not endless."""
    printable = "".join(c if c.isprintable() else "�" for c in text[:41])
    return printable if len(printable) <= 40 else printable[:39] + "…"
