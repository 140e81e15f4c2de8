"""How the file at hand writes days, numbers and truth values; its rows are read as this table writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from incidentmap.errors import InvalidRecord
from incidentmap.formats import excel_cells
from incidentmap.formats.excel_cells import DayColumn, UnreadableValue
from incidentmap.formats.incident_csv.csv_columns import COLUMNS, INCIDENT, PLACEMENT, READABLE, is_day, is_number
from incidentmap.formats.table import UnreadableCell
from incidentmap.formats.value_guard import plain_text
from incidentmap.text.positions import read_axis

_FIELDS = dict(INCIDENT) | PLACEMENT
_DAYS = tuple(name for name, field in _FIELDS.items() if not field.many and is_day(field.kind))
_DECIMALS = tuple(name for name, field in _FIELDS.items() if is_number(field.kind) and not issubclass(field.kind, int))
_TRUTHS = tuple(name for name, field in _FIELDS.items() if field.kind is bool)
_AXES = ("latitude", "longitude")
_PLAIN = re.compile(r"[0-9.,eE+-]*")  # a comma among points is asked about, not read
_READ = tuple(name for name in COLUMNS if name not in READABLE)

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Conventions:
    """What all rows of a table have in common."""

    days: DayColumn
    mark: str = "."

    @classmethod
    def of(cls, rows: Sequence[Row], delimiter: str, answers: Mapping[str, str]) -> Conventions:
        """Find them from all cells; what the cells leave open is taken from the answers."""
        days = excel_cells.day_column(_cells(rows, _DAYS), answers.get(excel_cells.DAYS, ""))
        return cls(days, excel_cells.decimal_mark(_cells(rows, _DECIMALS), delimiter))

    def said(self) -> Iterator[str]:
        """Say what is not as this program writes it."""
        if self.days.seen and self.days.order:
            yield f"dates read as {self.days.order}"
        if self.mark == ",":
            yield "numbers with a decimal comma"

    def plain(self, row: Row) -> dict[str, str]:
        """Write a row as this program does; raise `InvalidRecord` at the first cell that its column cannot hold."""
        plain = dict(row)
        for name in _READ:
            if isinstance(cell := row[name], UnreadableCell):
                raise InvalidRecord(row["incident_id"], name, str(cell), cell.reason)
        plain["incident_id"] = plain_text(row["incident_id"])
        try:
            for name in _DAYS:
                plain[name] = excel_cells.iso_day(row[name], self.days)
            for name in _DECIMALS:
                plain[name] = excel_cells.plain_number(row[name], self.mark)
            for name in _AXES:
                plain[name] = _degrees(plain[name], name)
        except UnreadableValue as trouble:
            raise InvalidRecord(plain["incident_id"], name, row[name], str(trouble)) from None
        return plain | {name: excel_cells.truth(row[name]) for name in _TRUTHS}


def _degrees(cell: str, axis: str) -> str:
    """Write 33°47'N as a number; what is one already, and what is no angle, is left to its column."""
    found = None if _PLAIN.fullmatch(cell) else read_axis(cell, axis)
    return cell if found is None else repr(found)


def _cells(rows: Iterable[Row], names: Sequence[str]) -> list[str]:
    return [row[name] for row in rows for name in names if row[name]]
