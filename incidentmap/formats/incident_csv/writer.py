"""Incidents as one table that loses nothing: a row an incident, its parts as JSON at the right."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from incidentmap.formats.csv_file import CsvWriter
from incidentmap.formats.formula_guard import Guarded, guarded
from incidentmap.formats.incident_csv.csv_columns import COLUMNS, INCIDENT, PLACEMENT, casualties_column, is_day
from incidentmap.formats.value_guard import kept_as_text
from incidentmap.formats.xlsx_cells import Value
from incidentmap.formats.xlsx_file import XlsxWriter, check_fits
from incidentmap.model import PARTS, Record, record_words, to_sheet, words
from incidentmap.model import vocabulary as v
from incidentmap.model.field import Field

Names = Mapping[str, str]
Sheets = Iterable[tuple[str, Iterable[Sequence[Value]]]]
SHEET = "Incidents"


def to_csv(records: Iterable[Record], names: Names | None = None) -> bytes:
    """Write incidents as CSV (UTF-8 with its mark, CR LF); `names` are those of actors, for the readable columns.

    None is a blank cell. A text that may be None and is empty is a lone apostrophe, so that both come back.
    """
    out = io.StringIO(newline="")
    lines = CsvWriter(out)
    lines.write(COLUMNS)
    for record in records:
        row = _row(record, names or {})
        lines.write(_in_csv(row[column]) for column in COLUMNS)
    return out.getvalue().encode("utf-8-sig")


def to_xlsx(records: Iterable[Record], names: Names | None = None, others: Sheets = ()) -> bytes:
    """Write incidents as one sheet, cell by cell what `to_csv` writes; raise `TableTooLarge` where it holds less.

    `others` are the sheets after it, which nothing reads back: the title of each, and its rows.
    """
    with XlsxWriter(SHEET) as book:
        book.write(COLUMNS)
        for row in _fitting(records, names or {}):
            book.write(row.values())
        for title, rows in others:
            book.begin(title)
            for number, cells in enumerate(rows, start=1):
                check_fits(number, title, {str(at): cell for at, cell in enumerate(cells, start=1)})
                book.write(cells)
        return book.content()


def check_fits_xlsx(records: Iterable[Record], names: Names | None = None) -> None:
    """Raise `TableTooLarge` where a sheet does not hold these incidents, without writing one."""
    for _ in _fitting(records, names or {}):
        pass


def _fitting(records: Iterable[Record], names: Names) -> Iterator[dict[str, Value]]:
    """Give rows in the order of the columns, as long as a sheet holds them."""
    for number, record in enumerate(records, start=2):
        row = _row(record, names)
        check_fits(number, record.incident_id, row)
        yield {column: row[column] for column in COLUMNS}


def _row(record: Record, names: Names) -> dict[str, Value]:
    sheet = to_sheet(record)
    row: dict[str, Value] = {name: _value(sheet[name], field) for name, field in INCIDENT.items()}
    row |= dict.fromkeys(PLACEMENT)
    if placement := sheet["placement"]:
        row |= {name: _value(placement[name], field) for name, field in PLACEMENT.items()}
    row |= {part: _json(sheet[part]) for part in PARTS}
    return row | {column: guarded(text) for column, text in _readable(record, names)}


def _value(value: Any, field: Field) -> Value:
    if value is None:
        return None
    if field.many:
        return _json(value)
    if is_day(field.kind):
        return date.fromisoformat(value)
    if isinstance(value, str):
        return Guarded("'") if field.may_be_none and not value else value
    return value if isinstance(value, bool | float) else int(value)  # an enumeration of numbers as its number


def _json(items: Any) -> Guarded:
    return Guarded(json.dumps(items, ensure_ascii=False))


def _in_csv(value: Value) -> Guarded:
    match value:
        case None:
            return Guarded("")
        case bool():
            return Guarded("yes" if value else "no")
        case date():
            return Guarded(value.isoformat())
        case str():
            return value if isinstance(value, Guarded) else kept_as_text(value)
        case _:
            return Guarded(value)


def _readable(record: Record, names: Names) -> Iterator[tuple[str, str]]:
    """Give what people read: when, who, how well placed, figures by whose they are, and how many sources."""
    yield "words_when", words.when(record.incident)
    yield "words_who_did_it", record_words.who_did_it(record, names)
    yield "words_place", record_words.placed(record)
    for measure in v.Measure:
        for of in v.CasualtiesOf:
            yield casualties_column(measure, of), record_words.casualties(record, measure, of)
    yield "words_sources", str(len(record.citations))
