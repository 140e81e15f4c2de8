"""Incidents over time, from one end of what was asked for to the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from incidentmap.index import OPEN_START
from incidentmap.query.apply import View
from incidentmap.query.data_days import data_days
from incidentmap.query.days import day_of, days_of
from incidentmap.query.time_bins import Unit, bin_ends, bin_starts, unit_of


@dataclass(frozen=True, slots=True)
class Folded:
    """What lies beyond an end of the axis."""

    count: int
    first: date
    last: date


@dataclass(frozen=True)
class Timeline:
    """Bins of one unit: start, category, open_start, count; those that hold nothing are left out, all else is there.

    The axis goes from `start` to `end` (the day after its last), whole bins; what lies beyond is `earlier` or `later`.
    """

    unit: Unit
    bins: pd.DataFrame
    start: np.datetime64
    end: np.datetime64
    earlier: Folded | None
    later: Folded | None


def timeline(view: View, today: date = date.max, *, whole: bool = False) -> Timeline:
    """Count what is shown by time and category, each incident once, at its latest date.

    The latest date is the one that each incident has, also with an open start, and the one that tables are sorted by.
    Long empty years before the data, and what is dated after `today`, are beyond the axis unless the `whole` is wanted.
    """
    days = view.index.incidents.date_latest[view.rows].astype("datetime64[D]")
    ends = np.array(_ends(view, days.astype(np.int64), today, whole=whole)).astype("datetime64[D]")
    unit = unit_of(int((ends[1] - ends[0]).astype(int)) + 1)
    start, end = bin_starts(ends[:1], unit)[0], bin_ends(bin_starts(ends[1:], unit), unit)[0]
    return Timeline(
        unit, _bins(view, days, unit), start, end, earlier=_folded(days[days < start]), later=_folded(days[days >= end])
    )


def _bins(view: View, days: np.ndarray, unit: Unit) -> pd.DataFrame:
    held, rows = view.index.incidents, view.rows
    starts, bins = np.unique(bin_starts(days, unit), return_inverse=True)
    categories = held.category.values
    codes = (bins * len(categories) + held.category.codes[rows]) * 2 + (held.date_earliest[rows] == OPEN_START)
    counted = np.bincount(codes, minlength=len(starts) * len(categories) * 2)
    there = np.flatnonzero(counted)
    return pd.DataFrame(
        {
            "start": starts[there // 2 // len(categories)].astype("datetime64[s]"),
            "category": [categories[each] for each in there // 2 % len(categories)],
            "open_start": there % 2 == 1,
            "count": counted[there],
        }
    )


def _ends(view: View, days: np.ndarray, today: date, *, whole: bool) -> tuple[int, int]:
    """Choose the ends of the axis: those of the filter, else of the data; most of what is shown is on it."""
    asked = view.filter
    known = data_days(view.index, today)
    first, last = (days.min(), days.max()) if len(days) else (0, 0)
    start, end = first, last
    if known and whole:
        start, end = min(first, days_of(known.earliest)), max(last, days_of(known.last))
    elif known and _most_within(days, days_of(asked.date_from or known.start), days_of(asked.date_to or known.last)):
        start, end = days_of(known.start), days_of(known.last)
    start = days_of(asked.date_from) if asked.date_from else start
    # one that may lie in the range counts at its latest date, and that may come after it
    return start, max(start, days_of(asked.date_to), last) if asked.date_to else max(start, end)


def _most_within(days: np.ndarray, start: int, end: int) -> bool:
    return len(days) > 0 and bool(((days >= start) & (days <= end)).mean() >= 0.5)


def _folded(days: np.ndarray) -> Folded | None:
    if not len(days):
        return None
    return Folded(len(days), *(day_of(day.astype(np.int64)) for day in (days.min(), days.max())))
