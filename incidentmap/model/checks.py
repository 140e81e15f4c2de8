"""What every noun checks when it is made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache, partial
from operator import attrgetter
from typing import Any

from incidentmap.errors import InvalidRecord
from incidentmap.model import field as fields_of

_WITHOUT_TEXT = frozenset({str, int, float, bool, type(None)})  # or read already, as the texts themselves are
_Check = Callable[[str, str, Any], None]
_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:@+/-]{0,119}")


def declared(record: str, noun: Any) -> None:
    """Refuse what the declarations of a noun's fields do not allow, and text that cannot be kept."""
    try:
        clean_text(record, noun)
        for name, check in _checks(type(noun)):  # type: ignore[arg-type]  # a class is hashable, which mypy doubts
            check(record, name, getattr(noun, name))
    except InvalidRecord as refusal:
        refusal.kind = refusal.kind or type(noun)
        raise


@cache
def _checks(noun: type[Any]) -> tuple[tuple[str, _Check], ...]:
    """Give what is to be checked of which field, found out once: nouns are made by the million."""
    return tuple((each.name, check) for each in fields_of.declared(noun).values() for check in _checks_of(each))


def _checks_of(field: fields_of.Field) -> Iterator[_Check]:
    if field.is_choice:
        yield partial(one_of, kind=field.kind, blank=field.may_be_none)
    elif field.high is not None:
        if field.kind is int:
            yield whole
        yield partial(in_range, low=field.low or 0, high=field.high)
    elif field.kind is datetime:
        yield zoned
    elif field.required:
        yield required
    elif field.key and not field.refers and field.kind is str and not field.many:
        yield identifier


def clean_text(record: str, noun: Any) -> None:
    """Refuse text that a database or a UTF-8 file cannot hold: NUL and lone surrogates."""
    if storable("".join(_texts(noun))):  # all at once: nouns are made by the million
        return
    for field in fields(noun):
        for text in _texts(getattr(noun, field.name)):
            if not storable(text):
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
    parts = value if isinstance(value, tuple) else _values(type(value))(value)  # type: ignore[arg-type]
    found = [part for part in parts if type(part) is str]
    for part in [part for part in parts if type(part) not in _WITHOUT_TEXT]:
        if isinstance(part, str):  # a member of an enumeration
            found.append(part)
        elif isinstance(part, tuple) or is_dataclass(part):
            found += _texts(part)
    return found


@cache
def _values(kind: type[Any]) -> Callable[[Any], tuple[Any, ...]]:
    """Give what reads all fields of a noun; of anything else it reads none."""
    names = tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


def storable(text: str) -> bool:
    """Tell whether a database can hold a text, or be asked for it: no NUL, no lone surrogate."""
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
