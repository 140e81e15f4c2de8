"""Incidents over time, and the ranges worth a button."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

_DAYS_BY_DAY = 62
_DAYS_BY_WEEK = 731


@dataclass(frozen=True)
class Timeline:
    """Bins of one unit (day, week, month): start, category, open_start, count; bins that hold nothing are left out."""

    unit: str
    bins: pd.DataFrame


def timeline(shown: pd.DataFrame) -> Timeline:
    """Count what is shown by time and category, each incident once, at its latest date.

    The latest date is the one that each incident has, also with an open start, and the one that tables are sorted by.
    """
    days = shown["date_latest"].to_numpy().astype("datetime64[D]")
    unit = _unit(days)
    keys = {"start": _starts(days, unit), "category": shown["category"], "open_start": shown["date_earliest"].isna()}
    counted = pd.DataFrame(keys).groupby(list(keys), sort=True, observed=True).size()
    return Timeline(unit, counted.reset_index(name="count"))


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
