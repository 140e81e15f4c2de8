"""Between a noun and a row: enumerations become their values, tuples become lists, and back."""

from __future__ import annotations

from dataclasses import astuple, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, get_args, get_origin

import sqlalchemy as sa

from incidentmap.model.field import declared

Noun = TypeVar("Noun")


def to_row(noun: Any, table: sa.Table) -> dict[str, Any]:
    """Give the columns of `table` that the noun has a value for; a number that the database gives is left out."""
    values = {name: _plain(getattr(noun, name)) for name in _columns(type(noun), table)}  # type: ignore[arg-type]  # a class is hashable, which mypy doubts
    for name in _keys(table):
        if values.get(name, "") is None:
            del values[name]
    return values


@cache
def _columns(kind: type[Any], table: sa.Table) -> tuple[str, ...]:
    """Name the columns that nouns of a kind have a value for; rows are made by the million."""
    return tuple(each.name for each in table.columns if hasattr(kind, each.name))


@cache
def _keys(table: sa.Table) -> tuple[str, ...]:
    return tuple(table.primary_key.columns.keys())


def from_row(kind: type[Noun], row: sa.RowMapping, **more: Any) -> Noun:
    """Make a noun of a row; `more` gives the fields that stand in other tables."""
    known = {name: _revived(row[name], field.hint) for name, field in declared(kind).items() if name in row}
    return kind(**known, **more)


def _plain(value: Any) -> Any:
    if type(value) is str or value is None:  # most are
        return value
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
