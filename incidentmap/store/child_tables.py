"""The fields of which a noun has many, each in a table of its own: who was aimed at, the words it rests on."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import sqlalchemy as sa

from incidentmap.model.field import Field, declared
from incidentmap.model.registry import Noun
from incidentmap.store.row_mapping import from_row, to_row
from incidentmap.store.tables import apart_of

Row = dict[str, Any]
Only = Collection[Any] | sa.Select[Any] | None  # the ids of nouns, or the question for them; None for all


def fields_apart(entry: Noun) -> list[Field]:
    """Give the fields of a noun that stand in tables of their own."""
    return [each for each in declared(entry.cls).values() if each.apart]


def rows_apart(entry: Noun, noun: Any, own: Row) -> Iterator[tuple[sa.Table, Row]]:
    """Give the rows that a noun has in other tables; `own` is the id under which it stands."""
    for field in fields_apart(entry):
        table, column = apart_of(field)
        for value in getattr(noun, field.name):
            yield table, ({column: value} if column else to_row(value, table)) | own


def read_apart(connection: sa.Connection, field: Field, own: str, only: Only = None) -> dict[Any, tuple[Any, ...]]:
    """Read a field of many nouns by the id under which it stands, in the column `own`."""
    table, column = apart_of(field)
    under = table.c[own]
    query = sa.select(table).where(under.is_not(None) if only is None else under.in_(only))
    found: dict[Any, list[Any]] = {}
    for row in connection.execute(query.order_by(*table.primary_key.columns)).mappings():
        found.setdefault(row[own], []).append(row[column] if column else from_row(field.kind, row))
    return {name: tuple(values) for name, values in found.items()}
