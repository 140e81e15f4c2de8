"""The days of the data: where it begins and ends, its months, and what is dated after today, so likely mistyped."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np

from incidentmap.index import Index
from incidentmap.query.days import day_of, days_of, window
from incidentmap.query.kinds import Kind, kinds_of
from incidentmap.query.listing import ids

QUIET = 3  # months without anything that part the latest months from those before
LONG_GAP = 366  # days without anything that part the data
FEW = 0.2  # of all: as many may lie before such a gap and be folded


@dataclass(frozen=True, slots=True)
class DataDays:
    """What can be shown, over time; what is dated `after` today counts only where there is nothing else.

    `first` is the earliest possible day, `earliest` and `last` are the ends of the latest dates, and `start` is where
    these begin without the few that lie long before.
    """

    first: date
    earliest: date
    start: date
    last: date
    months: tuple[date, ...]  # their first days, the latest first
    after: int
    after_from: date | None
    after_id: str


@lru_cache(maxsize=4)
def data_days(index: Index, today: date = date.max) -> DataDays | None:
    """Look over all that can be shown, whatever the filter; None if there is nothing."""
    shown = np.flatnonzero(kinds_of(index) >= Kind.ON_MAP)
    if not len(shown):
        return None
    first, last = (days[shown] for days in window(index))
    after = first > days_of(today)
    known = ~after if not after.all() else after
    days = np.sort(last[known] if after.all() else np.minimum(last[known], days_of(today)))
    months = np.unique(days.astype("datetime64[D]").astype("datetime64[M]"))[::-1]
    first_after = np.flatnonzero(after)[:1]
    return DataDays(
        first=day_of(first[known].min()),
        earliest=day_of(days[0]),
        start=day_of(days[few_before_a_gap(days)]),
        last=day_of(days[-1]),
        months=tuple(month.astype("datetime64[D]").item() for month in months),
        after=int(after.sum()),
        after_from=day_of(first[after].min()) if after.any() else None,
        after_id=ids(index, shown[first_after])[0] if after.any() else "",
    )


def latest_months(months: Sequence[date], most: int) -> tuple[date, ...]:
    """Give the latest of some months, the latest first, up to a number, or up to a quiet stretch before them."""
    found = list(months[:1])
    for month in months[1:most]:
        if _month_number(found[-1]) - _month_number(month) > QUIET + 1:
            break
        found.append(month)
    return tuple(found)


def few_before_a_gap(days: np.ndarray) -> int:
    """Tell how many sorted days lie before the last long gap that has only few before it."""
    after_gaps = np.flatnonzero(np.diff(days) > LONG_GAP) + 1
    few = after_gaps[after_gaps <= FEW * len(days)]
    return int(few[-1]) if len(few) else 0


def latest_day(index: Index, today: date = date.max) -> date | None:
    """Give the latest date of what can be shown, whatever the filter; None if there is nothing."""
    found = data_days(index, today)
    return found.last if found else None


def presets(latest: date) -> dict[str, tuple[date | None, date | None]]:
    """Name ranges that end at the latest date of the data, that day included."""
    last = {f"last {days} days": (_days_before(latest, days - 1), latest) for days in (7, 30, 90)}
    return {**last, "last 12 months": (_year_before(latest), latest), "all": (None, None)}


def month_of(day: date) -> tuple[date, date]:
    """Give the first and the last day of a month."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def _month_number(day: date) -> int:
    return day.year * 12 + day.month


def _days_before(day: date, days: int) -> date:
    return date.fromordinal(max(day.toordinal() - days, 1))


def _year_before(day: date) -> date:
    """Give the first day of the twelve months that end on a day."""
    if day.year == date.min.year:
        return date.min
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 3, 1)
    return _days_before(day.replace(year=day.year - 1), -1)
