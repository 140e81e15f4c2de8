"""Nouns as sheets: plain values by field, as the history keeps them and as two versions are compared.

A sheet holds what JSON can hold. An edit names each noun it touches by a key such as ``incident:IQ-2024-01-08-01``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from cattrs.preconf.json import make_converter

from incidentmap.errors import InvalidRecord
from incidentmap.model.field import declared
from incidentmap.model.incident import Incident
from incidentmap.model.record import Record
from incidentmap.model.registry import EDITED, Noun, Subject, noun_of

Sheet = dict[str, Any]

_converter = make_converter()
# As the store gives them back: a moment in whatever zone is the same moment, and 34 degrees are 34.0.
_converter.register_unstructure_hook(datetime, lambda moment: moment.astimezone(UTC).isoformat())
_converter.register_unstructure_hook(float, float)


def _count(value: Any, kind: type[Any]) -> Any:
    """Leave a number as it is, for the noun to refuse: 2.5 is no 2. Enumerations of numbers are read as such."""
    return value if kind is int and value is not None else kind(value)


_converter.register_structure_hook(int, _count)


def key_of(noun: Subject) -> str:
    """Name a noun by its kind and id."""
    entry = noun_of(noun)
    return f"{entry.kind}:{'>'.join(map(str, entry.key(noun)))}"


def kind_of(key: str) -> Noun:
    """Give the kind of noun that a key names."""
    return EDITED[key.partition(":")[0]]


def to_sheet(noun: Subject) -> Sheet:
    """Write a noun as plain values; a record's incident is written field by field beside its parts."""
    sheet: Sheet = _converter.unstructure(noun)
    return sheet.pop("incident") | sheet if isinstance(noun, Record) else sheet


def from_sheet(key: str, sheet: Sheet) -> Any:
    """Read a noun back; raise `InvalidRecord` for values that it cannot hold."""
    kind = kind_of(key).whole
    if kind is Record:
        own = {field: value for field, value in sheet.items() if field in declared(Incident)}
        sheet = {field: value for field, value in sheet.items() if field not in own} | {"incident": own}
    return _structured(key, sheet, kind)


def part_from_sheet(noun: type[Any], sheet: Sheet) -> Any:
    """Read a part of a record back; raise `InvalidRecord` for values that it cannot hold."""
    return _structured(str(sheet.get("incident_id", "")), sheet, noun)


def _structured(key: str, sheet: Sheet, kind: type[Any]) -> Any:
    try:
        return _converter.structure(sheet, kind)
    except ExceptionGroup as trouble:
        found = list(_leaves(trouble))
        refusal = next((each for each in found if isinstance(each, InvalidRecord)), None)
        raise refusal or InvalidRecord(key, "value", str(found[0]), "cannot be read") from trouble


def _leaves(trouble: BaseException) -> Iterator[BaseException]:
    if isinstance(trouble, BaseExceptionGroup):
        for inner in trouble.exceptions:
            yield from _leaves(inner)
    else:
        yield trouble
