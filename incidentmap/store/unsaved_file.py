"""What was typed and is not saved yet, kept on this machine beside the records and apart from them.

One SQLite file, `unsaved.sqlite`, which sessions and processes may share; it is made when first written to. Each
session has an entry of its own for each subject, so that none overwrites another's. A body is JSON; an empty one is
what is left of work that was deleted for its age, until its owner has been told.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from incidentmap.errors import StoreUnavailable

KEPT_FOR = timedelta(days=30)
TOLD_FOR = timedelta(days=365)  # whoever does not come back within this is not told any more
LONGEST = 8_000_000  # characters of one entry
_PATIENCE_S = 5
_TABLE = """CREATE TABLE IF NOT EXISTS unsaved_work (
  owner TEXT NOT NULL, subject TEXT NOT NULL, session TEXT NOT NULL, kept_at TEXT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (owner, subject, session))"""
_ALL = "SELECT owner, subject, session, kept_at, body FROM unsaved_work"
_ONE = "WHERE owner = ? AND subject = ? AND session = ?"
_DELETE = "DELETE FROM unsaved_work WHERE owner = ? AND subject = ? AND session = ?"
_MOVE = "UPDATE unsaved_work SET owner = ?, session = ? WHERE owner = ? AND subject = ? AND session = ?"


@dataclass(frozen=True, slots=True)
class Work:
    """What one session typed of one subject, and when it was kept."""

    owner: str
    subject: str
    session: str
    kept_at: datetime
    body: str

    @property
    def kept_until(self) -> datetime:
        """Tell when it is deleted, unless somebody goes on with it."""
        return self.kept_at + KEPT_FOR


class UnsavedWork:
    """The file; each call is one transaction, and raises `StoreUnavailable` with what to do where it fails."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def keep(self, owner: str, subject: str, session: str, body: str) -> None:
        """Keep what a session typed, in place of what it had typed before."""
        if len(body) > LONGEST:
            raise StoreUnavailable(f"{self.path}: this is too much to be kept without saving; save it, or part of it")
        with self._opened() as connection:
            row = (owner, subject, session, _now().isoformat(timespec="seconds"), body)
            connection.execute("INSERT OR REPLACE INTO unsaved_work VALUES (?, ?, ?, ?, ?)", row)

    def let_go(self, owner: str, subject: str, session: str) -> None:
        """Forget what a session typed: it was saved, or discarded."""
        if self.path.exists():
            with self._opened() as connection:
                connection.execute(_DELETE, (owner, subject, session))

    def of_owner(self, owner: str) -> list[Work]:
        """Give all that an owner has not saved, the latest first."""
        return self._found("WHERE owner = ? AND body <> '' ORDER BY kept_at DESC, rowid DESC", owner)

    def of_session(self, session: str) -> list[Work]:
        """Give all that one session has not saved."""
        return self._found("WHERE session = ? AND body <> '' ORDER BY kept_at DESC, rowid DESC", session)

    def latest(self, work: Work) -> Work:
        """Give some work as it is kept now: its tab may have gone on typing since it was offered."""
        found = self._found(f"{_ONE} AND body <> ''", *_key(work))
        return found[0] if found else work

    def take_over(self, work: Work, owner: str, session: str) -> bool:
        """Let a session go on with another's work; what it typed itself is set aside. False if the work is gone."""
        with self._opened() as connection:
            connection.execute("BEGIN IMMEDIATE")  # two who go on with the same at once do so one after the other
            there = connection.execute(f"{_ALL} {_ONE}", _key(work)).fetchone()
            if there:
                _move(connection, (owner, work.subject, session), owner, f"aside-{secrets.token_hex(8)}")
                _move(connection, _key(work), owner, session)
            return there is not None

    def expire(self) -> None:
        """Delete what nobody went on with for too long; that there was something stays until its owner was told."""
        if self.path.exists():
            with self._opened() as connection:
                connection.execute("UPDATE unsaved_work SET body = '' WHERE kept_at < ?", (_before(KEPT_FOR),))
                connection.execute("DELETE FROM unsaved_work WHERE kept_at < ?", (_before(TOLD_FOR),))

    def expired(self, owner: str) -> list[Work]:
        """Give what was deleted for its age and whose owner has not been told yet."""
        return self._found("WHERE owner = ? AND body = '' ORDER BY kept_at DESC", owner)

    def told(self, owner: str) -> None:
        """Take note that an owner was told what was deleted."""
        with self._opened() as connection:
            connection.execute("DELETE FROM unsaved_work WHERE owner = ? AND body = ''", (owner,))

    def _found(self, where: str, *values: str) -> list[Work]:
        if not self.path.exists():
            return []
        with self._opened() as connection:
            rows = connection.execute(f"{_ALL} {where}", values).fetchall()
        return [
            Work(owner, subject, session, datetime.fromisoformat(kept_at), body)
            for owner, subject, session, kept_at, body in rows
        ]

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        """Open the file for one transaction; who writes next waits its turn."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self.path, timeout=_PATIENCE_S, isolation_level="IMMEDIATE")
            try:
                with connection:
                    connection.execute(_TABLE)
                    yield connection
            finally:
                connection.close()
        except (sqlite3.Error, OSError, ValueError) as trouble:
            raise StoreUnavailable(
                f"{self.path}: cannot be used ({trouble}); save often, and put that right or delete the file"
            ) from trouble


def _move(connection: sqlite3.Connection, key: tuple[str, str, str], owner: str, session: str) -> None:
    connection.execute(_MOVE, (owner, session, *key))


def _key(work: Work) -> tuple[str, str, str]:
    return work.owner, work.subject, work.session


def _now() -> datetime:
    return datetime.now(UTC)


def _before(age: timedelta) -> str:
    return (_now() - age).isoformat(timespec="seconds")
