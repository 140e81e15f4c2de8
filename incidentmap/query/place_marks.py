"""What is shown joined by place and category: one mark for each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from incidentmap.index import to_degrees
from incidentmap.model.vocabulary import Outcome, WherePrec
from incidentmap.query.apply import View
from incidentmap.query.listing import ids

MOST_IDS = 50
_AREAS = (WherePrec.VAGUE_AREA, WherePrec.COUNTRY)
_PRECISIONS = 8


@dataclass(frozen=True, slots=True)
class Mark:
    """The incidents of one category at one place, or in one cell.

    It stands at the point of its best placed incident, a cell in the middle of its incidents; `where_prec` and
    `uncertainty_km` are those of the worst, so that nothing looks better known than it is. What has no point
    (`on_area`) is never joined with what has one. `incident_ids` are the first 50 in time order, of a cell at
    most five of its places.
    """

    place_id: str
    place_name: str
    category: str
    count: int
    incident_ids: tuple[str, ...]
    where_prec: int
    latitude: float
    longitude: float
    uncertainty_km: float
    on_area: bool
    all_intercepted: bool


@dataclass(frozen=True, eq=False)
class Joined:
    """What is shown by place and category, in arrays: `mark` is the number of each placed row's mark."""

    rows: np.ndarray
    mark: np.ndarray
    count: np.ndarray
    best: np.ndarray  # the row of the best placed incident
    worst: np.ndarray  # the precision of the worst placed
    uncertainty: np.ndarray
    intercepted: np.ndarray
    on_area: np.ndarray


@lru_cache(maxsize=4)  # each window of one view asks
def joined_by_place(view: View) -> Joined:
    """Join what is shown by place and category."""
    held = view.index.incidents
    rows = view.rows[held.where_prec[view.rows] > 0]
    precision = held.where_prec[rows].astype(np.int64)
    on_area = np.isin(precision, _AREAS)
    mark, count = _numbered(view, rows, on_area)
    found = np.bincount(mark * _PRECISIONS + precision, minlength=_PRECISIONS * len(count)).reshape(-1, _PRECISIONS) > 0
    best = _first(mark, precision == found.argmax(axis=1)[mark], len(count))
    intercepted = held.outcome.codes[rows] == held.outcome.values.index(Outcome.INTERCEPTED)
    return Joined(
        rows=rows,
        mark=mark,
        count=count,
        best=rows[best],
        worst=_PRECISIONS - 1 - found[:, ::-1].argmax(axis=1),
        uncertainty=_largest(mark, held.uncertainty_km[rows], len(count)),
        intercepted=np.bincount(mark[intercepted], minlength=len(count)) == count,
        on_area=on_area[best],
    )


def _numbered(view: View, rows: np.ndarray, on_area: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Number the mark of each row, by place and category, and count the rows of each mark."""
    held = view.index.incidents
    sparse = held.place.codes[rows].astype(np.int64) * len(held.category.values) + held.category.codes[rows]
    counted = np.bincount(sparse * 2 + on_area)
    there = counted > 0
    return (np.cumsum(there) - 1)[sparse * 2 + on_area], counted[there]


def _first(mark: np.ndarray, fit: np.ndarray, marks: int) -> np.ndarray:
    """Give the first row of each mark among those that fit."""
    rows = np.flatnonzero(fit)[::-1]
    first = np.zeros(marks, np.int64)
    first[mark[rows]] = rows  # backwards, so that the first row is written last
    return first


def _largest(mark: np.ndarray, values: np.ndarray, marks: int) -> np.ndarray:
    """Give the largest value of each mark; NaN where it has none."""
    largest = np.full(marks, -1, values.dtype)
    np.maximum.at(largest, mark, np.nan_to_num(values, nan=-1))  # several times as fast as fmax
    return np.where(largest < 0, np.nan, largest)


def marks_of_places(view: View, joined: Joined, numbers: np.ndarray) -> list[Mark]:
    """Make the marks of some places, by their numbers in ascending order."""
    held, best = view.index.incidents, joined.best[numbers]
    latitude, longitude = to_degrees(held.mx[best], held.my[best])
    listed = _ids(view, joined, numbers)
    return [
        Mark(
            held.place.values[place], view.index.places.name[place], held.category.values[category], count, listed[at],
            worst, north, east, uncertainty, on_area, intercepted,
        )
        for at, (place, category, count, worst, north, east, uncertainty, on_area, intercepted) in enumerate(
            zip(
                held.place.codes[best].tolist(), held.category.codes[best].tolist(), joined.count[numbers].tolist(),
                joined.worst[numbers].tolist(), latitude.round(6).tolist(), longitude.round(6).tolist(),
                joined.uncertainty[numbers].tolist(), joined.on_area[numbers].tolist(),
                joined.intercepted[numbers].tolist(), strict=True,
            )
        )
    ]  # fmt: skip


def _ids(view: View, joined: Joined, numbers: np.ndarray) -> list[tuple[str, ...]]:
    """Give the first incidents of each mark; the rows are in time order, and a stable sort keeps them so."""
    wanted = np.zeros(len(joined.count), bool)
    wanted[numbers] = True
    mine = np.flatnonzero(wanted[joined.mark])
    in_order = mine[joined.mark[mine].argsort(kind="stable")]
    counts = joined.count[np.sort(numbers)]
    starts = np.cumsum(counts) - counts
    rank = np.arange(len(in_order)) - np.repeat(starts, counts)
    kept = in_order[rank < MOST_IDS]
    listed = ids(view.index, joined.rows[kept])
    ends = np.cumsum(np.minimum(counts, MOST_IDS)).tolist()
    return [tuple(listed[start:end]) for start, end in zip([0, *ends], ends, strict=False)]
