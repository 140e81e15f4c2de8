"""A snapshot reopened: a store of its own, in memory, that is read like any other and takes no changes.

It holds the incidents that were shown, and the groups, links and places as they were called then. The texts of articles
never change, and come from the store of today; what relates incidents to one another is not kept.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from secrets import token_hex
from typing import Any
from zlib import crc32

import sqlalchemy as sa

from incidentmap.errors import StoreUnavailable
from incidentmap.model import Article, Evidence, Record, Revision, Snapshot
from incidentmap.store import reading, snapshots
from incidentmap.store.database import Store
from incidentmap.store.repository import watch
from incidentmap.store.tables import metadata
from incidentmap.store.writing import rows_of

_FIRST_STATE = 2**40  # beyond all edits: what is kept in memory by the state of the records is never that of others


class Reopened(Store):
    """The records of a snapshot; `snapshot` says what it is of."""

    def __init__(self, snapshot: Snapshot, nouns: Iterable[Any]) -> None:
        address = f"file:snapshot-{token_hex(8)}?mode=memory&cache=shared"
        self.snapshot = snapshot
        self._held = _connect(address)  # the memory is there as long as anybody is connected to it
        engine = sa.create_engine("sqlite://", creator=lambda: _connect(address), poolclass=sa.QueuePool)
        with engine.begin() as connection:
            _fill(connection, nouns)
        sa.event.listen(engine, "begin", _begin)
        watch(engine)
        super().__init__(engine)
        self.where = f"snapshot {snapshot.snapshot_id}"


def reopen(connection: sa.Connection, snapshot_id: str) -> Reopened | None:
    """Reopen a snapshot; None if there is none of this id. Raise `StoreUnavailable` for one that is not as it was."""
    found = snapshots.snapshot(connection, snapshot_id)
    if found is None:
        return None
    if problem := snapshots.problem_of(connection, found):
        raise StoreUnavailable(f"snapshot {snapshot_id}: {problem}; restore a backup")
    nouns = list(snapshots.nouns(connection, found))
    cited = {each.article_id for noun in nouns if isinstance(noun, Record) for each in noun.citations}
    articles = reading.subjects(connection, [f"article:{each}" for each in cited if each])
    held = [*nouns, *(each for each in articles.values() if isinstance(each, Article))]
    number = _FIRST_STATE + crc32(snapshot_id.encode())
    after = json.dumps({"snapshot": snapshot_id})
    return Reopened(found, [*held, Revision("snapshot", found.at, found.by, "", None, after, revision_id=number)])


def _connect(address: str) -> sqlite3.Connection:
    return sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)


def _begin(connection: sa.Connection) -> None:
    if connection.get_execution_options().get("incidentmap_writing"):
        raise StoreUnavailable("a snapshot is what was handed out, and is never changed; show the records of today")
    connection.exec_driver_sql("BEGIN")


def _fill(connection: sa.Connection, nouns: Iterable[Any]) -> None:
    """Write all of it, a table at a time; what a noun refers to need not be there, as it need not be shown."""
    metadata.create_all(connection)
    rows: dict[sa.Table, list[dict[str, Any]]] = {}
    number = 0
    for noun in nouns:
        for each in (noun.incident, *noun.parts()) if isinstance(noun, Record) else (noun,):
            number += isinstance(each, Evidence)
            for table, row in rows_of(each, number if isinstance(each, Evidence) else None):
                rows.setdefault(table, []).append(row)
    for table in metadata.sorted_tables:
        if table in rows:
            connection.execute(sa.insert(table), rows[table])
