"""The project's own table of incidents, read back whole: a row is what it says, or it is refused.

1 the file: CSV or XLSX, its letters and what parts its cells
2 the first line: every column, once
3 how days and numbers are written in it
4 each row
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from incidentmap.errors import InvalidRecord
from incidentmap.formats.csv_content import open_csv
from incidentmap.formats.csv_file import CsvReader
from incidentmap.formats.incident_csv.cells import record_of
from incidentmap.formats.incident_csv.conventions import Conventions
from incidentmap.formats.incident_csv.csv_columns import COLUMNS, NEEDED
from incidentmap.formats.question import Question
from incidentmap.formats.refusal import LONGEST_VALUE, Refusal
from incidentmap.formats.table import BrokenTable, Line, Table
from incidentmap.formats.xlsx_file import XlsxReader, is_xlsx
from incidentmap.model import Record

ID = "incident_id"
_NAMELESS = "(without a name)"


@dataclass(frozen=True)
class TableRead:
    """What a table gave: records, or refusals; how it was understood; and what only a person can tell.

    Where its columns are not those of such a table, nothing is read; `misnamed` tells those missing and those found.
    """

    records: Sequence[Record] = ()
    refusals: Sequence[Refusal] = ()
    understood: Sequence[str] = ()
    questions: Sequence[Question] = ()
    encoding: str = "utf-8"
    misnamed: str = ""


@dataclass(frozen=True)
class _Opened:
    table: Table
    rows: Sequence[Line]
    understood: Sequence[str]
    delimiter: str = ","
    encoding: str = "utf-8"
    questions: Sequence[Question] = ()


def read_csv(content: bytes, file: str = "table") -> tuple[list[Record], list[Refusal]]:
    """Read a table that leaves nothing open; what only a person could tell is refused."""
    found = read_table(content, file)
    return list(found.records), list(found.refusals)


def read_table(content: bytes, file: str = "table", answers: Mapping[str, str] | None = None) -> TableRead:
    """Read what `to_csv` or `to_xlsx` wrote, also after a spreadsheet saved it; `answers` are those to its questions.

    Of a row that is refused nothing is taken, of a broken file nothing.
    """
    try:
        opened = _opened_xlsx(content) if is_xlsx(content) else _opened_csv(content, answers or {})
    except BrokenTable as trouble:
        unit = (XlsxReader if is_xlsx(content) else CsvReader).unit
        return TableRead(refusals=[Refusal(trouble.line, "", "", trouble.reason, file, unit)])
    if problem := _problem_of(opened.table):
        columns, reason = problem
        line = opened.table.header_line
        refusal = Refusal(line, columns[:LONGEST_VALUE], "", reason, file, opened.table.unit)
        return TableRead(refusals=[refusal], understood=opened.understood, misnamed=_misnamed(opened.table))
    return _read(opened, file, answers or {})


def _opened_csv(content: bytes, answers: Mapping[str, str]) -> _Opened:
    opened = open_csv(content, answers)
    table = opened.table
    rows = [row for row in table if any(row.cells)]
    _drop_unnamed(table, rows)
    questions = [opened.question] if opened.question else []
    return _Opened(table, rows, opened.understood, table.delimiter, opened.encoding, questions)


def _opened_xlsx(content: bytes) -> _Opened:
    table = XlsxReader(content)
    understood = [f"sheet “{table.sheet}”"]
    if table.others:
        understood.append(f"not read: {', '.join(f'“{name}”' for name in table.others)}")
    return _Opened(table, [row for row in table if any(row.cells)], understood)


def _drop_unnamed(table: Table, rows: Sequence[Line]) -> None:
    """Leave out columns at the right that have neither a name nor anything in them: a spreadsheet adds such."""
    while table.header and not table.header[-1] and not any(_beyond(row, table) for row in rows):
        table.header.pop()
        for row in rows:
            del row.cells[len(table.header) :]


def _beyond(row: Line, table: Table) -> bool:
    return any(row.cells[len(table.header) - 1 :])


def _read(opened: _Opened, file: str, answers: Mapping[str, str]) -> TableRead:
    records: list[Record] = []
    refusals: list[Refusal] = []
    table, named = opened.table, []
    for row in opened.rows:
        try:
            named.append((row.number, table.by_name(row.cells)))
        except InvalidRecord as trouble:
            refusals.append(Refusal.of(trouble, row.number, file, table.unit))
    conventions = Conventions.of([cells for _, cells in named], opened.delimiter, answers)
    often = Counter(cells[ID] for _, cells in named)
    for number, cells in named:
        try:
            records.append(_record(conventions.plain(cells), often[cells[ID]]))
        except InvalidRecord as trouble:
            refusals.append(Refusal.of(trouble, number, file, table.unit))
    questions = [*opened.questions, *filter(None, [conventions.days.question()])]
    understood = [*opened.understood, *conventions.said()]
    refusals.sort(key=lambda each: each.line)
    return TableRead(records, refusals, understood, questions, opened.encoding)


def _record(row: dict[str, str], times: int) -> Record:
    if times > 1:
        raise InvalidRecord(row[ID], ID, row[ID], "stands in several rows; keep one of them")
    try:
        return record_of(row)
    except RecursionError:
        raise InvalidRecord(row[ID], ID, row[ID], "has a list nested too deeply; compare it with another row") from None


def _misnamed(table: Table) -> str:
    """Say how the columns of a table differ from those of a table of incidents."""
    found, missing = [name or _NAMELESS for name in table.header], table.missing(NEEDED)
    said = {
        "missing": missing,
        "not of this table": [name for name in found if name not in COLUMNS],
        "there twice": table.repeated,
        "found": found if missing else (),
    }
    return "; ".join(f"{what}: {', '.join(names)}" for what, names in said.items() if names)


def _problem_of(table: Table) -> tuple[str, str] | None:
    """Say which columns are wrong and why: every column stands there once, in any order, and no other."""
    if not table.header:
        return "", "is empty; the first line names the columns"
    problems = {
        f"is missing in the first {table.unit}, which names the columns": table.missing(NEEDED),
        "is no column of this table; take it out": [name or _NAMELESS for name in table.header if name not in COLUMNS],
        f"stands twice in the first {table.unit}": table.repeated,
    }
    return next(((", ".join(names), reason) for reason, names in problems.items() if names), None)
