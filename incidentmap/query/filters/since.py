"""Since last time: what is new or was changed since something was handed out."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from incidentmap.index import Index, rows_of
from incidentmap.model import words
from incidentmap.query.filters.base import Facts, Filter, Names, Widget, marked
from incidentmap.query.link_reader import Said
from incidentmap.store import snapshots

if TYPE_CHECKING:
    from incidentmap.query.comparison import Differences
    from incidentmap.query.filter import IncidentFilter


class Since(Filter):
    """`since`: the id of a snapshot; what was withdrawn since is gone, and only told."""

    key = "since"
    widget = Widget("snapshots", "Since last time")

    def read(self, said: Said, index: Index) -> dict[str, Any]:
        """Read the id of a snapshot that is kept."""
        named = said.query.get(self.key, "")
        if not named or is_kept(index, named):
            return {self.key: named}
        said.refuse(self.key, named, "is none of the snapshots kept here")
        return {}

    def write(self, chosen: IncidentFilter) -> dict[str, str]:
        """Write the id."""
        return {self.key: chosen.since} if chosen.since else {}

    def facts(self, index: Index, chosen: IncidentFilter) -> Facts:
        """Look which are new or were changed; none, where no such snapshot is kept."""
        found = since(index, chosen.since)
        named = {*found.new, *found.changed} if found else set[str]()
        rows = np.array(rows_of(index.incidents, named), np.int64)
        return {self.key: marked(rows, len(index.incidents))}

    def sentence(self, chosen: IncidentFilter, names: Names) -> str:
        """Say when that was handed out."""
        return f"new or changed since the hand-out of {moment_of(chosen.since)}" if chosen.since else ""


def is_kept(index: Index, snapshot_id: str) -> bool:
    """Tell whether a snapshot is kept in the store that a read model follows."""
    if index.store is None:
        return False
    with index.store.reading() as connection:
        return snapshots.snapshot(connection, snapshot_id) is not None


@lru_cache(maxsize=2)  # every filter change asks
def since(index: Index, snapshot_id: str) -> Differences | None:
    """Compare a snapshot with the records of today; None where none of this id is kept."""
    from incidentmap.query.comparison import compare  # which applies filters itself

    if index.store is None:
        return None
    with index.store.reading() as connection:
        found = snapshots.snapshot(connection, snapshot_id)
        if found is None:
            return None
        rows = snapshots.rows(connection, found)
        return compare(connection, index, rows, found.query, since=found.revision)


def moment_of(snapshot_id: str) -> str:
    """Say the day and time by which the id of a snapshot begins; an id that begins otherwise as it is."""
    try:
        moment = datetime.strptime(snapshot_id[:15], "%Y-%m-%d-%H%M")
    except ValueError:
        return snapshot_id
    return f"{words.day(moment.date())}, {moment:%H:%M} UTC"
