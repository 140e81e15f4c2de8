"""Incidents as one table that loses nothing: a row an incident, its parts as JSON at the right."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from incidentmap.export import readable
from incidentmap.imports.table_columns import COLUMNS, INCIDENT, PLACEMENT, escaped
from incidentmap.model import PARTS, Record, to_sheet, words
from incidentmap.model import vocabulary as v


def to_csv(records: Iterable[Record], names: Mapping[str, str] | None = None) -> bytes:
    """Write incidents as CSV (UTF-8 with its mark, CR LF); `names` are those of actors, for the readable columns.

    None is a blank cell. A text that may be None and is empty is a lone apostrophe, so that both come back.
    """
    out = io.StringIO(newline="")
    lines = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    lines.writeheader()
    lines.writerows(_row(record, names or {}) for record in records)
    return out.getvalue().encode("utf-8-sig")


def _row(record: Record, names: Mapping[str, str]) -> dict[str, str]:
    sheet = to_sheet(record)
    row = {name: _cell(sheet[name], field.many, field.may_be_none) for name, field in INCIDENT.items()}
    row |= dict.fromkeys(PLACEMENT, "")
    if placement := sheet["placement"]:
        row |= {name: _cell(placement[name], each.many, each.may_be_none) for name, each in PLACEMENT.items()}
    row |= {part: _cell(sheet[part], True) for part in PARTS}
    return row | {column: escaped(told) for column, told in _readable(record, names)}


def _cell(value: Any, many: bool, may_be_none: bool = False) -> str:
    if value is None:
        return ""
    if many:
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return "'" if may_be_none and not value else escaped(value)
    return repr(int(value) if isinstance(value, int) else value)  # an enumeration of numbers as its number


def _readable(record: Record, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give what people read: when, who, how well placed, figures by whose they are, and how many sources."""
    yield "words_when", words.when(record.incident)
    yield "words_who_did_it", readable.who_did_it(record, names)
    yield "words_place", readable.placed(record)
    for measure in v.Measure:
        for of in v.CasualtiesOf:
            yield f"words_{measure}_{of}", readable.casualties(record, measure, of)
    yield "words_sources", str(len(record.citations))
