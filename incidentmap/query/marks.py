"""The marks of a view: one for each place and category or, where those are too many, one for each cell of a grid.

1. What is shown is joined by place and category.
2. Where that gives at most `MOST_MARKS`, these are the marks.
3. Otherwise only those in the window are looked at. Precision 3 to 7 stays as it is; of the rest, places that are alone
   in their cell of this zoom's grid stay, the others are joined by cell and category; the cells double until all fit.
   A cell that the window's edge parts is taken whole, so that it counts what a click on it gives.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from incidentmap.index import to_degrees, to_mercator
from incidentmap.model.vocabulary import Outcome, WherePrec
from incidentmap.query.apply import View
from incidentmap.query.listing import at_places, ids

MOST_MARKS = 2_000
MOST_IDS = 50
CELL = "cell:"
_AREAS = (WherePrec.VAGUE_AREA, WherePrec.COUNTRY)
_CELLS_A_TILE = 2  # bits: four cells of 64 pixels along a tile of 256
_PRECISIONS = 8


class Window(NamedTuple):
    """What a map shows: its zoom, and its bounds in degrees."""

    zoom: int
    south: float
    west: float
    north: float
    east: float


@dataclass(frozen=True, slots=True)
class Mark:
    """The incidents of one category at one place, or in one cell.

    It stands at the point of its best placed incident, a cell in the middle of its incidents; `where_prec` and
    `uncertainty_km` are those of the worst, so that nothing looks better known than it is. What has no point
    (`on_area`) is never joined with what has one. `incident_ids` are the first 50 in time order.
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


class Marks(NamedTuple):
    """The marks, and whether they are all there are, whatever the window."""

    marks: list[Mark]
    whole: bool


def around(latitude: float, longitude: float, zoom: float, width: int = 2_560, height: int = 1_440) -> Window:
    """Give what a screen of that many pixels shows at most, seen from its middle."""
    degrees = 360 / (256 * 2**zoom)  # a pixel
    aside, up = width / 2 * degrees, height / 2 * degrees * math.cos(math.radians(latitude))
    return Window(int(zoom), max(latitude - up, -85), longitude - aside, min(latitude + up, 85), longitude + aside)


def extent(view: View) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """Give the south-western and north-eastern corner of all points shown; None where there are none."""
    joined, held = _joined(view), view.index.incidents
    best = joined.best[~joined.on_area]
    if not len(best):
        return None
    latitude, longitude = to_degrees(held.mx[best], held.my[best])
    return (float(latitude.min()), float(longitude.min())), (float(latitude.max()), float(longitude.max()))


@dataclass(frozen=True, eq=False)
class _Joined:
    """What is shown by place and category, in arrays: `mark` is the number of each placed row's mark."""

    rows: np.ndarray
    mark: np.ndarray
    count: np.ndarray
    best: np.ndarray  # the row of the best placed incident
    worst: np.ndarray  # the precision of the worst placed
    uncertainty: np.ndarray
    intercepted: np.ndarray
    on_area: np.ndarray


def marks(view: View, window: Window | None = None) -> Marks:
    """Give at most `MOST_MARKS` marks, with all that is shown in the window; without one, of all the world."""
    joined = _joined(view)
    if len(joined.count) <= MOST_MARKS:
        return Marks(_of_places(view, joined, np.arange(len(joined.count))), whole=True)
    seen = _within(view, joined, window) if window else np.arange(len(joined.count))
    if len(seen) <= MOST_MARKS:
        return Marks(_of_places(view, joined, seen), whole=False)
    return Marks(_with_cells(view, joined, seen, window), whole=False)


def rows_of_mark(view: View, place_ids: tuple[str, ...], category: str | None = None) -> np.ndarray:
    """Give the rows shown at some places or in some cells, of one category or of all, in time order."""
    cells = [each for each in place_ids if each.startswith(CELL)]
    found = [at_places(view, [each for each in place_ids if each not in cells], category)]
    found += [_rows_in(view, cell, category) for cell in cells]
    return np.unique(np.concatenate(found))


@lru_cache(maxsize=4)  # each window of one view asks
def _joined(view: View) -> _Joined:
    held = view.index.incidents
    rows = view.rows[held.where_prec[view.rows] > 0]
    precision = held.where_prec[rows].astype(np.int64)
    on_area = np.isin(precision, _AREAS)
    mark, count = _numbered(view, rows, on_area)
    found = np.bincount(mark * _PRECISIONS + precision, minlength=_PRECISIONS * len(count)).reshape(-1, _PRECISIONS) > 0
    best = _first(mark, precision == found.argmax(axis=1)[mark], len(count))
    intercepted = held.outcome.codes[rows] == held.outcome.values.index(Outcome.INTERCEPTED)
    return _Joined(
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
    largest = np.full(marks, np.nan)
    np.fmax.at(largest, mark, values)
    return largest


def _within(view: View, joined: _Joined, window: Window) -> np.ndarray:
    """Number the marks that touch a window; counts on areas are always there, as their labels are."""
    held = view.index.incidents
    latitude, longitude = to_degrees(held.mx[joined.best], held.my[joined.best])
    reach = np.where(joined.worst >= WherePrec.DISTRICT, np.nan_to_num(joined.uncertainty), 0.0) / 111.195
    aside = reach / np.maximum(np.cos(np.radians(np.clip(latitude, -80, 80))), 0.1)
    inside = (latitude >= window.south - reach) & (latitude <= window.north + reach)
    inside &= (longitude >= window.west - aside) & (longitude <= window.east + aside)
    return np.flatnonzero(inside | joined.on_area)


def _with_cells(view: View, joined: _Joined, seen: np.ndarray, window: Window | None) -> list[Mark]:
    """Join what is too much by cells that double until all fit."""
    fixed = seen[joined.worst[seen] > WherePrec.NEAR]
    for bits in range(min((window.zoom if window else 0) + _CELLS_A_TILE, 30), -1, -1):
        loose = _in_cells_of(view, joined, window, bits)
        alone, cells = _parted(view, joined, loose, bits)
        groups, group = np.unique(cells, return_inverse=True)
        if len(fixed) + len(alone) + len(groups) <= MOST_MARKS or bits == 0:
            break
    kept = _of_places(view, joined, np.sort(np.concatenate([fixed, alone])))
    return kept + _of_cells(view, joined, np.setdiff1d(loose, alone, assume_unique=True), group, groups, bits)


def _in_cells_of(view: View, joined: _Joined, window: Window | None, bits: int) -> np.ndarray:
    """Number the marks that may be joined, of all cells that a window touches."""
    held, loose = view.index.incidents, np.flatnonzero(joined.worst <= WherePrec.NEAR)
    if window is None:
        return loose
    shift = np.uint64(32 - bits)
    corners = to_mercator(np.array([window.north, window.south]), np.array([window.west, window.east]))
    inside = np.ones(len(loose), bool)
    for along, ends in zip((held.mx, held.my), corners, strict=True):
        cell = along[joined.best[loose]].astype(np.uint64) >> shift
        first, last = ends.astype(np.uint64) >> shift
        inside &= (cell >= first) & (cell <= last)
    return loose[inside]


def _parted(view: View, joined: _Joined, loose: np.ndarray, bits: int) -> tuple[np.ndarray, np.ndarray]:
    """Give the marks whose place is alone in its cell, and of all others the cell and category as one number."""
    held = view.index.incidents
    cell = _cell_numbers(held.mx[joined.best[loose]], held.my[joined.best[loose]], bits)
    place = held.place.codes[joined.best[loose]].astype(np.int64)
    pairs = np.unique(np.stack([cell, place]), axis=1)
    crowded_cells = np.unique(pairs[0])[np.unique(pairs[0], return_counts=True)[1] > 1]
    crowded = np.isin(cell, crowded_cells)
    categories = len(held.category.values)
    return loose[~crowded], cell[crowded] * categories + held.category.codes[joined.best[loose[crowded]]]


def _cell_numbers(mx: np.ndarray, my: np.ndarray, bits: int) -> np.ndarray:
    shift = np.uint64(32 - bits)
    numbers: np.ndarray = ((mx.astype(np.uint64) >> shift) << np.uint64(bits)) | (my.astype(np.uint64) >> shift)
    return numbers.astype(np.int64)


def _of_places(view: View, joined: _Joined, numbers: np.ndarray) -> list[Mark]:
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


def _of_cells(
    view: View, joined: _Joined, members: np.ndarray, group: np.ndarray, groups: np.ndarray, bits: int
) -> list[Mark]:
    """Make a mark of each cell and category; `group` numbers those of the member marks."""
    held = view.index.incidents
    count = np.bincount(group, joined.count[members]).astype(np.int64)
    places = np.bincount(group)
    weight = joined.count[members] / np.maximum(count[group], 1)
    mx = np.bincount(group, held.mx[joined.best[members]] * weight).astype(np.uint32)
    my = np.bincount(group, held.my[joined.best[members]] * weight).astype(np.uint32)
    latitude, longitude = to_degrees(mx, my)
    worst = np.zeros(len(groups), np.int64)
    np.maximum.at(worst, group, joined.worst[members])
    hollow = np.bincount(group, joined.intercepted[members]) == places
    uncertainty = _largest(group, joined.uncertainty[members], len(groups))
    categories = len(held.category.values)
    found = []
    for at, number in enumerate(groups.tolist()):
        cell, category = divmod(number, categories)
        name = (
            f"{count[at]:,} incidents at {places[at]:,} places"
            if places[at] > 1
            else f"{count[at]:,} incidents at a place"
        )
        found.append(
            Mark(
                f"{CELL}{bits}/{cell >> bits}/{cell & ((1 << bits) - 1)}", name, held.category.values[category],
                int(count[at]), (), int(worst[at]), float(latitude[at]), float(longitude[at]), float(uncertainty[at]),
                on_area=False, all_intercepted=bool(hollow[at]),
            )
        )  # fmt: skip
    return found


def _ids(view: View, joined: _Joined, numbers: np.ndarray) -> list[tuple[str, ...]]:
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


def _rows_in(view: View, cell: str, category: str | None) -> np.ndarray:
    """Give the rows of the marks that a cell holds."""
    read = _read_cell(cell)
    joined, held = _joined(view), view.index.incidents
    if read is None:
        return view.rows[:0]
    bits, x, y = read
    inside = _cell_numbers(held.mx[joined.best], held.my[joined.best], bits) == ((x << bits) | y)
    inside &= joined.worst <= WherePrec.NEAR
    if category is not None:
        inside &= held.category.codes[joined.best] == held.category.values.index(category)
    found: np.ndarray = joined.rows[inside[joined.mark]]
    return found


def _read_cell(cell: str) -> tuple[int, int, int] | None:
    parts = cell.removeprefix(CELL).split("/")
    if not cell.startswith(CELL) or len(parts) != 3 or not all(each.isascii() and each.isdigit() for each in parts):
        return None
    bits, x, y = (int(each) for each in parts)
    return (bits, x, y) if bits <= 30 and x < 1 << bits and y < 1 << bits else None
