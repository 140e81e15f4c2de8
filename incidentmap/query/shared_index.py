"""The store and its read model, one of each in a process: pages and routes share them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from incidentmap.index import Index, IndexKeeper, build
from incidentmap.query.apply import View, apply
from incidentmap.query.filter import IncidentFilter
from incidentmap.settings import Settings
from incidentmap.store import Store
from incidentmap.store.reopening import Reopened, reopen

SNAPSHOT = "snapshot"  # the parameter of a link that names one


@cache
def store_of(settings: Settings) -> Store:
    """Open the store once; trouble is not kept, so that the next try opens it anew."""
    return Store.open(settings.database_url, keep_in=settings.home)


@cache
def keeper_of(settings: Settings) -> IndexKeeper:
    """Give the keeper of the read model."""
    return IndexKeeper(store_of(settings), settings.home)


@dataclass(frozen=True, eq=False)
class OldState:
    """A snapshot reopened, and its read model."""

    store: Reopened
    index: Index


class UnknownSnapshot(LookupError):
    """No snapshot of this id is kept here."""


@lru_cache(maxsize=4)
def old_state_of(settings: Settings, snapshot_id: str) -> OldState:
    """Reopen a snapshot once for all who ask for it; raise `UnknownSnapshot`."""
    with store_of(settings).reading() as connection:
        found = reopen(connection, snapshot_id)
    if found is None:
        raise UnknownSnapshot(snapshot_id)
    with found.reading() as connection:
        return OldState(found, build(connection).index)


@lru_cache(maxsize=4)
def view_of(index: Index, filter: IncidentFilter) -> View:
    """Apply a filter once for all who ask for it."""
    return apply(index, filter)
