"""The slides of what is presented, one after another; those of a view are the view, and then each incident shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from incidentmap.query import Corners, View, ids, position
from incidentmap.settings import PROJECT
from incidentmap.ui.shared import page_link
from incidentmap.ui.shared.page_link import INCIDENT

PAGES = PROJECT / "pages"
Query = dict[str, str]


@dataclass(frozen=True)
class Slide:
    """One slide: what the map shows, the incident that is told, if any, our own words, and the frame, if one is set.

    `gone` says what became of the incident since it was chosen.
    """

    view: View
    incident_id: str = ""
    text: str = ""
    frame: Corners | None = None
    gone: str = ""


@dataclass(frozen=True)
class Slides:
    """Slides by their numbers, `first` to `last`; what the address says of one; the page to which one leaves it."""

    first: int
    last: int
    slide: Callable[[int], Slide]
    query: Callable[[int], Query]
    leave: Callable[[int], tuple[Path, Query]]
    title: str = ""

    def standing(self, number: int) -> str:
        """Say which of how many slides this is; the view before its incidents has no number."""
        return f"{number} of {self.last:,}" if number else ""


def of_view(view: View) -> Slides:
    """Give a view as it stands as slides: the whole of it, then its incidents in order of time."""

    def slide(number: int) -> Slide:
        return Slide(view, _incident(view, number))

    def query(number: int) -> Query:
        return page_link.of_view(view.filter) | ({INCIDENT: _incident(view, number)} if number else {})

    return Slides(0, len(view.rows), slide, query, lambda number: (PAGES / "map.py", query(number)))


def number_of(view: View, query: Mapping[str, str]) -> int:
    """Find the slide of a view at which a link begins."""
    at = position(view, query.get(INCIDENT, ""))
    return 0 if at is None else at + 1


def _incident(view: View, number: int) -> str:
    return ids(view.index, view.rows[number - 1 : number])[0] if number else ""
