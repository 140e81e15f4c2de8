"""Keeping what is handed out: one transaction, and no revision, as no record is changed."""

from __future__ import annotations

from collections.abc import Iterable

from incidentmap.model import Snapshot, SnapshotFile
from incidentmap.store import Store, snapshots
from incidentmap.store.snapshots import Page


def keep_snapshot(store: Store, snapshot: Snapshot, pages: Iterable[Page], files: Iterable[SnapshotFile]) -> None:
    """Keep a snapshot with its pages and files; raise `StoreUnavailable` where the database takes no changes."""
    with store.writing() as writer:
        snapshots.keep(writer.connection, snapshot, pages, files)
