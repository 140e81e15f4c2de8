"""Fields and their values as a reader names them: the declared label for a name, words for a code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from typing import Any

from incidentmap.model import part_ids, words
from incidentmap.model.article import Span
from incidentmap.model.field import Field, declared, keys_of
from incidentmap.model.incident import Incident
from incidentmap.model.place import Candidate
from incidentmap.model.record import Record
from incidentmap.model.registry import NOUNS, PART_NOUNS
from incidentmap.model.story import Step

NOT_STATED = "not stated"
_LONGEST = 400  # characters of one value; the whole stands in the record
_WHOLES = {
    "placement": "Where it was put",
    "citations": "Sources",
    "attributions": "Statements",
    "casualties": "Casualties",
    "evidence": "Marked words",
}
_PARTS = {each.part: each.cls for each in PART_NOUNS}
Isolate = Callable[[str], str]


def label(noun: type[Any] | None, name: str) -> str:
    """Give the label of a field as the form has it; None for a noun takes the first that declares the name.

    The number of a row may stand after the name.
    """
    name = name.partition(" ")[0]
    if noun in (Record, None) and name in _WHOLES:
        return _WHOLES[name]
    found = _declared(noun, name)
    return found.label if found else _of_table(name)


def labels(noun: type[Any] | None, names: Iterable[str]) -> str:
    """Quote the labels of fields in a sentence: “From” and “To”."""
    *first, last = (f"“{label(noun, name)}”" for name in names)
    return f"{', '.join(first)} and {last}" if first else last


def said(noun: type[Any] | None, name: str, value: Any, isolate: Isolate = str) -> str:
    """Say a value in words: of an enumeration what it means, blanks as not stated; names pass through `isolate`."""
    if noun in (Record, None) and name in _WHOLES:
        return _listed(value if isinstance(value, list | tuple) else [value], lambda each: _part(name, each, isolate))
    field = _declared(noun, name) or Field(name=name)
    many = value if isinstance(value, list | tuple) else [value]
    return _listed(many, lambda each: _one(field, each, isolate))


def is_blank(value: Any) -> bool:
    """Tell whether nothing is stated; False and 0 are."""
    return value is None or value in ("", [], ())


def _listed(values: Iterable[Any], say: Callable[[Any], str]) -> str:
    return " · ".join(say(each) for each in values if not is_blank(each)) or NOT_STATED


def _part(part: str, value: Any, isolate: Isolate) -> str:
    """Say a part, or what a refusal quotes of one."""
    return isolate(_short(value)) if isinstance(value, str) else _whole(_PARTS[part], value, isolate)


def _whole(noun: type[Any], value: Any, isolate: Isolate) -> str:
    """Say what is stated of a part, field by field; what only ties it to others is left out."""
    held: Mapping[str, Any] = asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
    shown = {name: each for name, each in held.items() if not is_blank(each) and each is not False}
    return ", ".join(
        f"{_within(label(noun, name))} {said(noun, name, each, isolate)}"
        for name, each in shown.items()
        if name not in ("incident_id", *part_ids.LETTERS, *keys_of(noun))
    )


def _within(text: str) -> str:
    """Write a label within a sentence; what is written in capitals stays so."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _one(field: Field, value: Any, isolate: Isolate) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if field.kind is Span and isinstance(value, Mapping):
        return f"“{isolate(str(value['quote']))}”"
    if field.kind is Candidate and isinstance(value, Mapping):
        return isolate(str(value["name"]))
    if field.kind is Step and isinstance(value, Mapping):
        return _step(value, isolate)
    if isinstance(value, Mapping):
        return ", ".join(f"{words.plain(name)} {each}" for name, each in value.items() if not is_blank(each))
    if isinstance(value, list | tuple):
        return " ".join(map(str, value))
    if field.is_choice:
        return words.of_code(field.kind, value)
    return _day(field, value) or isolate(_short(str(value)))


def _step(value: Mapping[str, Any], isolate: Isolate) -> str:
    """Name a step by what it tells or shows, and our words beside it."""
    what = isolate(value["incident_id"]) if value["incident_id"] else f"the view {isolate(value['query'] or 'of all')}"
    return f"{what}: “{isolate(_short(value['text']))}”" if value["text"] else what


def _day(field: Field, value: Any) -> str:
    """Write a day as the screen does; "" for what is none."""
    if field.kind is not date or isinstance(value, datetime):
        return ""
    try:
        return words.day(value if isinstance(value, date) else date.fromisoformat(value))
    except (TypeError, ValueError):
        return ""


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"


def _declared(noun: type[Any] | None, name: str) -> Field | None:
    if noun is None:
        return next((found[name] for found in (declared(each.cls) for each in NOUNS) if name in found), None)
    return declared(Incident if noun is Record else noun).get(name)


def _of_table(name: str) -> str:
    """Name what no noun declares: a table by what stands in it, anything else by its own words."""
    return next((each.label for each in NOUNS if name in (each.table, each.cls.__name__)), words.plain(name))
