"""What every noun checks when it is made."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any

from incidentmap.errors import InvalidRecord
from incidentmap.model import field as fields_of

_NUMBERS = frozenset({int, float, bool})
_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:@+/-]{0,119}")


def declared(record: str, noun: Any) -> None:
    """Refuse what the declarations of a noun's fields do not allow, and text that cannot be kept."""
    try:
        clean_text(record, noun)
        for field in _checked(type(noun)):  # type: ignore[arg-type]  # a class is hashable, which mypy doubts
            _check(record, field, getattr(noun, field.name))
    except InvalidRecord as refusal:
        refusal.kind = refusal.kind or type(noun)
        raise


def _check(record: str, field: fields_of.Field, value: Any) -> None:
    if field.is_choice:
        one_of(record, field.name, value, field.kind, blank=field.may_be_none)
    elif field.high is not None:
        if field.kind is int:
            whole(record, field.name, value)
        in_range(record, field.name, value, field.low or 0, field.high)
    elif field.kind is datetime:
        zoned(record, field.name, value)
    elif field.required:
        required(record, field.name, value)
    else:
        identifier(record, field.name, value)


@cache
def _checked(noun: type[Any]) -> tuple[fields_of.Field, ...]:
    """Give the fields of which there is something to check; nouns are made by the million."""
    return tuple(
        each
        for each in fields_of.declared(noun).values()
        if each.is_choice
        or each.required
        or each.high is not None
        or each.kind is datetime
        or (each.key and not each.refers and each.kind is str and not each.many)
    )


def clean_text(record: str, noun: Any) -> None:
    """Refuse text that a database or a UTF-8 file cannot hold: NUL and lone surrogates."""
    if _storable("".join(_texts(noun))):  # all at once: nouns are made by the million
        return
    for field in fields(noun):
        for text in _texts(getattr(noun, field.name)):
            if not _storable(text):
                shown = text[:40].encode("ascii", "backslashreplace").decode()
                raise InvalidRecord(
                    record,
                    field.name,
                    shown,
                    "holds a character that cannot be kept, a NUL or a lone surrogate; remove it",
                )


def _texts(value: Any) -> list[str]:
    """List every text of a value, also those of tuples and nouns within it."""
    if isinstance(value, str):
        return [value]
    parts = value if isinstance(value, tuple) else [getattr(value, name) for name in _names(type(value))]  # type: ignore[arg-type]
    found: list[str] = []
    for part in parts:
        if type(part) is str:
            found.append(part)
        elif part and type(part) not in _NUMBERS and (isinstance(part, str | tuple) or is_dataclass(part)):
            found += _texts(part)
    return found


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def _storable(text: str) -> bool:
    if "\0" in text:
        return False
    try:
        return text.isascii() or bool(text.encode("utf-8"))
    except UnicodeEncodeError:
        return False


def identifier(record: str, field: str, value: str) -> None:
    """Refuse an id that could not stand in a link."""
    if not _IDENTIFIER.fullmatch(value):
        raise InvalidRecord(
            record, field, value, "is not an id; use up to 120 letters, digits and . _ : @ + / - without spaces"
        )


def required(record: str, field: str, value: str) -> None:
    """Refuse an empty text where one is needed."""
    if not value.strip():
        raise InvalidRecord(record, field, value, "is empty; fill it in")


def zoned(record: str, field: str, value: datetime | None) -> None:
    """Refuse a time of day that does not say where; None passes."""
    if value is not None and value.utcoffset() is None:
        raise InvalidRecord(record, field, value.isoformat(), "needs its zone; give it one, such as UTC")


def one_of(record: str, field: str, value: object, kind: type[Enum], *, blank: bool = False) -> None:
    """Refuse a value outside its enumeration; None passes where the field may be blank."""
    if (value is None and blank) or isinstance(value, kind):
        return
    known = ", ".join(str(member.value) for member in kind)
    raise InvalidRecord(record, field, value, f"is not one of {known}", allowed=tuple(kind))


def whole(record: str, field: str, value: object, *, kind: type[Any] | None = None) -> None:
    """Refuse what is no whole number, 2.5 and 1e3 included; None passes."""
    if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        problem = "is no count; write a whole number in digits, such as 12"
        raise InvalidRecord(record, field, value, problem, kind=kind)


def in_range(
    record: str, field: str, value: float | None, low: float, high: float, *, kind: type[Any] | None = None
) -> None:
    """Refuse a number outside low..high (NaN included); None passes."""
    if value is not None and not low <= value <= high:
        raise InvalidRecord(record, field, value, f"is not between {low:,} and {high:,}", kind=kind)


def ordered(record: str, field: str, *values: float | date | None, kind: type[Any] | None = None) -> None:
    """Refuse figures or dates of the fields named that do not ascend; None is passed over."""
    known: list[Any] = [value for value in values if value is not None]
    if known != sorted(known):
        first = "earliest" if isinstance(known[0], date) else "lowest"
        said = " > ".join(map(str, known))
        raise InvalidRecord(record, field, said, f"are out of order; write the {first} first", kind=kind)
