"""Bringing a database to this program's tables, in one transaction."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from incidentmap.errors import StoreUnavailable
from incidentmap.store.tables import metadata


def config(connection: sa.Connection | None = None) -> Config:
    """Point Alembic at these migrations and, if given, at an open connection."""
    found = Config(attributes={"connection": connection})
    found.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return found


def upgrade(connection: sa.Connection, where: str, *, create: bool = True) -> None:
    """Create or migrate the tables; refuse a database that is not ours, is newer, or is empty and shall not be."""
    if is_current(connection, where):
        return
    if not create and not sa.inspect(connection).get_table_names():
        raise StoreUnavailable(f"{where}: is empty; name another file")
    command.upgrade(config(connection), "head")


def is_current(connection: sa.Connection, where: str) -> bool:
    """Tell whether the tables are those of this version; refuse a database that is not ours or is newer."""
    script = ScriptDirectory.from_config(config())
    current = set(MigrationContext.configure(connection).get_current_heads())
    if current == set(script.get_heads()):
        return True
    tables = set(sa.inspect(connection).get_table_names())
    if tables and not current:
        raise StoreUnavailable(f"{where}: holds tables that this program did not make; name another database")
    if not current <= {revision.revision for revision in script.walk_revisions()}:
        raise StoreUnavailable(f"{where}: {_stranger(tables)}")
    return False


def _stranger(tables: set[str]) -> str:
    """Say who may have written a revision that is none of ours; a newer version is likely to keep our tables."""
    if tables >= set(metadata.tables):
        return "was written by a newer version of this program; install that version"
    return (
        "was written by a newer version of this program or by another program; install that version, "
        "or name another database"
    )
