"""What a form holds, as JSON: dates, tuples, marked words, steps and whole records come back as what they were.

Members of enumerations come back as the plain text or number that equals them, as they do from a widget.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import astuple
from datetime import date, datetime
from enum import Enum
from typing import Any

from incidentmap.model import Aggregate, Article, Record, Span, Step, Story, from_sheet, key_of, to_sheet

_READ: dict[str, Callable[[Any], Any]] = {
    "date": date.fromisoformat,
    "moment": datetime.fromisoformat,
    "tuple": lambda held: tuple(map(_read, held)),
    "pairs": lambda held: {_read(key): _read(value) for key, value in held},
    "words": lambda held: Span(*held),
    "step": lambda held: Step(*held),
    "noun": lambda held: from_sheet(*held),
}


def dumps(value: Any) -> str:
    """Write a value; raise `TypeError` for what no form holds."""
    return json.dumps(_written(value), separators=(",", ":"))


def loads(text: str) -> Any:
    """Read a value back; raise `ValueError` or `InvalidRecord` for what this version cannot read."""
    try:
        return _read(json.loads(text))
    except (KeyError, TypeError, AttributeError) as trouble:
        raise ValueError(str(trouble)) from trouble


def _written(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, list):
        return [_written(each) for each in value]
    return _marked(value)


def _marked(value: Any) -> dict[str, Any]:
    """Write what JSON has no form for as an object with one name, which says what it is."""
    match value:
        case datetime():
            return {"moment": value.isoformat()}
        case date():
            return {"date": value.isoformat()}
        case tuple():
            return {"tuple": [_written(each) for each in value]}
        case dict():
            return {"pairs": [[_written(key), _written(each)] for key, each in value.items()]}
        case Span():
            return {"words": list(astuple(value))}
        case Step():
            return {"step": list(astuple(value))}
        case Record() | Article() | Aggregate() | Story():
            return {"noun": [key_of(value), to_sheet(value)]}
    raise TypeError(f"{type(value).__name__} cannot be kept")


def _read(value: Any) -> Any:
    if isinstance(value, list):
        return [_read(each) for each in value]
    if isinstance(value, dict):
        ((kind, held),) = value.items()
        return _READ[kind](held)
    return value
