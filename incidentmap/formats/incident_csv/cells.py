"""The cells of one row of the table, read as an incident with its parts; `InvalidRecord` names the column."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from cattrs import transform_error

from incidentmap.errors import InvalidRecord
from incidentmap.formats.incident_csv.csv_columns import INCIDENT, LISTS, PLACEMENT, is_day, is_number
from incidentmap.formats.value_guard import plain_text
from incidentmap.model import PARTS, Record, Sheet, from_sheet, part_ids, to_sheet
from incidentmap.model.field import Field, declared
from incidentmap.model.registry import PART_NOUNS

Row = Mapping[str, str]

_WHOLE = re.compile(r"-?[0-9]{1,15}")
_NUMBER = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?(e[+-]?[0-9]{1,3})?", re.IGNORECASE)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EXACT = 2**53  # whole numbers up to here are floats without loss
_LATER = {name for noun in PART_NOUNS for name, each in declared(noun.cls).items() if each.later}
_PATH = re.compile(r"@ \$\.(\w+)(?:\.(\w+))?")


def record_of(row: Row) -> Record:
    """Read an incident."""
    sheet: Sheet = {name: _cell(row, field) for name, field in INCIDENT.items()}
    sheet["placement"] = _placement(row)
    sheet |= {part: _list(row, part) for part in PARTS}
    try:
        record: Record = from_sheet(f"incident:{row['incident_id']}", sheet)
    except InvalidRecord as trouble:
        raise _with_column(trouble) from None
    _check_nothing_lost(row, sheet, to_sheet(record))
    return record


def _placement(row: Row) -> Sheet | None:
    """Read where an incident was put; None where all its cells are blank."""
    if not any(row[field] for field in PLACEMENT):
        return None
    return {"incident_id": row["incident_id"]} | {name: _cell(row, each) for name, each in PLACEMENT.items()}


def _cell(row: Row, field: Field) -> Any:
    cell, name = row[field.name], field.name
    if field.many:
        return _list(row, name)
    if not cell and (field.may_be_none or field.kind is not str):
        if field.may_be_none:
            return None
        raise _wrong(row, name, "is blank; fill it in")
    if field.kind is bool:
        return _yes_or_no(row, name)
    if is_number(field.kind):
        return _number(row, name, field.kind)
    if field.kind is str and field.may_be_none and cell == "'":
        return ""
    return _checked(row, field, plain_text(cell))


def _checked(row: Row, field: Field, text: str) -> str:
    if field.is_choice and text not in field.members:
        raise _wrong(row, field.name, f"is not one of {', '.join(field.members)}")
    if is_day(field.kind) and not _DAY.fullmatch(text):
        raise _wrong(row, field.name, "is not a date; write it as 2024-02-28")
    return text


def _yes_or_no(row: Row, field: str) -> bool:
    if row[field] not in ("yes", "no"):
        raise _wrong(row, field, "is neither yes nor no")
    return row[field] == "yes"


def _number(row: Row, field: str, kind: type) -> float:
    cell = row[field]
    if issubclass(kind, int):
        if not _WHOLE.fullmatch(cell):
            raise _wrong(row, field, "is not a whole number; write it in digits")
        return int(cell)
    if not _NUMBER.fullmatch(cell):
        raise _wrong(row, field, "is not a number; write it in digits, with a point")
    return float(cell)


def _list(row: Row, field: str) -> list[Any]:
    try:
        found = json.loads(row[field], parse_constant=_no_number, parse_float=_Written)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, list):
        raise _wrong(row, field, "is not a list in JSON; spreadsheets cut off what is longer than 32,767 characters")
    return found


class _Written(float):
    """A number with a point or an exponent, told as the table has it where it is refused."""

    def __new__(cls, text: str) -> _Written:
        made = super().__new__(cls, text)
        made.text = text
        return made

    text: str

    def __repr__(self) -> str:
        return self.text


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _check_nothing_lost(row: Row, said: Sheet, kept: Sheet) -> None:
    """Refuse a list of which the record keeps less than it says, or something else: a field unknown, half a person."""
    said |= {part: _with_what_was_made(said[part], kept[part], own) for part, own in part_ids.IDS.items()}
    placed = (said["placement"] or {}, kept["placement"] or {})
    for field in LISTS:
        one, other = (
            sheet.get(field, placement.get(field)) for sheet, placement in zip((said, kept), placed, strict=True)
        )
        if _comparable(one) != _comparable(other):
            raise _wrong(row, field, "holds something that is not kept as it is written; compare it with another row")


def _with_what_was_made(said: list[Any], kept: list[Any], own: str) -> list[Any]:
    """Add the ids and the blanks that the record made for what came without, as tables of earlier versions have it."""
    return [
        {name: made[name] for name in (own, *_LATER) if name in made} | each if isinstance(each, dict) else each
        for each, made in zip(said, kept, strict=True)
    ]


def _comparable(value: Any) -> Any:
    """Write a value so that equal means the same: a list in any order, 1 as 1.0, but true not as 1."""
    if isinstance(value, list):
        return sorted((_comparable(each) for each in value), key=repr)
    if isinstance(value, dict):
        return {key: _comparable(each) for key, each in value.items()}
    if isinstance(value, int):
        return str(value) if isinstance(value, bool) or abs(value) > _EXACT else float(value)
    return value


def _with_column(trouble: InvalidRecord) -> InvalidRecord:
    """Name the column that cattrs was reading when a part was refused."""
    paths = transform_error(trouble.__cause__) if trouble.__cause__ else []
    part, field = next((match.groups() for path in paths if (match := _PATH.search(path))), ("", ""))
    found = (field if part in ("incident", "placement") else part) or trouble.field
    problem = trouble.problem if found == trouble.field else f"{trouble.field} {trouble.value!r} {trouble.problem}"
    return InvalidRecord(trouble.record, found, trouble.value, problem)


def _wrong(row: Row, field: str, problem: str) -> InvalidRecord:
    return InvalidRecord(row["incident_id"], field, row[field], problem)
