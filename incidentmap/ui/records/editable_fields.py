"""The fields that can be changed in a table: what each may hold, and how a widget's value becomes the record's."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import Any

from incidentmap.errors import InvalidRecord
from incidentmap.model import Incident, Record, words
from incidentmap.model import vocabulary as v
from incidentmap.model.field import declared
from incidentmap.query import NOT_STATED

TITLES = {
    name: declared(Incident)[name].label
    for name in (
        "category", "event_type", "outcome", "weapon", "weapon_class", "target", "summary", "notes", "tlp", "status",
    )
}  # fmt: skip
KINDS: dict[str, type[Enum]] = {name: each.kind for name, each in declared(Incident).items() if each.is_choice}
_ALSO = {v.Status.CONFIRMED: "Confirmed: shown, also restores"}
_MAY_BE_NONE = {name for name in KINDS if declared(Incident)[name].may_be_none}


def options(field: str) -> list[str]:
    """List what a field of choices may be set to; a merged incident comes about by merging alone."""
    members = [str(member.value) for member in KINDS[field] if member is not v.Status.MERGED]
    return [NOT_STATED, *members] if field in _MAY_BE_NONE else members


def option(field: str, code: str) -> str:
    """Write an option as a person would."""
    if field == "status":
        return _ALSO.get(v.Status(code)) or words.plain(code)
    return code if field in ("event_type", "tlp") and code != NOT_STATED else words.plain(code)


def held(incident: Incident, field: str) -> str:
    """Give a field's value as a widget holds it."""
    value = getattr(incident, field)
    return NOT_STATED if value is None else str(value)


def says(record: Record, field: str, value: str) -> bool:
    """Tell whether a field holds a value already."""
    return held(record.incident, field) == value


def changed(record: Record, field: str, value: str | None) -> Record:
    """Set one field; raise `InvalidRecord` for what it cannot hold, and for a merged incident."""
    if record.incident.status is v.Status.MERGED:
        problem = "cannot be set: the incident is merged; split it first"
        raise InvalidRecord(record.incident_id, field, value, problem, kind=Incident)
    return replace(record, incident=replace(record.incident, **{field: _value(record.incident_id, field, value)}))


def _value(incident_id: str, field: str, value: str | None) -> Any:
    if field not in KINDS:
        return value or ""  # a text that is not there is not stated
    if value == NOT_STATED and field in _MAY_BE_NONE:
        return None
    if value not in options(field):
        raise InvalidRecord(incident_id, field, value, "is no choice; choose one of the list", kind=Incident)
    return KINDS[field](value)
