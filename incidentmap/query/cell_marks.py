"""Marks that are too many, joined by the cells of a grid: one for each cell and category."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from incidentmap.index import to_degrees, to_mercator
from incidentmap.model.vocabulary import WherePrec
from incidentmap.query.apply import View
from incidentmap.query.listing import ids
from incidentmap.query.place_marks import Joined, Mark, joined_by_place, marks_of_places
from incidentmap.query.window import Window
from incidentmap.text.counting import counted

CELL = "cell:"
MOST_CELL_IDS = 5
_CELLS_A_TILE = 2  # bits: four cells of 64 pixels along a tile of 256


def marks_with_cells(view: View, joined: Joined, seen: np.ndarray, window: Window | None, most: int) -> list[Mark]:
    """Join what is too much by cells that double until there are at most `most`."""
    fixed = seen[joined.worst[seen] > WherePrec.NEAR]
    for bits in range(min((window.zoom if window else 0) + _CELLS_A_TILE, 30), -1, -1):
        loose = _in_cells_of(view, joined, window, bits)
        alone, crowded, cell = _parted(view, joined, loose, bits)
        groups, group = np.unique(_with_category(view, joined, crowded, cell), return_inverse=True)
        if len(fixed) + len(alone) + len(groups) <= most or bits == 0:
            break
    kept = marks_of_places(view, joined, np.sort(np.concatenate([fixed, alone])))
    return kept + _of_cells(view, joined, crowded, group, groups, bits)


def _with_category(view: View, joined: Joined, numbers: np.ndarray, cell: np.ndarray) -> np.ndarray:
    """Make one number of the cell and the category of each mark."""
    held = view.index.incidents
    found: np.ndarray = cell * len(held.category.values) + held.category.codes[joined.best[numbers]]
    return found


def _in_cells_of(view: View, joined: Joined, window: Window | None, bits: int) -> np.ndarray:
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


def _parted(view: View, joined: Joined, loose: np.ndarray, bits: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Part the marks whose place is alone in its cell from all others, and give the cells of those, too."""
    held, best = view.index.incidents, joined.best[loose]
    cell = _cell_numbers(held.mx[best], held.my[best], bits)
    order = cell.argsort()
    starts = np.flatnonzero(np.diff(cell[order], prepend=-1))
    place = held.place.codes[best][order]
    is_crowded = np.minimum.reduceat(place, starts) != np.maximum.reduceat(place, starts)
    crowded = np.empty(len(loose), bool)
    crowded[order] = np.repeat(is_crowded, np.diff(starts, append=len(loose)))
    return loose[~crowded], loose[crowded], cell[crowded]


def _cell_numbers(mx: np.ndarray, my: np.ndarray, bits: int) -> np.ndarray:
    shift = np.uint64(32 - bits)
    numbers: np.ndarray = ((mx.astype(np.uint64) >> shift) << np.uint64(bits)) | (my.astype(np.uint64) >> shift)
    return numbers.astype(np.int64)


def _of_cells(
    view: View, joined: Joined, members: np.ndarray, group: np.ndarray, groups: np.ndarray, bits: int
) -> list[Mark]:
    """Make a mark of each cell and category; `group` numbers those of the member marks."""
    held, size = view.index.incidents, len(groups)
    count = np.bincount(group, joined.count[members], minlength=size).astype(np.int64)
    places = np.bincount(group, minlength=size)
    latitude, longitude = _middles(view, joined, members, group, count)
    worst = np.zeros(size, np.int64)
    np.maximum.at(worst, group, joined.worst[members])
    hollow = np.bincount(group, joined.intercepted[members], minlength=size) == places
    listed = _ids(view, joined, members, group)
    cells, categories = np.divmod(groups, len(held.category.values))
    columns = (cells, categories, count, places, worst, latitude, longitude, hollow)
    return [
        Mark(
            _cell_id(cell, bits), _name(count, places), held.category.values[category], count, listed[at],
            worst, north, east, math.nan, on_area=False, all_intercepted=hollow,
        )
        for at, (cell, category, count, places, worst, north, east, hollow) in enumerate(
            zip(*(column.tolist() for column in columns), strict=True)
        )
    ]  # fmt: skip


def _middles(
    view: View, joined: Joined, members: np.ndarray, group: np.ndarray, count: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Give the middle of the incidents of each cell, in degrees."""
    held, weight = view.index.incidents, joined.count[members] / np.maximum(count[group], 1)
    mx, my = (
        np.bincount(group, along[joined.best[members]] * weight, minlength=len(count)).astype(np.uint32)
        for along in (held.mx, held.my)
    )
    return to_degrees(mx, my)


def _ids(view: View, joined: Joined, members: np.ndarray, group: np.ndarray) -> list[tuple[str, ...]]:
    """Name an incident of each of the first places of each cell; all of them would be too much for one answer."""
    order = group.argsort(kind="stable")
    sizes = np.bincount(group)
    rank = np.arange(len(order)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    listed = ids(view.index, joined.best[members[order[rank < MOST_CELL_IDS]]])
    ends = np.cumsum(np.minimum(sizes, MOST_CELL_IDS)).tolist()
    return [tuple(listed[start:end]) for start, end in pairwise([0, *ends])]


def _cell_id(cell: int, bits: int) -> str:
    return f"{CELL}{bits}/{cell >> bits}/{cell & ((1 << bits) - 1)}"


def _name(count: int, places: int) -> str:
    return f"{counted(count, 'incident')} at {f'{places:,} places' if places > 1 else 'a place'}"


def rows_in_cell(view: View, cell: str, category: str | None) -> np.ndarray:
    """Give the rows of the marks that a cell holds."""
    read = _read_cell(cell)
    joined, held = joined_by_place(view), view.index.incidents
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
