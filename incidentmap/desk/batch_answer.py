"""The answer of `geocode`: a CSV parted like the table, or XLSX, which Excel opens rightly in every country."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from incidentmap.errors import FileRefused, TableTooLarge
from incidentmap.formats.csv_file import CsvWriter
from incidentmap.formats.formula_guard import Guarded
from incidentmap.formats.xlsx_cells import length
from incidentmap.formats.xlsx_file import LONGEST_CELL, MOST_ROWS, XlsxWriter

Write = Callable[..., None]
CSV, XLSX = (".csv", ".tsv"), ".xlsx"
_SHEET = "Places"
_CUT = " … (cut)"


def refuse_other_kinds(target: Path) -> None:
    """Raise `FileRefused` for a name that promises another kind of file than can be written."""
    if target.suffix.casefold() not in (*CSV, XLSX):
        raise FileRefused(f"{target}: the answer is CSV or XLSX; let its name end in {', '.join(CSV)} or {XLSX}")


@contextmanager
def answering(out: Any, target: Path, delimiter: str) -> Iterator[Write]:
    """Give what writes a row: what came, what was found, and what came beyond the last column, at its end."""
    if target.suffix.casefold() == XLSX:
        with XlsxWriter(_SHEET) as sheet:
            yield _to_sheet(sheet, target)
            out.buffer.write(sheet.content())
    else:
        yield _to_csv(CsvWriter(out, "\n", delimiter))


def _to_csv(table: CsvWriter) -> Write:
    """Write what came as it came, and guard what was found against formulas."""

    def write(came: Sequence[str], found: Sequence[str], beyond: Sequence[str] = ()) -> None:
        table.write([*map(Guarded, came), *found, *map(Guarded, beyond)])

    return write


def _to_sheet(sheet: XlsxWriter, target: Path) -> Write:
    """Write numbers of ours as numbers, all else as text; a cell longer than a sheet holds is cut, and says so."""
    rows = count(1)

    def write(came: Sequence[str], found: Sequence[str], beyond: Sequence[str] = ()) -> None:
        if next(rows) > MOST_ROWS:
            raise TableTooLarge(f"{target}: a sheet holds {MOST_ROWS - 1:,} rows below its first; name a CSV")
        ours = (float(each) if isinstance(each, Guarded) else _fitting(each) for each in found)
        sheet.write([*map(_fitting, came), *ours, *map(_fitting, beyond)])

    return write


def _fitting(cell: str) -> str:
    if length(cell) <= LONGEST_CELL:
        return cell
    kept = cell[:LONGEST_CELL]
    while length(kept + _CUT) > LONGEST_CELL:
        kept = kept[: len(kept) // 2]
    return kept + _CUT
