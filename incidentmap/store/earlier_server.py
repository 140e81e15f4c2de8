"""A backup of a database of PostgreSQL as a file of SQLite of the same, earlier version, before it is migrated."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import sqlalchemy as sa

from incidentmap.store import migrations
from incidentmap.store.copying import AT_ONCE, Content, Contents, Row
from incidentmap.store.earlier import free_name, unkept
from incidentmap.store.seal import put_seal


def keep_earlier_of_server(connection: sa.Connection, version: str, folder: Path) -> Path:
    """Copy all rows as they are, compare them, and give the file's name; raise `StoreUnavailable` if that fails."""
    file = free_name(folder / "incidents.sqlite", version)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=f".{file.name}-", dir=folder, ignore_cleanup_errors=True) as made:
            part = Path(made) / "backup"
            written = _copy(connection, part, version)
            put_seal(part)
            part.rename(file)
        if _held(file) != written:
            file.unlink()
            raise sqlite3.DatabaseError("the copy differs from the database")
    except (OSError, sqlite3.Error, sa.exc.DBAPIError) as trouble:
        raise unkept(file, trouble) from trouble
    return file


def _copy(source: sa.Connection, part: Path, version: str) -> Contents:
    from alembic import command

    with _opened(part) as target:
        command.upgrade(migrations.config(target), version)
        found, made = _tables(source), _tables(target)
        return {name: _copy_table(source, found[name], target, made[name]) for name in found}


def _copy_table(source: sa.Connection, table: sa.Table, target: sa.Connection, into: sa.Table) -> Content:
    copied = Content()
    for rows in _batches(source, table):
        target.execute(sa.insert(into), rows)
        copied = copied.plus(rows)
    return copied


def _held(file: Path) -> Contents:
    with _opened(file) as connection:
        return {name: _content(_batches(connection, table)) for name, table in _tables(connection).items()}


def _content(batches: Iterable[list[Row]]) -> Content:
    found = Content()
    for rows in batches:
        found = found.plus(rows)
    return found


def _tables(connection: sa.Connection) -> dict[str, sa.Table]:
    """Read the tables as they are there: those of an earlier version may differ from this program's."""
    found = sa.MetaData()
    found.reflect(connection)
    for table in found.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, sa.JSON):
                column.type = sa.JSON(none_as_null=True)
    return {table.name: table for table in found.sorted_tables if table.name != "alembic_version"}


def _batches(connection: sa.Connection, table: sa.Table) -> Iterator[list[Row]]:
    query = sa.select(*sorted(table.columns, key=lambda column: column.name))
    for rows in connection.execute(query, execution_options={"yield_per": AT_ONCE}).mappings().partitions():
        yield [{name: _in_utc(value) for name, value in row.items()} for row in rows]


def _in_utc(value: Any) -> Any:
    if not isinstance(value, datetime):
        return value
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)  # SQLite forgets the zone


@contextmanager
def _opened(file: Path) -> Iterator[sa.Connection]:
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(file)))
    with engine.begin() as connection:
        yield connection
    engine.dispose()
