"""The grammar of the link: ids and ISO dates, never labels; a default is not written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from incidentmap.select.choices import CODES, IDS, NOT_STATED, Role
from incidentmap.select.filter import IncidentFilter

Query = Mapping[str, str]

_DATES = {"from": "date_from", "to": "date_to"}
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_KINDS = {
    "actors": "a group of these records",
    "countries": "a country code of these records",
    "governorates": "a governorate code of these records",
    "basis": "a basis",
    "categories": "a category",
    "outcomes": "an outcome",
    "event_types": "an event type",
    "weapons": "a class of weapon",
    "precision": "a precision (1 to 7, unplaced)",
    "casualties": "a kind of casualties",
}


@dataclass(frozen=True, slots=True)
class Known:
    """The ids a link may name."""

    actors: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    governorates: frozenset[str] = frozenset()


def to_query(filter: IncidentFilter) -> dict[str, str]:
    """Write a filter as the parameters of a link."""
    written = {key: day.isoformat() for key, field in _DATES.items() if (day := getattr(filter, field))}
    written |= {
        field: ",".join(CODES.get(field, {}).get(value, value) for value in getattr(filter, field)) for field in _KINDS
    }
    written |= {
        "members": "1" if filter.members else "",
        "role": "" if filter.role is Role.EITHER else filter.role.value,
        "search": filter.search,
    }
    return {key: value for key, value in written.items() if value}


def from_query(query: Query, known: Known, others: Iterable[str] = ()) -> tuple[IncidentFilter, tuple[str, ...]]:
    """Read a filter from a link, with a notice for each part that was not understood and left out.

    `others` are keys that mean something to the page.
    """
    reader = _Reader(query, known)
    found = reader.dates() | reader.choices() | reader.switches()
    reader.name_unknown(set(others))
    return IncidentFilter(search=query.get("search", ""), **found), tuple(reader.notices)


class _Reader:
    """Takes a query apart and notes what it could not take."""

    def __init__(self, query: Query, known: Known) -> None:
        self.query = query
        self.known = known
        self.notices: list[str] = []

    def dates(self) -> dict[str, Any]:
        """Read both ends of the range; an end before its start is no range."""
        found = {field: self._date(key) for key, field in _DATES.items()}
        start, end = found["date_from"], found["date_to"]
        if start and end and end < start:
            self._refuse("to", end.isoformat(), f"is before from={start}")
            found["date_to"] = None
        return found

    def choices(self) -> dict[str, Any]:
        """Read the filters that hold several values."""
        return {field: self._several(field, self._options(field)) for field in _KINDS}

    def switches(self) -> dict[str, Any]:
        """Read the filters that hold one value out of few."""
        return {
            "members": self._one("members", {"1": True}, False, "1 or left out"),
            "role": self._one("role", {role.value: role for role in Role}, Role.EITHER, ", ".join(Role)),
        }

    def name_unknown(self, others: set[str]) -> None:
        """Note the keys that nobody reads."""
        for key in self.query:
            if key not in others | _KINDS.keys() | _DATES.keys() | {"members", "role", "search"}:
                self._refuse(key, self.query[key], "is not a filter")

    def _options(self, field: str) -> dict[str, str]:
        if field in IDS:
            return {value: value for value in getattr(self.known, field) | {NOT_STATED}}
        return {code: value for value, code in CODES[field].items()}

    def _several(self, field: str, options: Mapping[str, str]) -> tuple[str, ...]:
        said = list(filter(None, dict.fromkeys(self.query.get(field, "").split(","))))
        for code in said:
            if code not in options:
                self._refuse(field, code, f"is not {_KINDS[field]}")
        return tuple(options[code] for code in said if code in options)

    def _one(self, key: str, options: Mapping[str, Any], default: Any, wanted: str) -> Any:
        said = self.query.get(key, "")
        if said and said not in options:
            self._refuse(key, said, f"is not {wanted}")
        return options.get(said, default)

    def _date(self, key: str) -> date | None:
        said = self.query.get(key, "")
        # the pattern first: Python also takes 20240228 and 2024-W09-3
        with suppress(ValueError):
            if _ISO_DATE.fullmatch(said):
                return date.fromisoformat(said)
        if said:
            self._refuse(key, said, "is not a date such as 2024-02-28")
        return None

    def _refuse(self, key: str, said: str, problem: str) -> None:
        self.notices.append(f"the link says {_shown(key)}={_shown(said)}, which {problem}; it was left out")


def _shown(text: str) -> str:
    """Make foreign text fit to print: no controls, no lone surrogates, not endless."""
    printable = "".join(c if c.isprintable() else "�" for c in text[:41])
    return printable if len(printable) <= 40 else printable[:39] + "…"
