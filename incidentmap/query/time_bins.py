"""Days put into bins of one unit: days, ISO weeks, months, years. Years far from ours are bins like any other."""

from __future__ import annotations

from typing import Literal

import numpy as np

Unit = Literal["day", "week", "month", "year"]

_MOST_DAYS: dict[Unit, int] = {"day": 62, "week": 731, "month": 30 * 366}  # a few hundred bins at most
_CALENDAR = {"month": "datetime64[M]", "year": "datetime64[Y]"}


def unit_of(days: int) -> Unit:
    """Choose the unit for so many days."""
    return next((unit for unit, most in _MOST_DAYS.items() if days <= most), "year")


def bin_starts(days: np.ndarray, unit: Unit) -> np.ndarray:
    """Give the first day of the bin of each day; ISO weeks begin on Monday."""
    if unit in _CALENDAR:
        return days.astype(_CALENDAR[unit]).astype("datetime64[D]")
    # 1970-01-01, the day 0, was a Thursday
    since_monday = (days.astype(np.int64) + 3) % 7 if unit == "week" else np.zeros(days.shape, np.int64)
    started: np.ndarray = days - since_monday
    return started


def bin_ends(starts: np.ndarray, unit: Unit) -> np.ndarray:
    """Give the day after the last of each bin."""
    if unit in _CALENDAR:
        return (starts.astype(_CALENDAR[unit]) + 1).astype("datetime64[D]")
    ended: np.ndarray = starts.astype("datetime64[D]") + (7 if unit == "week" else 1)
    return ended
