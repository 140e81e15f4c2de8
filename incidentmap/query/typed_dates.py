"""Dates as typed: "2024-02-10", "10 Feb 2024", "Feb 2024", "2024-01-01 – 2024-02-10"; nothing is guessed."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from incidentmap.errors import UnclearDate
from incidentmap.model import words

Days = tuple[date, date]  # the first and the last that the words stand for

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_NAME, _YEAR = r"(?P<name>[^\W\d_]{3,})\.?", r"(?P<year>\d{4})"
_FORMS = (
    rf"{_YEAR}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})",
    rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)",
    rf"(?P<day>\d{{1,2}})\.?\s*{_NAME},?\s*{_YEAR}",
    rf"{_NAME}\s*(?P<day>\d{{1,2}}),?\s+{_YEAR}",
    rf"(?P<one>\d{{1,2}})[-/.](?P<other>\d{{1,2}})[-/.]{_YEAR}",
    rf"{_YEAR}-(?P<month>\d{{1,2}})",
    rf"{_NAME},?\s*{_YEAR}",
    _YEAR,
)
_ANY = "|".join(re.sub(r"\(\?P<\w+>", "(?:", form) for form in _FORMS)
_RANGE = re.compile(
    rf"(?:from\s+)?(?P<first>{_ANY}|\d{{1,2}})\s*(?:[-–—−/,;…]|\.\.+|to|until|till)?\s*(?P<last>{_ANY})", re.IGNORECASE
)
_SHOWN = 40


def typed_range(start: str, end: str) -> tuple[date | None, date | None]:
    """Read what stands in the fields of a start and an end; either may hold a whole range. Raise `UnclearDate`."""
    whole = _range(start) or _range(end)
    first = whole[0] if whole else (found[0] if (found := _days(start)) else None)
    last = whole[1] if whole else (found[1] if (found := _days(end)) else None)
    if first and last and last < first:
        raise UnclearDate(f"The range would end on {words.day(last)}, before it begins on {words.day(first)}.")
    return first, last


def _range(text: str) -> Days | None:
    said = text.strip()
    found = None if _form(said) else _RANGE.fullmatch(said)
    if found is None:
        return None
    last = _days(found["last"])
    if found["first"].isdigit() and len(found["first"]) <= 2 and last:  # 8–30 Nov 2023, as we write it
        return _day(said, last[1].year, last[1].month, int(found["first"])), last[1]
    first = _days(found["first"])
    return (first[0], last[1]) if first and last else None


def _days(text: str) -> Days | None:
    """Read one date, month or year; blank is none."""
    said = text.strip()
    if not said:
        return None
    form = _form(said)
    if form is None:
        raise _unclear(said)
    part = form.groupdict()
    year, month = int(part["year"]), _month(said, part)
    if part.get("one"):
        day = _day(said, year, *_month_and_day(said, year, int(part["one"]), int(part["other"])))
        return day, day
    if part.get("day"):
        day = _day(said, year, month, int(part["day"]))
        return day, day
    return _day(said, year, month or 1, 1), _day(said, year, month or 12, _length(year, month or 12))


def _form(said: str) -> re.Match[str] | None:
    return next((found for form in _FORMS if (found := re.fullmatch(form, said))), None)


def _month(said: str, part: dict[str, str]) -> int:
    """Give the number of the month; 0 where none is said."""
    name = (part.get("name") or "").lower()
    if not name:
        return int(part.get("month") or 0)
    for number, month in enumerate(MONTHS, 1):
        if month.lower().startswith(name) or name == "sept" == month.lower()[:4]:
            return number
    raise _unclear(said)


def _month_and_day(said: str, year: int, one: int, other: int) -> tuple[int, int]:
    """Tell day and month apart where only one reading is a date."""
    if one <= 12 and other <= 12 and one != other:
        raise UnclearDate(
            f"“{said}” may be {other} {MONTHS[one - 1]} or {one} {MONTHS[other - 1]}: "
            f"write {year}-{one:02}-{other:02} or {year}-{other:02}-{one:02}."
        )
    return (other, one) if one > 12 else (one, other)


def _day(said: str, year: int, month: int, day: int) -> date:
    if year and 1 <= month <= 12 and 1 <= day <= _length(year, month):
        return date(year, month, day)
    if year and 1 <= month <= 12:
        why = f"{MONTHS[month - 1]} {year} has {_length(year, month)} days"
    else:
        why = f"there is no month {month}" if year else "there is no year 0"
    raise UnclearDate(f"“{_short(said)}” is no day: {why}.")


def _length(year: int, month: int) -> int:
    return monthrange(year, month)[1] if year and 1 <= month <= 12 else 1


def _unclear(said: str) -> UnclearDate:
    return UnclearDate(
        f"“{_short(said)}” is no date: write 2024-02-28 or 28 Feb 2024; a whole range as 2024-01-01 – 2024-02-10."
    )


def _short(said: str) -> str:
    return said if len(said) <= _SHOWN else said[: _SHOWN - 1] + "…"
