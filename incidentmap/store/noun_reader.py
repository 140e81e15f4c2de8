"""Every noun of the store, read by its key; one that cannot be read is told, and hinders no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from incidentmap.errors import IncidentMapError, InvalidRecord
from incidentmap.model import (
    Actor,
    ActorLink,
    Aggregate,
    Alias,
    Article,
    Import,
    Origin,
    Place,
    Response,
    SameEvent,
    same_event_id,
)
from incidentmap.store import reading, tables
from incidentmap.store.incident_reading import spans_of
from incidentmap.store.row_mapping import from_row

AT_ONCE = 1_000

Key = tuple[Any, ...]
Reader = Callable[[sa.Connection, Sequence[Key]], Sequence[Any]]
# What a value that does not fit may raise on its way into a noun.
_UNREADABLE = (IncidentMapError, sa.exc.DBAPIError, ValueError, TypeError, LookupError, AttributeError)


def read_shelf(connection: sa.Connection, table: sa.Table) -> Iterator[tuple[Key, Any]]:
    """Read all nouns of one table with their keys; what cannot be read comes as the exception that it raised."""
    columns = table.primary_key.columns
    keys = connection.execute(sa.select(*columns).order_by(*columns), execution_options={"yield_per": AT_ONCE})
    for some in keys.partitions():
        yield from _read(connection, READERS[table], [tuple(key) for key in some])


def _read(connection: sa.Connection, reader: Reader, keys: Sequence[Key]) -> Iterator[tuple[Key, Any]]:
    """Read many at once; where that fails, halve them until the one that cannot be read stands alone."""
    try:
        nouns = reader(connection, keys)
    except _UNREADABLE as trouble:
        if len(keys) == 1:
            yield keys[0], trouble
            return
        middle = len(keys) // 2
        yield from _read(connection, reader, keys[:middle])
        yield from _read(connection, reader, keys[middle:])
    else:
        yield from zip(keys, nouns, strict=True)


def _plain(kind: type[Any]) -> Reader:
    """Make a reader of nouns that stand in one table only."""

    def read(connection: sa.Connection, keys: Sequence[Key]) -> list[Any]:
        return [from_row(kind, row) for row in _rows(connection, _PLAIN[kind], keys)]

    return read


def _rows(connection: sa.Connection, table: sa.Table, keys: Sequence[Key]) -> list[sa.RowMapping]:
    """Read rows in the order of their keys."""
    columns = list(table.primary_key.columns)
    wanted = sa.tuple_(*columns).in_(keys) if len(columns) > 1 else columns[0].in_([key for (key,) in keys])
    rows = connection.execute(sa.select(table).where(wanted)).mappings()
    found = {tuple(row[column.name] for column in columns): row for row in rows}
    return [found[key] for key in keys]


def _records(connection: sa.Connection, keys: Sequence[Key]) -> list[Any]:
    found = reading.records(connection, [name for (name,) in keys])
    return [found[name] for (name,) in keys]


def _aggregates(connection: sa.Connection, keys: Sequence[Key]) -> list[Any]:
    spans = spans_of(connection, tables.spans.c.aggregate_id, [name for (name,) in keys])
    rows = _rows(connection, tables.aggregates, keys)
    return [from_row(Aggregate, row, spans=spans.get(row["aggregate_id"], ())) for row in rows]


def _same_events(connection: sa.Connection, keys: Sequence[Key]) -> list[Any]:
    members = tables.same_event_members
    query = sa.select(members).where(members.c.same_event_id.in_([name for (name,) in keys]))
    ids: dict[str, list[str]] = {}
    for named, incident_id in connection.execute(query):
        ids.setdefault(named, []).append(incident_id)
    rows = _rows(connection, tables.same_events, keys)
    return [_same_event(row, sorted(ids.get(row["same_event_id"], ()))) for row in rows]


def _same_event(row: sa.RowMapping, incident_ids: list[str]) -> SameEvent:
    found = from_row(SameEvent, row, incident_ids=tuple(incident_ids))
    if same_event_id(found) != row["same_event_id"]:
        raise InvalidRecord(row["same_event_id"], "members", same_event_id(found), "are others than its name says")
    return found


def _revisions(connection: sa.Connection, keys: Sequence[Key]) -> Sequence[Any]:
    return reading.revisions(connection, keys[0][0], keys[-1][0])


_PLAIN = {
    Actor: tables.actors,
    ActorLink: tables.actor_links,
    Alias: tables.aliases,
    Article: tables.articles,
    Import: tables.imports,
    Origin: tables.origins,
    Place: tables.places,
    Response: tables.responses,
}
# A record is read with its citations, statements, figures, evidence and placement.
READERS: dict[sa.Table, Reader] = {table: _plain(kind) for kind, table in _PLAIN.items()} | {
    tables.incidents: _records,
    tables.aggregates: _aggregates,
    tables.same_events: _same_events,
    tables.revisions: _revisions,
}
