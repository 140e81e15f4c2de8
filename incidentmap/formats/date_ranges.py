"""The days that one written date and its precision stand for."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from incidentmap.formats.csv_rows import Row
from incidentmap.model import vocabulary as v


def date_range(row: Row) -> tuple[date | None, date]:
    """Turn one date and its precision into the range of days it stands for."""
    day, precision = row.day("event_date"), row.word("time_precision", v.TimePrecision)
    if day is None:
        raise row.refused("event_date", "is blank; an incident needs a date, if only the latest possible")
    match precision:
        case v.TimePrecision.ON_OR_BEFORE:
            return None, day
        case v.TimePrecision.WEEK:
            monday = day - timedelta(days=day.weekday())
            return monday, monday + timedelta(days=6)
        case v.TimePrecision.MONTH:
            return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])
        case v.TimePrecision.YEAR:
            return date(day.year, 1, 1), date(day.year, 12, 31)
        case v.TimePrecision.DAY:
            return day, day
