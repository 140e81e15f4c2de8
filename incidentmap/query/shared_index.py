"""The store and its read model, one of each in a process: pages and routes share them."""

from __future__ import annotations

from functools import cache, lru_cache

from incidentmap.index import Index, IndexKeeper
from incidentmap.query.apply import View, apply
from incidentmap.query.filter import IncidentFilter
from incidentmap.settings import Settings
from incidentmap.store import Store


@cache
def store_of(settings: Settings) -> Store:
    """Open the store once; trouble is not kept, so that the next try opens it anew."""
    return Store.open(settings.database_url, keep_in=settings.home)


@cache
def keeper_of(settings: Settings) -> IndexKeeper:
    """Give the keeper of the read model."""
    return IndexKeeper(store_of(settings), settings.home)


@lru_cache(maxsize=4)
def view_of(index: Index, filter: IncidentFilter) -> View:
    """Apply a filter once for all who ask for it."""
    return apply(index, filter)
