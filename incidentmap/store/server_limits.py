"""How long a server of PostgreSQL is waited for, and how long it waits for us: nobody waits for ever.

The server itself gives up a lock that it does not get and a transaction in which nothing comes any more. That it is
silent only this side can notice.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import sqlalchemy as sa

CONNECT_SECONDS = 10
WAKING_SECONDS = 15  # for the first word of a connection that was at rest
SILENT_SECONDS = 300  # for the answer to one statement; the longest takes away a million records
IDLE_WRITING_SECONDS = 60  # the writer's lock is held meanwhile, and everybody waits for it
IDLE_READING_SECONDS = 600
SILENT = "the server has been silent for too long"
_DEAD_PEER = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 4, "tcp_user_timeout": 30_000}
_LIMIT = "silent_seconds"


def limit(engine: sa.Engine) -> None:
    """Let an engine open only connections that give up."""
    sa.event.listen(engine, "do_connect", _connect)
    sa.event.listen(engine, "checkin", _at_rest)


def begin(connection: sa.Connection, *, writing: bool, lock_seconds: float) -> None:
    """Set the limits of a transaction that begins; those of a session would not outlive a pooler such as pgbouncer."""
    setattr(connection.connection.driver_connection, _LIMIT, SILENT_SECONDS)
    idle = IDLE_WRITING_SECONDS if writing else IDLE_READING_SECONDS
    connection.exec_driver_sql(
        f"SET LOCAL lock_timeout = {_milliseconds(lock_seconds)}; "
        f"SET LOCAL idle_in_transaction_session_timeout = {_milliseconds(idle)}"
    )


def _milliseconds(seconds: float) -> int:
    return max(1, int(seconds * 1000))  # 0 would be no limit


def _connect(_dialect: Any, _record: Any, arguments: Any, options: dict[str, Any]) -> Any:
    """Open a connection; what the address says of limits counts."""
    return _limited_class().connect(*arguments, **{"connect_timeout": CONNECT_SECONDS, **_DEAD_PEER, **options})


def _at_rest(connection: Any, _record: Any) -> None:
    if connection is not None:
        setattr(connection, _LIMIT, WAKING_SECONDS)


@cache
def _limited_class() -> Any:
    import psycopg  # only where records are on a server: it takes its time to load

    class Limited(psycopg.Connection[Any]):
        """A connection that closes itself where its server is silent for longer than `silent_seconds`."""

        silent_seconds: float | None = None

        def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
            # psycopg has no public way to limit the wait for an answer; written for 3.3.9, and the tests run into it.
            known = WAKING_SECONDS if self.silent_seconds is None else self.silent_seconds
            try:
                return super().wait(gen, interval, timeout or known)
            except psycopg.errors._WaitTimeout:
                self.pgconn.finish()
                raise psycopg.OperationalError(SILENT) from None

    return Limited
