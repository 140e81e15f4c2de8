"""Nouns as sheets: plain values by field, as the history keeps them and as two versions are compared.

A sheet holds what JSON can hold. An edit names each noun it touches by a key such as ``incident:IQ-2024-01-08-01``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cattrs.preconf.json import make_converter

from incidentmap.errors import InvalidRecord
from incidentmap.model.aggregate import Aggregate
from incidentmap.model.alias import Alias
from incidentmap.model.article import Article
from incidentmap.model.incident import Incident, Response, SameEvent
from incidentmap.model.record import Record

Sheet = dict[str, Any]
Subject = Record | Response | SameEvent | Aggregate | Alias | Article

KINDS: dict[str, type[Any]] = {
    "incident": Record,
    "response": Response,
    "same_event": SameEvent,
    "aggregate": Aggregate,
    "alias": Alias,
    "article": Article,
}
_NAMES = {kind: name for name, kind in KINDS.items()}
_converter = make_converter()


def key_of(noun: Subject) -> str:
    """Name a noun by its kind and id."""
    return f"{_NAMES[type(noun)]}:{_id_of(noun)}"


def same_event_id(noun: SameEvent) -> str:
    """Name a set of incidents by its members, whatever their order."""
    return "|".join(sorted(noun.incident_ids))


def to_sheet(noun: Subject) -> Sheet:
    """Write a noun as plain values; a record's incident is written field by field beside its parts."""
    sheet: Sheet = _converter.unstructure(noun)
    return sheet.pop("incident") | sheet if isinstance(noun, Record) else sheet


def from_sheet(key: str, sheet: Sheet) -> Any:
    """Read a noun back; raise `InvalidRecord` for values that it cannot hold."""
    kind = KINDS[key.partition(":")[0]]
    if kind is Record:
        own = {field: value for field, value in sheet.items() if field in Incident.__dataclass_fields__}
        sheet = {field: value for field, value in sheet.items() if field not in own} | {"incident": own}
    return _structured(key, sheet, kind)


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


def _id_of(noun: Subject) -> str:
    match noun:
        case Response():
            return f"{noun.from_incident}>{noun.to_incident}"
        case SameEvent():
            return same_event_id(noun)
        case Aggregate():
            return noun.aggregate_id
        case Alias():
            return noun.alias_id
        case Article():
            return noun.article_id
    return noun.incident_id
