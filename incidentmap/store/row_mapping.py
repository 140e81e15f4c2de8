"""Between a noun and a row: enumerations become their values, tuples become lists, and back."""

from __future__ import annotations

from dataclasses import astuple, fields, is_dataclass
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import sqlalchemy as sa

Noun = TypeVar("Noun")


def to_row(noun: Any, table: sa.Table) -> dict[str, Any]:
    """Give the columns of `table` that the noun has fields for."""
    return {field.name: _plain(getattr(noun, field.name)) for field in fields(noun) if field.name in table.c}


def from_row(kind: type[Noun], row: sa.RowMapping, **more: Any) -> Noun:
    """Make a noun of a row; `more` gives the fields that stand in other tables."""
    kinds = _field_kinds(kind)  # type: ignore[arg-type]  # a class is hashable, which mypy doubts of a type variable
    known = {name: _revived(row[name], kinds[name]) for name in kinds if name in row}
    return kind(**known, **more)


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return list(astuple(value)) if is_dataclass(value) and not isinstance(value, type) else value


def _revived(value: Any, kind: Any) -> Any:
    if value is None:
        return None
    if get_origin(kind) is tuple:
        inner = [part for part in get_args(kind) if part is not Ellipsis]
        kinds = inner * len(value) if len(inner) == 1 else inner
        return tuple(_revived(item, each) for item, each in zip(value, kinds, strict=True))
    if is_dataclass(kind):
        return kind(*value)  # type: ignore[operator]  # a class, as is_dataclass cannot tell mypy
    return kind(value) if isinstance(kind, type) and issubclass(kind, Enum) else value


@cache
def _field_kinds(kind: type) -> dict[str, Any]:
    """Name the type of each field, None taken out of unions."""
    return {name: _without_none(hint) for name, hint in get_type_hints(kind).items()}


def _without_none(hint: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        return next(part for part in get_args(hint) if part is not type(None))
    return hint
