"""Every noun of the store, read by its id; one that cannot be read is told, and hinders no other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from incidentmap.errors import IncidentMapError, InvalidRecord
from incidentmap.model import Record, checks
from incidentmap.model.registry import NOUNS, History, Key, Noun, noun_of
from incidentmap.store.child_tables import fields_apart, read_apart
from incidentmap.store.incident_reading import records
from incidentmap.store.row_mapping import from_row
from incidentmap.store.tables import table_of

AT_ONCE = 1_000
# What is read by itself: parts are read with their incident. The edits come first, as the rest is held against them.
READ = [each for each in reversed(NOUNS) if each.history is not History.WITH_INCIDENT]
# What a value that does not fit may raise on its way into a noun.
_UNREADABLE = (IncidentMapError, sa.exc.DBAPIError, ValueError, TypeError, LookupError, AttributeError)


def read_shelf(connection: sa.Connection, entry: Noun) -> Iterator[tuple[Key, Any]]:
    """Read all nouns of one kind with their ids; what cannot be read comes as the exception that it raised."""
    columns = table_of(entry.cls).primary_key.columns
    keys = connection.execute(sa.select(*columns).order_by(*columns), execution_options={"yield_per": AT_ONCE})
    for some in keys.partitions():
        yield from read_each(connection, entry, [tuple(key) for key in some])


def read_nouns(connection: sa.Connection, entry: Noun, keys: Sequence[Key]) -> dict[Key, Any]:
    """Read the nouns of one kind that are there, by their ids."""
    if entry.whole is Record:
        return {(name,): record for name, record in records(connection, [name for (name,) in keys]).items()}
    table = table_of(entry.cls)
    columns = list(table.primary_key.columns)
    ids = [key[0] for key in keys]
    wanted = sa.tuple_(*columns).in_(keys) if len(columns) > 1 else columns[0].in_(ids)
    apart = {each.name: read_apart(connection, each, columns[0].name, ids) for each in fields_apart(entry)}
    rows = connection.execute(sa.select(table).where(wanted)).mappings()
    found = {tuple(row[column.name] for column in columns): row for row in rows}
    return {key: _noun(entry, key, found[key], apart) for key in keys if key in found}


def _noun(entry: Noun, key: Key, row: sa.RowMapping, apart: dict[str, dict[Any, tuple[Any, ...]]]) -> Any:
    noun = from_row(entry.cls, row, **{name: held.get(key[0], ()) for name, held in apart.items()})
    if entry.key(noun) != key:
        raise InvalidRecord(str(key[0]), "members", str(entry.key(noun)[0]), "are others than its name says")
    return noun


def read_each(connection: sa.Connection, entry: Noun, keys: Sequence[Key]) -> Iterator[tuple[Key, Any]]:
    """Read many that are there at once; where that fails, halve them until the one that cannot be read stands alone."""
    try:
        nouns = read_nouns(connection, entry, keys)
    except _UNREADABLE as trouble:
        if len(keys) == 1:
            yield keys[0], trouble
            return
        middle = len(keys) // 2
        yield from read_each(connection, entry, keys[:middle])
        yield from read_each(connection, entry, keys[middle:])
    else:
        yield from ((key, nouns[key]) for key in keys)


def read_noun(connection: sa.Connection, noun: Any, key: Key) -> Any:
    """Read one noun of a kind; None if there is none of this id, or a link names what can be none."""
    if not all(checks.storable(part) for part in key if isinstance(part, str)):
        return None
    return read_nouns(connection, noun_of(noun), [key]).get(key)
