"""Days as numbers since 1970-01-01, and back."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from incidentmap.index import OPEN_START, Index

_FIRST = date(1970, 1, 1)


def days_of(day: date) -> int:
    """Number a day."""
    return (day - _FIRST).days


def day_of(number: int) -> date:
    """Give the day of a number."""
    return _FIRST + timedelta(days=int(number))


def window(index: Index) -> tuple[np.ndarray, np.ndarray]:
    """Give the first and the last day each incident counts at; one with an open start counts at its last."""
    earliest, latest = index.incidents.date_earliest, index.incidents.date_latest
    return np.where(earliest == OPEN_START, latest, earliest), latest
