"""Copying all records from one database to another, whichever kinds the two are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from graphlib import CycleError, TopologicalSorter
from hashlib import sha256
from typing import Any

import sqlalchemy as sa

from incidentmap.errors import StoreUnavailable
from incidentmap.store.faults import explained, named
from incidentmap.store.tables import metadata

AT_ONCE = 1_000

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Content:
    """What a table holds: its number of rows, and the sum of their digests, which no order of rows changes."""

    rows: int = 0
    digest: int = 0

    def plus(self, rows: Iterable[Row]) -> Content:
        """Count more rows in."""
        digests = [_digest(row) for row in rows]
        return Content(self.rows + len(digests), (self.digest + sum(digests)) % 2**128)


Contents = dict[str, Content]


def contents(connection: sa.Connection) -> Contents:
    """Sum up what every table holds."""
    return {table.name: _content(connection, table) for table in metadata.sorted_tables}


def copy_all(source: sa.Connection, target: sa.Connection) -> Contents:
    """Copy every row of every table, ids included; give what was copied."""
    return {table.name: _copy(source, target, table) for table in metadata.sorted_tables}


def clear_all(connection: sa.Connection) -> int:
    """Take away every row of every table; give how many that were."""
    return sum(connection.execute(sa.delete(table)).rowcount for table in reversed(metadata.sorted_tables))


def renumber(connection: sa.Connection) -> None:
    """Let PostgreSQL go on numbering after the highest number that was copied; SQLite does so by itself."""
    if connection.dialect.name == "sqlite":
        return
    for table in metadata.sorted_tables:
        number = table.autoincrement_column
        if number is not None:
            sequence = sa.func.pg_get_serial_sequence(table.name, number.name)
            highest = sa.func.max(number)
            connection.execute(sa.select(sa.func.setval(sequence, sa.func.coalesce(highest, 1), highest.is_not(None))))


def _content(connection: sa.Connection, table: sa.Table) -> Content:
    found = Content()
    for rows in _batches(connection, sa.select(table)):
        found = found.plus(rows)
    return found


def _copy(source: sa.Connection, target: sa.Connection, table: sa.Table) -> Content:
    copied = Content()
    try:
        for rows in _in_order(source, table):
            target.execute(sa.insert(table), rows)
            copied = copied.plus(rows)
    except (sa.exc.IntegrityError, CycleError, ValueError, TypeError) as trouble:
        reason = str(getattr(trouble, "orig", trouble)).strip().splitlines()[0]
        raise StoreUnavailable(
            f"{table.name}: a row is not as it should be and cannot be copied ({reason}); "
            "nothing was kept; `python -m incidentmap check` names what to mend"
        ) from trouble
    return copied


def _in_order(source: sa.Connection, table: sa.Table) -> Iterator[list[Row]]:
    """Read a table in batches; a row that refers to another of its own table comes after that one."""
    inward = [key.parent for key in table.foreign_keys if key.column.table is table]
    if not inward:
        yield from _batches(source, sa.select(table))
        return
    yield from _batches(source, sa.select(table).where(inward[0].is_(None)))
    (key,) = table.primary_key.columns
    referring = sa.select(key, inward[0]).where(inward[0].is_not(None))
    leads = {name: {target} for name, target in source.execute(referring)}
    names = [name for name in TopologicalSorter(leads).static_order() if name in leads]
    for start in range(0, len(names), AT_ONCE):
        some = names[start : start + AT_ONCE]
        rows = {row[key.name]: dict(row) for row in source.execute(sa.select(table).where(key.in_(some))).mappings()}
        yield [rows[name] for name in some]


def _batches(connection: sa.Connection, query: sa.Select[Any]) -> Iterator[list[Row]]:
    """Read rows as they come, so that no table has to fit into memory."""
    with explained(named(connection.engine)):
        found = connection.execute(query, execution_options={"yield_per": AT_ONCE}).mappings()
        for rows in found.partitions():
            yield [dict(row) for row in rows]


def _digest(row: Row) -> int:
    written = repr([_same_everywhere(value) for value in row.values()])
    return int.from_bytes(sha256(written.encode("utf-8", "surrogatepass")).digest()[:16])


def _same_everywhere(value: Any) -> Any:
    """Write a moment in UTC; PostgreSQL gives it in the zone of the session."""
    return value.astimezone(UTC) if isinstance(value, datetime) else value
