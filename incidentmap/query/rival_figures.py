"""Figures of one incident that count the same, taken together: rivals, of which any may be right, form a range."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from incidentmap.index import Index
from incidentmap.model.vocabulary import Stated

_OPEN = np.iinfo(np.int64).max
_NOTHING = np.int64(-1)


@dataclass(frozen=True, eq=False)
class Groups:
    """One row for each incident, measure, side and nation of which a figure is held.

    `low` and `high` are the range of what is stated with a number or as none, `high` -1 where it is open. They mean
    something where `has_number`; `has_some` tells of casualties without a number. `nation` is -1 where not said.
    """

    row: np.ndarray
    measure: np.ndarray
    of: np.ndarray
    nation: np.ndarray
    low: np.ndarray
    high: np.ndarray
    has_number: np.ndarray
    has_some: np.ndarray
    any_nation: bool = field(kw_only=True)


@lru_cache(maxsize=1)  # every filter change asks
def each_nation(index: Index) -> Groups:
    """Take rivals of one nation together."""
    held = index.figures
    columns = (held.row, held.measure.codes, held.of.codes, held.nationality.codes)
    sizes = (len(held.measure.values), len(held.of.values), len(held.nationality.values) + 1)
    keys = held.row.astype(np.int64)
    for codes, size, first in zip(columns[1:], sizes, (0, 0, -1), strict=True):
        keys = keys * size + (codes - first)
    order = np.argsort(keys, kind="stable")
    starts = _starts(keys[order])
    kept = [each[order][starts] for each in columns]
    return Groups(*kept, *_ranges(index, order, starts), any_nation=False)


@lru_cache(maxsize=2)
def whatever_nation(index: Index) -> Groups:
    """Take nations together: either a figure that names none is right, or those of the nations named, added up."""
    parts = each_nation(index)
    keys = (parts.row.astype(np.int64) * 128 + parts.measure) * 128 + parts.of
    starts = _starts(keys)  # in order already
    counted = parts.low < _OPEN  # a number is stated, or that there were none
    named, blank = counted & (parts.nation >= 0), counted & (parts.nation < 0)
    high = np.where(parts.high < 0, _OPEN, parts.high)
    low_named = _added(np.where(named, parts.low, 0), starts)
    high_named = _added(np.where(named & (high < _OPEN), high, 0), starts)
    unbound = (~counted | (high == _OPEN)) & (parts.nation >= 0)  # of some without a number nobody says how many
    high_named = np.where(_any(unbound, starts), _OPEN, high_named)
    is_named, is_blank = _any(named, starts), _any(blank, starts)
    low_blank, high_blank = (_added(np.where(blank, ends, 0), starts) for ends in (parts.low, high))
    low = np.minimum(np.where(is_named, low_named, _OPEN), np.where(is_blank, low_blank, _OPEN))
    high = np.maximum(np.where(is_named, high_named, _NOTHING), np.where(is_blank, high_blank, _NOTHING))
    row, measure, of = (each[starts] for each in (parts.row, parts.measure, parts.of))
    any_number, any_some = _any(parts.has_number, starts), _any(parts.has_some, starts)
    return Groups(row, measure, of, np.full(len(starts), -1), low, _closed(high), any_number, any_some, any_nation=True)


def _ranges(index: Index, order: np.ndarray, starts: np.ndarray) -> tuple[np.ndarray, ...]:
    held = index.figures
    stated = held.stated.codes[order]
    number, some = (stated == held.stated.values.index(each) for each in (Stated.NUMBER, Stated.UNSPECIFIED))
    low, high = held.low[order].astype(np.int64), held.high[order].astype(np.int64)
    low = np.where(some, _OPEN, np.maximum(low, 0))  # "up to 5" may be none
    high = np.where(some, _NOTHING, np.where(high < 0, _OPEN, high))
    lows, highs = (_reduced(np.minimum, low, starts), _reduced(np.maximum, high, starts))
    return lows, _closed(highs), _any(number, starts), _any(some, starts)


def _closed(high: np.ndarray) -> np.ndarray:
    closed: np.ndarray = np.where(high == _OPEN, _NOTHING, high)
    return closed


def _starts(keys: np.ndarray) -> np.ndarray:
    """Give where each run of equal keys begins."""
    return np.flatnonzero(np.diff(keys, prepend=keys[:1] - 1)) if len(keys) else np.array([], np.intp)


def _reduced(by: np.ufunc, values: np.ndarray, starts: np.ndarray) -> np.ndarray:
    found: np.ndarray = by.reduceat(values, starts) if len(starts) else values[:0]
    return found


def _added(values: np.ndarray, starts: np.ndarray) -> np.ndarray:
    return _reduced(np.add, values, starts)


def _any(values: np.ndarray, starts: np.ndarray) -> np.ndarray:
    return _reduced(np.logical_or, values, starts)
