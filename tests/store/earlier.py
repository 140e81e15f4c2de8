"""A database of version 0003, as that version left it, and what it knew of it; see data/README.md."""

from __future__ import annotations

import gzip
import json
from datetime import UTC
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command

from incidentmap.store import Store, database, migrations, restore

_DATA = Path(__file__).parent / "data"
KNOWN: dict[str, Any] = json.loads((_DATA / "v0003.json").read_text(encoding="utf-8"))


def unpack(folder: Path) -> Path:
    """Write the file, as version 0003 left it, into a folder."""
    file = folder / "v0003.sqlite"
    file.write_bytes(gzip.decompress((_DATA / "v0003.sqlite.gz").read_bytes()))
    return file


def restored(url: str, folder: Path) -> None:
    """Restore the file into an empty database."""
    store = Store.open(url)
    restore(store, unpack(folder), "tester")
    store.close()


def opened(url: str, folder: Path) -> None:
    """Bring a database of that version up to this one where it is."""
    if url.startswith("sqlite"):
        unpack(folder).replace(url.removeprefix("sqlite:///"))
    else:
        lay_out(url, folder)
    Store.open(url).close()


def lay_out(url: str, folder: Path) -> None:
    """Make a database on a server what version 0003 would have there: its tables, its rows."""
    engine, file = database._engine(url), sa.create_engine(f"sqlite:///{unpack(folder)}")
    with engine.connect().execution_options(incidentmap_writing=True) as target, target.begin():
        command.upgrade(migrations.config(target), "0003")
        held = sa.MetaData()
        held.reflect(target)
        with file.connect() as source:
            for table in held.sorted_tables:
                if table.name != "alembic_version":
                    _copy(source, target, table)
    engine.dispose()
    file.dispose()


def _copy(source: sa.Connection, target: sa.Connection, table: sa.Table) -> None:
    # Read by the server's own types: a file tells neither JSON nor the zone of a moment.
    rows = [dict(row) for row in source.execute(sa.select(_as_in_a_file(table))).mappings()]
    for row in rows:
        for column in table.columns:
            if isinstance(column.type, sa.DateTime) and row[column.name] is not None:
                row[column.name] = row[column.name].replace(tzinfo=UTC)
    if table.name == "incidents":  # what they were merged into comes first
        rows.sort(key=lambda row: row["merged_into"] is not None)
    if table.name == "articles":
        rows.sort(key=lambda row: row["replaces"] is not None)
    if rows:
        target.execute(sa.insert(table), rows)
    if (number := table.autoincrement_column) is not None and rows:
        sequence = sa.func.pg_get_serial_sequence(table.name, number.name)
        target.execute(sa.select(sa.func.setval(sequence, max(row[number.name] for row in rows))))


def _as_in_a_file(table: sa.Table) -> sa.TableClause:
    return sa.table(table.name, *(sa.column(each.name, _portable(each.type)) for each in table.columns))


def _portable(kind: sa.types.TypeEngine[Any]) -> sa.types.TypeEngine[Any]:
    generic = next((each for each in (sa.JSON, sa.DateTime, sa.Date) if isinstance(kind, each)), None)
    return generic() if generic else kind
