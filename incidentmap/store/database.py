"""Opening the store: one engine, its pragmas, its migrations, its transactions."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from incidentmap.errors import StoreDamaged, StoreUnavailable
from incidentmap.formats.whole_file import refuse_irregular
from incidentmap.store import migrations, reading, server_limits
from incidentmap.store.address import understood
from incidentmap.store.earlier import keep_earlier
from incidentmap.store.earlier_server import keep_earlier_of_server
from incidentmap.store.faults import RESTORE, explained, named
from incidentmap.store.repository import EVERYBODY, Repository, Viewer, watch
from incidentmap.store.sqlite_files import (
    check_same,
    identity,
    refuse_earlier_name,
    refuse_torn,
    wal_of,
)
from incidentmap.store.tables import metadata
from incidentmap.store.writing import Writer

BUSY_SECONDS = 5
_LOG = logging.getLogger(__name__)
_WRITERS_LOCK = 0x1AC1DE47  # any number, the same for every copy of this program


class Store:
    """The records, in SQLite (WAL) or PostgreSQL."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        self.where = named(engine)

    @classmethod
    def open(cls, url: str | Path, *, create: bool = True, keep_in: Path | None = None) -> Store:
        """Open and migrate the database at `url`; raise `StoreUnavailable` with what to do if that fails.

        A backup of what is migrated is kept beside a file of SQLite, and in `keep_in` of a server's database.
        """
        store = cls(_engine(url))
        with explained(store.where):
            with store._transaction(writing=True) as connection:
                if create:  # else it is a copy of our own
                    store._keep_earlier(connection, keep_in)
                migrations.upgrade(connection, store.where, create=create)
            store._check_whole()
        return store

    @classmethod
    def look(cls, url: str | Path) -> Store:
        """Open the database at `url` as it is, for reading only; raise `StoreUnavailable` if it had to be changed."""
        store = cls(_engine(url, only_look=True))
        with store.reading_all() as connection:
            if not migrations.is_current(connection, store.where):
                problem = "is empty or of an older version; start the program once, which brings it up to date"
                raise StoreUnavailable(f"{store.where}: {problem}")
            store._check_whole()
        return store

    @contextmanager
    def reading(self, viewer: Viewer = EVERYBODY) -> Iterator[sa.Connection]:
        """Read one consistent state, of it what the viewer may see."""
        with explained(self.where), self._transaction(writing=False) as connection:
            yield Repository(connection, viewer).connection

    @contextmanager
    def reading_all(self) -> Iterator[sa.Connection]:
        """Read one consistent state, also of imports that nobody sees."""
        with explained(self.where), self._transaction(writing=False) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Write in one transaction: all of it is kept, or nothing."""
        with explained(self.where), self._transaction(writing=True) as connection:
            writer = Writer(Repository(connection).connection)
            yield writer
            writer.check_revised()
            self._check_files(connection)
        self.checkpoint()

    @contextmanager
    def loading(self) -> Iterator[Writer]:
        """Write and see what nobody else sees: rows of an import that is not applied. It needs no revision."""
        with explained(self.where), self._transaction(writing=True) as connection:
            yield Writer(connection)
            self._check_files(connection)

    def state(self) -> int:
        """Number the state of the records; it grows with every save, as every save writes its revision."""
        with self.reading() as connection:
            return reading.state(connection)

    def _keep_earlier(self, connection: sa.Connection, folder: Path | None) -> None:
        """Write a backup before migrating; the writer's lock is held, so that it is of the state that is migrated."""
        version, file = migrations.earlier_version(connection, self.where), None
        if version and _is_sqlite(self.engine):
            file = keep_earlier(Path(self.where).absolute(), version)
        elif version and folder:
            file = keep_earlier_of_server(connection, version, folder)
        if file:
            _LOG.warning("%s: is brought up to date; as it was before, it is kept in %s", self.where, file)

    def checkpoint(self) -> None:
        """Bring what was saved from SQLite's `-wal` into the main file, if nobody reads just now; never waits for it.

        What was saved is safe without it, so that trouble with it is none of the save's.
        """
        if _is_sqlite(self.engine):
            with suppress(sa.exc.SQLAlchemyError, sqlite3.Error), self.engine.connect() as connection:
                driver: Any = connection.connection.driver_connection
                driver.execute("PRAGMA busy_timeout = 0")
                try:
                    driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                finally:
                    driver.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")

    def _check_files(self, connection: sa.Connection) -> None:
        """Refuse to keep what would go into files that were deleted or exchanged; the next try opens those there."""
        if not _is_sqlite(self.engine):
            return
        try:
            check_same(Path(self.where), (connection.info["file"], connection.info["wal"]))
        except StoreUnavailable:
            connection.invalidate()
            self.engine.dispose()
            raise

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()

    @contextmanager
    def _transaction(self, *, writing: bool) -> Iterator[sa.Connection]:
        options: dict[str, Any] = {"incidentmap_writing": writing}
        if not writing and not _is_sqlite(self.engine):
            options["isolation_level"] = "REPEATABLE READ"  # PostgreSQL else shows each query what was saved meanwhile
            options["postgresql_readonly"] = True
        with self.engine.connect().execution_options(**options) as connection, connection.begin():
            yield connection

    def _check_whole(self) -> None:
        found = set(sa.inspect(self.engine).get_table_names())
        missing = sorted(set(metadata.tables) - found)
        if missing:
            raise StoreDamaged(f"{self.where}: the database lacks {', '.join(missing)}; {RESTORE}")


def _is_sqlite(engine: sa.Engine) -> bool:
    return engine.dialect.name == "sqlite"


def _engine(url: str | Path, *, only_look: bool = False) -> sa.Engine:
    parsed = understood(url)
    if parsed.drivername == "sqlite":
        engine = _looking_engine(parsed) if only_look else _sqlite_engine(parsed)
    else:
        engine = sa.create_engine(parsed, pool_pre_ping=True, pool_timeout=BUSY_SECONDS)
        server_limits.limit(engine)
        sa.event.listen(engine, "begin", _begin_postgresql)
    watch(engine)
    return engine


def _sqlite_engine(url: sa.URL) -> sa.Engine:
    path = Path(url.database or "").absolute()
    refuse_irregular(path, StoreUnavailable)  # SQLite would wait at a pipe
    refuse_earlier_name(path)
    try:
        refuse_torn(path, RESTORE)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    except OSError as trouble:
        raise StoreUnavailable(f"{url.database}: it or its folder cannot be made ({trouble.strerror})") from trouble
    engine = sa.create_engine(url, creator=lambda: _connect(path, "rw"), pool_timeout=BUSY_SECONDS)
    sa.event.listen(engine, "connect", _configure)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _looking_engine(url: sa.URL) -> sa.Engine:
    """Let SQLite itself refuse every change, that of the journal included."""
    path = Path(url.database or "").absolute()
    if not path.is_file():
        raise StoreUnavailable(f"{path}: is not there; start the program once, which makes it")
    refuse_torn(path, RESTORE)
    engine = sa.create_engine(url, creator=lambda: _connect(path, "ro"))
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    """Open a file that is there: one that was deleted meanwhile is not made anew, empty."""
    # The driver's own transactions would leave CREATE TABLE outside of them; `_begin_sqlite` opens ours.
    address = f"{path.as_uri()}?mode={mode}"
    return sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)


def _configure(connection: Any, record: Any) -> None:
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    record.info["file"] = identity(Path(connection.execute("PRAGMA database_list").fetchone()[2]))


def _is_writing(connection: sa.Connection) -> bool:
    return bool(connection.get_execution_options().get("incidentmap_writing"))


def _begin_sqlite(connection: sa.Connection) -> None:
    # A writer that starts as a reader can be refused half-way; taking the lock first makes it wait instead.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _is_writing(connection) else "BEGIN")
    if _is_writing(connection):  # from now on it is open, and stays the same as long as the connection
        connection.info.setdefault("wal", identity(wal_of(Path(connection.engine.url.database or ""))))


def _begin_postgresql(connection: sa.Connection) -> None:
    # One writer at a time, as in SQLite: else a lower revision could be kept after a higher one was seen.
    server_limits.begin(connection, writing=_is_writing(connection), lock_seconds=BUSY_SECONDS)
    if _is_writing(connection):
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_WRITERS_LOCK)))
