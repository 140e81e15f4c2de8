"""Building the read model anew, from everything in the store."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from incidentmap.index.columns import Index
from incidentmap.index.files import Manifest
from incidentmap.index.layout import Columns, assembled
from incidentmap.index.shaping import read_columns
from incidentmap.model import Actor, ActorLink
from incidentmap.store import bulk_reading
from incidentmap.store.reading import actor_links, actors

if TYPE_CHECKING:  # only the store knows what speaks to the database
    from sqlalchemy import Connection

Progress = Callable[[int, int], object]  # is told how much is done, of how much
_ROWS_AN_INCIDENT = 7  # about so many rows are read of each, its own texts counted as one


@dataclass(frozen=True)
class Reading:
    """Everything read in one state of the store; the texts are made when the columns are saved or put together."""

    columns: Columns
    manifest: Manifest
    actors: Mapping[str, Actor]
    links: tuple[ActorLink, ...]

    def index(self, columns: Columns | None = None) -> Index:
        """Put the read model together, in memory, or of the same columns where they were saved."""
        return assembled(columns or self.columns, self.manifest.stamp.state, self.actors, self.links)


def read_all(connection: Connection, progress: Progress = lambda done, total: None) -> Reading:
    """Read everything; the connection must show one consistent state."""
    stamp = bulk_reading.stamp(connection)
    assert stamp is not None  # noqa: S101  # the latest state always has one
    size = bulk_reading.count_incidents(connection)
    who, links = actors(connection), actor_links(connection)
    with without_collecting():
        columns = read_columns(connection, who, tick=_ticks(progress, size * _ROWS_AN_INCIDENT))
    return Reading(columns, Manifest(stamp, size), who, links)


def _ticks(progress: Progress, total: int) -> Callable[[int], None]:
    done = 0

    def tick(rows: int) -> None:
        nonlocal done
        done = min(done + rows, total)
        progress(done, total)

    return tick


@contextmanager
def without_collecting() -> Iterator[None]:
    """Keep the garbage collector from walking all rows again and again while they come: a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
