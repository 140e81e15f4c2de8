"""Bringing a database to this program's tables, in one transaction."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from incidentmap.errors import StoreUnavailable
from incidentmap.store import digests
from incidentmap.store.tables import metadata

if TYPE_CHECKING:
    from alembic.config import Config

HERE = Path(__file__).parent
REVISIONS = sorted(path.name.split("_")[0] for path in (HERE / "versions").glob("*.py"))  # each follows the one before


def config(connection: sa.Connection | None = None) -> Config:
    """Point Alembic at these migrations and, if given, at an open connection."""
    from alembic.config import Config  # only where there is something to migrate: it loads as long as it takes to open

    found = Config(attributes={"connection": connection})
    found.set_main_option("script_location", str(HERE).replace("%", "%%"))
    return found


def upgrade(connection: sa.Connection, where: str, *, create: bool = True) -> None:
    """Create or migrate the tables; refuse a database that is not ours, is newer, or is empty and shall not be."""
    if is_current(connection, where):
        return
    if not create and not sa.inspect(connection).get_table_names():
        raise StoreUnavailable(f"{where}: is empty; name another file")
    from alembic import command

    command.upgrade(config(connection), "head")
    digests.complete(connection)


def earlier_version(connection: sa.Connection, where: str) -> str | None:
    """Give the version of tables that are to be migrated; None if they are of this version or not yet made."""
    if is_current(connection, where) or not sa.inspect(connection).get_table_names():
        return None
    return "-".join(sorted(_current(connection)))


def is_current(connection: sa.Connection, where: str) -> bool:
    """Tell whether the tables are those of this version; refuse a database that is not ours or is newer."""
    tables = set(sa.inspect(connection).get_table_names())
    current = _current(connection) if "alembic_version" in tables else set()
    if current == set(REVISIONS[-1:]):
        return True
    if tables and not current:
        raise StoreUnavailable(f"{where}: holds tables that this program did not make; name another database")
    if not current <= set(REVISIONS):
        raise StoreUnavailable(f"{where}: {_stranger(tables)}")
    return False


def _current(connection: sa.Connection) -> set[str]:
    return set(connection.scalars(sa.text("SELECT version_num FROM alembic_version")))


def _stranger(tables: set[str]) -> str:
    """Say who may have written a revision that is none of ours; a newer version is likely to keep our tables."""
    if tables >= set(metadata.tables):
        return "was written by a newer version of this program; install that version"
    return (
        "was written by a newer version of this program or by another program; install that version, "
        "or name another database"
    )
