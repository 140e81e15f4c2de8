"""Incidents over time, and the ranges worth a button."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from incidentmap.index import OPEN_START, Index
from incidentmap.query.apply import View
from incidentmap.query.days import day_of, window
from incidentmap.query.kinds import Kind, kinds_of

_DAYS_BY_DAY = 62
_DAYS_BY_WEEK = 731


@dataclass(frozen=True)
class Timeline:
    """Bins of one unit (day, week, month): start, category, open_start, count; bins that hold nothing are left out."""

    unit: str
    bins: pd.DataFrame


def timeline(view: View) -> Timeline:
    """Count what is shown by time and category, each incident once, at its latest date.

    The latest date is the one that each incident has, also with an open start, and the one that tables are sorted by.
    """
    held, rows = view.index.incidents, view.rows
    days = held.date_latest[rows].astype("datetime64[D]")
    unit = _unit(days)
    starts, bins = np.unique(_starts(days, unit), return_inverse=True)
    categories = held.category.values
    codes = (bins * len(categories) + held.category.codes[rows]) * 2 + (held.date_earliest[rows] == OPEN_START)
    counted = np.bincount(codes, minlength=len(starts) * len(categories) * 2)
    there = np.flatnonzero(counted)
    return Timeline(
        unit,
        pd.DataFrame(
            {
                "start": starts[there // 2 // len(categories)],
                "category": [categories[each] for each in there // 2 % len(categories)],
                "open_start": there % 2 == 1,
                "count": counted[there],
            }
        ),
    )


def latest_day(index: Index) -> date | None:
    """Give the latest date of what can be shown, whatever the filter; None if there is nothing."""
    days = index.incidents.date_latest[kinds_of(index) >= Kind.ON_MAP]
    return day_of(days[-1]) if len(days) else None  # in time order, so the last is the latest


def earliest_day(index: Index) -> date | None:
    """Give the earliest day that anything counts at; None if there is nothing."""
    first, _ = window(index)
    return day_of(first.min()) if len(first) else None


def presets(latest: date) -> dict[str, tuple[date | None, date | None]]:
    """Name ranges that end at the latest date of the data, that day included."""
    last = {f"last {days} days": (_days_before(latest, days - 1), latest) for days in (7, 30, 90)}
    return {**last, "last 12 months": (_year_before(latest), latest), "all": (None, None)}


def _unit(days: np.ndarray) -> str:
    span = int((days[-1] - days[0]).astype(int)) + 1 if len(days) else 0
    if span <= _DAYS_BY_DAY:
        return "day"
    return "week" if span <= _DAYS_BY_WEEK else "month"


def _starts(days: np.ndarray, unit: str) -> np.ndarray:
    """Give the first day of each bin; ISO weeks begin on Monday."""
    if unit == "month":
        return days.astype("datetime64[M]").astype("datetime64[s]")
    # 1970-01-01, the day 0, was a Thursday
    since_monday = (days.astype(np.int64) + 3) % 7 if unit == "week" else np.zeros(len(days), np.int64)
    return (days - since_monday).astype("datetime64[s]")


def _days_before(day: date, days: int) -> date:
    return date.fromordinal(max(day.toordinal() - days, 1))


def _year_before(day: date) -> date:
    """Give the first day of the twelve months that end on a day."""
    if day.year == date.min.year:
        return date.min
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 3, 1)
    return _days_before(day.replace(year=day.year - 1), -1)
