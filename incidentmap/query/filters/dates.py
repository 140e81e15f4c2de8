"""By date: every incident that may lie in a range of days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from incidentmap.index import Index
from incidentmap.model import checks, words
from incidentmap.query.days import days_of, window
from incidentmap.query.filters.base import Facts, Filter, Names, Widget
from incidentmap.query.link_reader import Said

if TYPE_CHECKING:
    from incidentmap.query.filter import IncidentFilter


class Dates(Filter):
    """`date_from` and `date_to`, both included; None is no bound."""

    key = "dates"
    widget = Widget("dates", "Dates")
    fields = ("date_from", "date_to")

    def is_set(self, chosen: IncidentFilter) -> bool:
        """Tell whether there is any bound."""
        return chosen.date_from is not None or chosen.date_to is not None

    def check(self, chosen: IncidentFilter) -> None:
        """Refuse an end before its start."""
        checks.ordered("filter", "date_from, date_to", chosen.date_from, chosen.date_to)

    def parameters(self) -> tuple[str, ...]:
        """Name both ends."""
        return ("from", "to")

    def read(self, said: Said, index: Index) -> dict[str, Any]:
        """Read both ends of the range; an end before its start is no range."""
        start, end = said.day("from"), said.day("to")
        if start and end and end < start:
            said.refuse("to", end.isoformat(), f"is before from={start}")
            end = None
        return {"date_from": start, "date_to": end}

    def write(self, chosen: IncidentFilter) -> dict[str, str]:
        """Write the ends that there are as ISO dates."""
        ends = {"from": chosen.date_from, "to": chosen.date_to}
        return {key: day.isoformat() for key, day in ends.items() if day}

    def facts(self, index: Index, chosen: IncidentFilter) -> Facts:
        """Compare the windows of days."""
        return {self.key: may_lie_in(window(index), chosen.date_from, chosen.date_to)}

    def sentence(self, chosen: IncidentFilter, names: Names) -> str:
        """Say the range."""
        start, end = chosen.date_from, chosen.date_to
        if start and end:
            return f"dates: {words.dates(start, end)}"
        if start:
            return f"dates: from {words.day(start)}"
        return f"dates: to {words.day(end)}" if end else ""


def may_lie_in(days: tuple[np.ndarray, np.ndarray], start: date | None, end: date | None) -> np.ndarray:
    """Tell which windows of days share a day with a range."""
    first, last = days
    inside = np.ones(len(first), bool)
    if start is not None:
        inside &= last >= days_of(start)
    if end is not None:
        inside &= first <= days_of(end)
    return inside
