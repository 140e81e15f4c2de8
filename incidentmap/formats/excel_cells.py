"""Cells as spreadsheets of all countries write them: days in their order, numbers with their comma, TRUE and FALSE.

What a column means is decided from all its cells: 13/1/2024 is read in one way only, and so are the others then.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from incidentmap.formats.question import Question

DAYS = "days"  # the key of the question
_YEAR_FIRST = re.compile(r"(\d{4})([/.-]) ?(\d{1,2})\2 ?(\d{1,2})\.?", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([/.-]) ?(\d{1,2})\2 ?(\d{4}|\d{2})\.?", re.ASCII)
_MIDNIGHT = re.compile(r"[ T](00?:00(:00)?|12:00(:00)? AM)$")
_COMMA = re.compile(r"-?\d*,\d+(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
_POINT = re.compile(r"-?\d*\.\d+(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
_NARROW = re.compile(r"#{2,}")
_TRUTHS = dict.fromkeys(("yes", "true", "wahr", "vrai"), "yes") | dict.fromkeys(("no", "false", "falsch", "faux"), "no")
_CENTURY = 30  # spreadsheets read 29 as 2029 and 30 as 1930


class DayOrder(StrEnum):
    """In which order a day is written."""

    DAY_FIRST = "day/month/year"
    MONTH_FIRST = "month/day/year"


class UnreadableValue(Exception):
    """A cell that is not what its column holds; says why."""


@dataclass(frozen=True, slots=True)
class DayColumn:
    """How the days of a table are written: `order` is None where both fit, and `example` then is one that shows it."""

    order: DayOrder | None = None
    example: str = ""
    seen: bool = False  # whether any day is written with its year last

    def question(self) -> Question | None:
        """Ask how the days are meant, where both orders fit."""
        if self.order or not self.example:
            return None
        options = {order.value: f"{order}: {self.example} is {said(self.example, order)}" for order in DayOrder}
        return Question(DAYS, "How are the dates written? All of them can be read in both ways.", options)


def day_column(cells: Iterable[str], chosen: str = "") -> DayColumn:
    """Find the order that all days fit; where both do, the one `chosen`."""
    votes: Counter[DayOrder] = Counter()
    example, seen = "", False
    for cell in cells:
        fitting = _readings(cell)
        seen = seen or bool(fitting)
        if len(fitting) == 1:
            votes.update(list(fitting))
        elif len(set(fitting.values())) > 1:
            example = example or cell
    if votes:
        return DayColumn(max(votes, key=votes.__getitem__), seen=True)
    if seen and not example:  # 3/3/2024 is one day in both
        return DayColumn(DayOrder.DAY_FIRST, seen=True)
    order = next((each for each in DayOrder if each == chosen), None) if example else None
    return DayColumn(order, example, seen)


def iso_day(cell: str, column: DayColumn) -> str:
    """Write a day as 2024-02-28; give what is no day of a known form as it stands, and raise `UnreadableValue`."""
    text = _MIDNIGHT.sub("", cell.strip())
    _check_width(text)
    if found := _YEAR_FIRST.fullmatch(text):
        day = _day(int(found[1]), int(found[3]), int(found[4]))
        return day.isoformat() if day else text
    readings = _readings(text)
    if not readings:
        return text
    if column.order in readings:
        return readings[column.order].isoformat()
    if column.order is None:
        both = " or ".join(said(text, order) for order in readings)
        raise UnreadableValue(f"may be {both}; say which, or write it as 2024-02-28")
    raise UnreadableValue(f"is not a date as {column.order}, as the others are; write it as 2024-02-28")


def decimal_mark(cells: Iterable[str], delimiter: str) -> str:
    """Find which mark the numbers have before their decimals; a comma that parts cells is none."""
    if delimiter == ",":
        return "."
    texts = list(cells)
    commas, points = (sum(bool(form.fullmatch(each)) for each in texts) for form in (_COMMA, _POINT))
    return "," if commas > points else "."


def plain_number(cell: str, mark: str) -> str:
    """Write a number with a point; raise `UnreadableValue` for one that has another mark than the others."""
    text = cell.strip()
    _check_width(text)
    if mark == "." or not text:
        return text
    if "." in text:
        raise UnreadableValue("has a point where the other numbers have a comma; write it as they are")
    return text.replace(",", ".")


def truth(cell: str) -> str:
    """Write TRUE and FALSE, in the languages that spreadsheets write them, as yes and no."""
    return _TRUTHS.get(cell.strip().casefold(), cell)


def said(cell: str, order: DayOrder) -> str:
    """Say which day a cell is in an order, the month by its name."""
    day = _readings(cell)[order]
    return f"{day.day} {day:%B} {day.year}"


def _readings(cell: str) -> dict[DayOrder, date]:
    """Give the days that a cell with its year last may mean, by order."""
    found = _YEAR_LAST.fullmatch(_MIDNIGHT.sub("", cell.strip()))
    if not found:
        return {}
    one, other, year = int(found[1]), int(found[3]), _full_year(found[4])
    days = {DayOrder.DAY_FIRST: _day(year, other, one), DayOrder.MONTH_FIRST: _day(year, one, other)}
    return {order: day for order, day in days.items() if day}


def _full_year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < _CENTURY else 1900)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _check_width(text: str) -> None:
    if _NARROW.fullmatch(text):
        raise UnreadableValue("is what a spreadsheet shows in a narrow column; widen the column and save once more")
