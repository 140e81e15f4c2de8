"""What a cell of a sheet holds, as text and back: texts as texts whatever they look like, days as days."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any

from openpyxl.cell import WriteOnlyCell

from incidentmap.formats.formula_guard import guarded
from incidentmap.formats.table import UnreadableCell

FIRST_DAY = date(1900, 3, 1)  # before it spreadsheets know no day, or a wrong one
_ESCAPE = re.compile(r"_x[0-9A-Fa-f]{4}_")
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA = "is a formula; put its value in its place (copy, then paste as values)"
_ERROR = "is an error of the spreadsheet; put a value in its place, or leave it blank"

Value = str | int | float | bool | date | None


def cell_of(sheet: Any, value: Value) -> Any:
    """Make a cell; a text that a spreadsheet could take for a formula is guarded as in CSV."""
    match value:
        case None:
            return None
        case bool():
            return WriteOnlyCell(sheet, value)
        case date() if value >= FIRST_DAY:
            return WriteOnlyCell(sheet, value)
        case int() | float():  # openpyxl would write the first 16 digits
            return _typed(sheet, repr(value), "n")
    cell = _typed(sheet, written(value) if isinstance(value, str) else value.isoformat(), "s")
    cell.number_format = "@"  # text stays text, also where somebody types in it
    return cell


def _typed(sheet: Any, text: str, kind: str) -> Any:
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = kind  # whatever the text looks like
    return cell


def written(text: str) -> str:
    """Guard a text, and write what XML cannot hold, or would change, as spreadsheets do: _x000D_."""
    return _UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", guarded(text))


def length(text: str) -> int:
    """Count the characters of a text as written, as a spreadsheet does."""
    return len(written(text).encode("utf-16-le")) // 2


def text_of(cell: Any) -> str:
    """Write the value of a cell as CSV has it."""
    value = cell.value
    if cell.data_type == "f":
        return UnreadableCell.of(str(getattr(value, "text", value)), _FORMULA)
    if cell.data_type == "e":
        return UnreadableCell.of(str(value), _ERROR)
    if isinstance(value, str):
        return _ESCAPE.sub(lambda code: chr(int(code[0][2:6], 16)), value)
    return _plain(value)


def _plain(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
        case _:
            return str(value)
