"""Reading incidents with all that is their own: one query a table, whatever the number of incidents."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from incidentmap.model import Incident, Record
from incidentmap.model.field import declared
from incidentmap.model.registry import PART_NOUNS, Noun, noun_of
from incidentmap.store.child_tables import fields_apart, read_apart
from incidentmap.store.row_mapping import from_row
from incidentmap.store.tables import table_of

_AT_ONCE = 5_000  # ids in one query; SQLite takes 32,766
_INCIDENT_ID = itemgetter("incident_id")

Only = Collection[str] | None
Nouns = tuple[Any, ...]


def records(connection: sa.Connection, only: Only = None) -> dict[str, Record]:
    """Read incidents with all that is their own, by id; all of them, or those of `only` that are there."""
    if only is None or len(only) <= _AT_ONCE:
        return _records(connection, only)
    wanted, found = list(only), dict[str, Record]()
    for start in range(0, len(wanted), _AT_ONCE):
        found |= _records(connection, wanted[start : start + _AT_ONCE])
    return found


def _records(connection: sa.Connection, only: Only) -> dict[str, Record]:
    found: dict[str, dict[str, Any]] = {}
    for entry in PART_NOUNS:
        many = declared(Record)[entry.part].many
        for name, nouns in _by_incident(connection, entry, only):
            found.setdefault(name, {})[entry.part] = nouns if many else nouns[0]
    incidents = _by_incident(connection, noun_of(Incident), only)
    return {name: Record(incident, **found.get(name, {})) for name, (incident,) in incidents}


def _by_incident(connection: sa.Connection, entry: Noun, only: Only) -> Iterator[tuple[str, Nouns]]:
    """Read the nouns of one kind, by the incident they belong to, in the order in which they were entered."""
    table = table_of(entry.cls)
    (own,) = table.primary_key.columns.keys()
    query = _of(sa.select(table), table, only).order_by("incident_id", own)
    apart = {
        # Asked for within the database: there may be more of them than one query takes values.
        field.name: read_apart(connection, field, own, only and _of(sa.select(table.c[own]), table, only))
        for field in fields_apart(entry)
    }
    for name, rows in groupby(connection.execute(query).mappings(), _INCIDENT_ID):
        yield (
            name,
            tuple(
                from_row(entry.cls, row, **{field: held.get(row[own], ()) for field, held in apart.items()})
                for row in rows
            ),
        )


def _of(query: sa.Select[Any], table: sa.Table, only: Only) -> sa.Select[Any]:
    return query if only is None else query.where(table.c.incident_id.in_(only))
