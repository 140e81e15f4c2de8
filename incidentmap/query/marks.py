"""The marks of a view: one for each place and category or, where those are too many, one for each cell of a grid.

1. What is shown is joined by place and category.
2. Where that gives at most `MOST_MARKS`, these are the marks.
3. Otherwise only those in the window are looked at. Precision 3 to 7 stays as it is; of the rest, places that are alone
   in their cell of this zoom's grid stay, the others are joined by cell and category; the cells double until all fit.
   A cell that the window's edge parts is taken whole, so that it counts what a click on it gives.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from incidentmap.index import to_degrees
from incidentmap.model.vocabulary import WherePrec
from incidentmap.query.apply import View
from incidentmap.query.cell_marks import CELL, marks_with_cells, rows_in_cell
from incidentmap.query.listing import at_places
from incidentmap.query.place_marks import Joined, Mark, joined_by_place, marks_of_places
from incidentmap.query.window import Window

MOST_MARKS = 2_000


class Marks(NamedTuple):
    """The marks, and whether they are all there are, whatever the window."""

    marks: list[Mark]
    whole: bool


def marks(view: View, window: Window | None = None) -> Marks:
    """Give at most `MOST_MARKS` marks, with all that is shown in the window; without one, of all the world."""
    joined = joined_by_place(view)
    if len(joined.count) <= MOST_MARKS:
        return Marks(marks_of_places(view, joined, np.arange(len(joined.count))), whole=True)
    seen = _within(view, joined, window) if window else np.arange(len(joined.count))
    if len(seen) <= MOST_MARKS:
        return Marks(marks_of_places(view, joined, seen), whole=False)
    return Marks(marks_with_cells(view, joined, seen, window, MOST_MARKS), whole=False)


def rows_of_mark(view: View, place_ids: tuple[str, ...], category: str | None = None) -> np.ndarray:
    """Give the rows shown at some places or in some cells, of one category or of all, in time order."""
    cells = [each for each in place_ids if each.startswith(CELL)]
    found = [at_places(view, [each for each in place_ids if each not in cells], category)]
    found += [rows_in_cell(view, cell, category) for cell in cells]
    return np.unique(np.concatenate(found))


def _within(view: View, joined: Joined, window: Window) -> np.ndarray:
    """Number the marks that touch a window; counts on areas are always there, as their labels are."""
    held = view.index.incidents
    latitude, longitude = to_degrees(held.mx[joined.best], held.my[joined.best])
    reach = np.where(joined.worst >= WherePrec.DISTRICT, np.nan_to_num(joined.uncertainty), 0.0) / 111.195
    aside = reach / np.maximum(np.cos(np.radians(np.clip(latitude, -80, 80))), 0.1)
    inside = (latitude >= window.south - reach) & (latitude <= window.north + reach)
    inside &= (longitude >= window.west - aside) & (longitude <= window.east + aside)
    return np.flatnonzero(inside | joined.on_area)
