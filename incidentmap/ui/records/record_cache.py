"""Incidents whole, as far as somebody asked for them: read once for all sessions, anew where an edit touched them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from threading import Lock
from typing import TYPE_CHECKING

import streamlit as st

from incidentmap.model import Record
from incidentmap.store import Store, reading
from incidentmap.ui.shared import session

if TYPE_CHECKING:
    from sqlalchemy import Connection

MOST = 100_000  # incidents kept in memory; about 5 KB each
AT_ONCE = 5_000


class Held:
    """The records read so far, in the latest state; sessions run at once, so one reads while the others wait."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.state = -1
        self.records: dict[str, Record] = {}
        self.lock = Lock()

    def read(self, ids: Iterable[str]) -> dict[str, Record]:
        """Give incidents by id, in the order asked for; those that are not there are left out."""
        wanted = list(ids)
        with self.lock, self.store.reading() as connection:
            self._catch_up(connection)
            missing = [each for each in wanted if each not in self.records]
            if missing:
                if len(self.records) + len(missing) > MOST:
                    self.records, missing = {}, wanted
                self.records |= reading.records(connection, missing)
            return {each: self.records[each] for each in wanted if each in self.records}

    def each(self, ids: Sequence[str]) -> Iterator[Record]:
        """Give incidents one after the other, so that however many do not fill the memory."""
        for start in range(0, len(ids), AT_ONCE):
            yield from self.read(ids[start : start + AT_ONCE]).values()

    def _catch_up(self, connection: Connection) -> None:
        """Forget what was edited since; an import, or a copy put back, names no incidents and may touch any."""
        now = reading.state(connection)
        since = reading.revisions(connection, self.state + 1, now) if 0 <= self.state < now else ()
        if now != self.state and not (since and all(each.subjects for each in since)):
            self.records = {}
        for subject in (subject for each in since for subject in each.subjects):
            self.records.pop(subject.removeprefix("incident:"), None)
        self.state = now


def held() -> Held:
    """Give what all sessions share that look at the same records: those of today, or of a snapshot."""
    old = session.snapshot_shown()
    return _held(old.store.snapshot.snapshot_id if old else "")


@st.cache_resource(show_spinner=False, max_entries=3)
def _held(snapshot_id: str) -> Held:
    return Held(session.store())
