"""Everything the sidebar can say."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from incidentmap.errors import InvalidRecord
from incidentmap.model import checks
from incidentmap.select.choices import CODES, IDS, Role


@dataclass(frozen=True, slots=True)
class IncidentFilter:
    """One setting of all filters, in the order of the sidebar; an empty tuple restricts nothing.

    Tuples are kept sorted and without repeats, so that equal settings are equal filters. `members` and `role` say how
    `actors` is meant, and mean nothing without it.
    """

    date_from: date | None = None
    date_to: date | None = None
    actors: tuple[str, ...] = ()
    members: bool = False
    role: Role = Role.EITHER
    basis: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    event_types: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    governorates: tuple[str, ...] = ()
    precision: tuple[str, ...] = ()
    casualties: tuple[str, ...] = ()
    search: str = ""

    def __post_init__(self) -> None:
        for field in (*CODES, *IDS):
            # plain strings, so that a code and its enumeration member print and compare alike
            object.__setattr__(self, field, tuple(sorted({str(value) for value in getattr(self, field)})))
        object.__setattr__(self, "search", _tidy(self.search))
        checks.one_of("filter", "role", self.role, Role)
        checks.ordered("filter", "date_from, date_to", self.date_from, self.date_to)
        for field, codes in CODES.items():
            for value in getattr(self, field):
                if value not in codes:
                    raise InvalidRecord("filter", field, value, f"is not one of {', '.join(codes)}")

    def without(self, name: str) -> IncidentFilter:
        """Lift one filter of the sidebar; the others stay as they are."""
        defaults = {field.name: field.default for field in fields(self)}
        lifted: dict[str, Any] = {field: defaults[field] for field in _FIELDS.get(name, (name,))}
        return replace(self, **lifted)

    def is_set(self, name: str) -> bool:
        """Tell whether a filter of the sidebar can refuse anything as it stands."""
        if name == "dates":
            return self.date_from is not None or self.date_to is not None
        if name == "role":
            return bool(self.actors) and self.role is not Role.EITHER
        if name == "basis":
            return bool(self.basis) and not (self.actors and self.role is Role.WAS_HIT)
        return bool(getattr(self, name))


_FIELDS = {"dates": ("date_from", "date_to"), "actors": ("actors", "members")}


def _tidy(search: str) -> str:
    """Keep what can be typed, and one blank between words; a link cannot hold a lone surrogate."""
    return " ".join("".join(c if c.isprintable() else " " for c in search).split())
