"""Everything the sidebar can say."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from incidentmap.query.filters import FILTERS
from incidentmap.query.role import Role


@dataclass(frozen=True, slots=True)
class IncidentFilter:
    """One setting of all filters, in the order of the sidebar; an empty tuple restricts nothing.

    Tuples are kept sorted and without repeats, so that equal settings are equal filters. `members` and `role` say how
    `actors` is meant, and mean nothing without it.
    """

    date_from: date | None = None
    date_to: date | None = None
    since: str = ""
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
    places: tuple[str, ...] = ()
    precision: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    marking: tuple[str, ...] = ()
    casualties: tuple[str, ...] = ()
    nationality: tuple[str, ...] = ()
    same_events: bool = False
    search: str = ""

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, tuple | list | set | frozenset):
                # plain strings, so that a code and its enumeration member print and compare alike
                object.__setattr__(self, field.name, tuple(sorted({str(each) for each in value})))
        object.__setattr__(self, "search", _tidy(self.search))
        for each in FILTERS.values():
            each.check(self)

    def without(self, name: str) -> IncidentFilter:
        """Lift one filter of the sidebar; the others stay as they are."""
        return FILTERS[name].lifted(self)

    def is_set(self, name: str) -> bool:
        """Tell whether a filter of the sidebar can refuse anything as it stands."""
        return FILTERS[name].is_set(self)


def _tidy(search: str) -> str:
    """Keep what can be typed, and one blank between words; a link cannot hold a lone surrogate."""
    return " ".join("".join(c if c.isprintable() else " " for c in search).split())
