"""The project's own table of incidents, read back whole: a row is what it says, or it is refused."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence

from incidentmap.errors import InvalidRecord
from incidentmap.imports.cells import record_of
from incidentmap.imports.csv_rows import Refusal
from incidentmap.imports.table_columns import COLUMNS
from incidentmap.model import Record

ID = "incident_id"
LONGEST_CELL = 2**31 - 1  # characters; the parts of one incident may be long

Line = tuple[int, list[str]]  # the number of the first line of a row, and its cells


def read_csv(content: bytes, file: str = "table") -> tuple[list[Record], list[Refusal]]:
    """Read what `export.table.to_csv` wrote; of a row that is refused nothing is taken, of a broken file nothing."""
    try:
        lines = list(_lines(content))
        header = _header(lines)
    except _Unreadable as trouble:
        return [], [Refusal(file, *trouble.args)]
    return _read(header, lines[1:], file)


def _read(header: Sequence[str], lines: Sequence[Line], file: str) -> tuple[list[Record], list[Refusal]]:
    records: list[Record] = []
    refusals: list[Refusal] = []
    at = header.index(ID)
    often = Counter(cells[at] for _, cells in lines if len(cells) == len(header))
    for line, cells in lines:
        try:
            records.append(_record(header, cells, often))
        except InvalidRecord as trouble:
            refusals.append(Refusal(file, line, trouble.field, str(trouble.value)[:200], trouble.problem))
    return records, refusals


def _record(header: Sequence[str], cells: list[str], often: Counter[str]) -> Record:
    if len(cells) != len(header):
        problem = f"has {len(cells)} cells and the first line {len(header)}; check commas and quotes"
        raise InvalidRecord("table", "", "", problem)
    row = dict(zip(header, cells, strict=True))
    if often[row[ID]] > 1:
        raise InvalidRecord(row[ID], ID, row[ID], "stands in several rows; keep one of them")
    try:
        return record_of(row)
    except RecursionError:
        raise InvalidRecord(row[ID], ID, row[ID], "has a list nested too deeply; compare it with another row") from None


class _Unreadable(Exception):
    """The file as a whole cannot be read: line, column, value and reason."""


def _lines(content: bytes) -> Iterator[Line]:
    """Cut the file into rows; blank lines are passed over."""
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(_text(content), newline=""), strict=True)
    while True:
        start = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as trouble:
            raise _Unreadable(start, "", "", f"is not readable as CSV ({trouble})") from None
        if cells:
            yield start, cells


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        line = content[: trouble.start].count(b"\n") + 1
        raise _Unreadable(line, "", "", "is not UTF-8; save the table as CSV UTF-8") from None


def _header(lines: Sequence[Line]) -> list[str]:
    """Give the names of the columns, in any order; every column stands there once, and no other."""
    if not lines:
        raise _Unreadable(1, "", "", "is empty; the first line names the columns")
    line, header = lines[0]
    often = Counter(header)
    for problem, columns in {
        "is missing in the first line; columns are parted by commas": [c for c in COLUMNS if c not in often],
        "is no column of this table; take it out": [c for c in often if c not in COLUMNS],
        "stands twice in the first line": [c for c, number in often.items() if number > 1],
    }.items():
        if columns:
            raise _Unreadable(line, ", ".join(columns)[:200], "", problem)
    return header
