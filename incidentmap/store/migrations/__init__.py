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

_ADVISORY_LOCK = 0x1AC1DE47  # any number, the same for every copy of this program


def config(connection: sa.Connection | None = None) -> Config:
    """Point Alembic at these migrations and, if given, at an open connection."""
    found = Config(attributes={"connection": connection})
    found.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return found


def upgrade(connection: sa.Connection, where: str) -> None:
    """Create or migrate the tables; refuse a database that is not ours or is newer than this program."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_ADVISORY_LOCK)))
    script = ScriptDirectory.from_config(config())
    current = MigrationContext.configure(connection).get_current_revision()
    if current == script.get_current_head():
        return
    if current is None and set(metadata.tables) & set(sa.inspect(connection).get_table_names()):
        raise StoreUnavailable(f"{where}: holds tables that this program did not make; name another database")
    if current is not None and current not in {revision.revision for revision in script.walk_revisions()}:
        raise StoreUnavailable(f"{where}: was written by a newer version of this program; install that version")
    command.upgrade(config(connection), "head")
