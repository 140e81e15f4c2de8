"""Between a noun and a row: enumerations become their values, tuples become lists, and back."""

from __future__ import annotations

from dataclasses import astuple, is_dataclass
from enum import Enum
from typing import Any, TypeVar, get_args, get_origin

import sqlalchemy as sa

from incidentmap.model.field import declared

Noun = TypeVar("Noun")


def to_row(noun: Any, table: sa.Table) -> dict[str, Any]:
    """Give the columns of `table` that the noun has a value for; a number that the database gives is left out."""
    columns = [each for each in table.columns if hasattr(noun, each.name)]
    values = {each.name: _plain(getattr(noun, each.name)) for each in columns}
    return {each.name: values[each.name] for each in columns if not (each.primary_key and values[each.name] is None)}


def from_row(kind: type[Noun], row: sa.RowMapping, **more: Any) -> Noun:
    """Make a noun of a row; `more` gives the fields that stand in other tables."""
    known = {name: _revived(row[name], field.hint) for name, field in declared(kind).items() if name in row}
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
