"""Keeping the read model of the latest state, one for all sessions and threads of a process."""

from __future__ import annotations

import atexit
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING
from weakref import ref

import pyarrow as pa

from incidentmap.errors import StoreUnavailable
from incidentmap.index import files
from incidentmap.index.building import Progress, Reading, read_all
from incidentmap.index.columns import Index
from incidentmap.index.files import Manifest
from incidentmap.index.layout import BLOCK, rechunked, taken_apart
from incidentmap.index.refreshing import Generation, refreshed
from incidentmap.store import Store, bulk_reading
from incidentmap.store.reading import actor_links, actors

if TYPE_CHECKING:  # only the store knows what speaks to the database
    from sqlalchemy import Connection

SOON_BUILT = 50_000  # incidents; with fewer, one waits for a new build rather than see an older state
MOST_PIECES = 400  # of a column, beyond those it is saved in; then it is saved anew
LOOKS_SECONDS = 0.2


class IndexKeeper:
    """Gives the read model of the store's latest state: opens, refreshes or builds it, as needed.

    `notice` tells the analyst of trouble with the folder, "" if there is none. `building` says how much is done, of how
    much, while a build is under way, else None.
    """

    def __init__(self, store: Store, home: Path) -> None:
        self.notice = ""
        self.building: tuple[int, int] | None = None
        self._store = store
        # other databases with the same home have folders of their own
        self._folder = home / "index" / sha256(store.where.encode()).hexdigest()[:16]
        self._held: Generation | None = None
        self._lock = Lock()
        self._at_work: Thread | None = None
        self._stopping = Event()
        # a thread that is still at work when Python ends would take it down
        atexit.register(_close, ref(self))

    def current(self, progress: Progress = lambda done, total: None) -> Index:
        """Give the read model of the latest state.

        Where much has to be read anew, an older one that is right up to its state is given meanwhile: its `state` is
        then below the store's, and `building` tells how far the new one is. With none to give, one waits for the build.
        """
        held = self._held
        with self._store.reading() as connection:
            if held is not None and held.stamp == bulk_reading.stamp(connection):
                return held.index
        while not self._lock.acquire(timeout=LOOKS_SECONDS):
            progress(*(self.building or (0, 1)))
        try:
            with self._store.reading() as connection:
                return self._followed(connection, progress).index
        finally:
            self._lock.release()

    def close(self) -> None:
        """Give up what is built in the background, and wait until it has stopped."""
        self._stopping.set()
        self.wait()

    def wait(self) -> None:
        """Wait until nothing is built or saved in the background."""
        if (thread := self._at_work) is not None:
            thread.join()

    def _followed(self, connection: Connection, progress: Progress) -> Generation:
        held = self._held or _opened(connection, self._folder)
        found = held and refreshed(connection, held)
        if found and len(found.index.incidents) == bulk_reading.count_incidents(connection):
            self._hold(found)
            if _is_in_pieces(found.index):
                self._start(self._save_anew)
        elif found is None and held and _is_large(held.index) and _is_right(connection, held):
            self._hold(held)
            self._start(self._build_anew)
        else:
            self._hold(self._built(connection, progress))
        assert self._held is not None  # noqa: S101  # one of the three was taken
        return self._held

    def _hold(self, made: Generation) -> None:
        """Keep a read model, and let it know what it follows."""
        index = made.index
        self._held = made if index.store else Generation(replace(index, store=self._store), made.stamp)

    def _built(self, connection: Connection, progress: Progress) -> Generation:
        def tell(done: int, total: int) -> None:
            if self._stopping.is_set():
                raise _Stopped
            self.building = (done, total)
            progress(done, total)

        self.building = (0, 1)
        try:
            return self._kept(read_all(connection, tell))
        finally:
            self.building = None
            pa.default_memory_pool().release_unused()

    def _kept(self, read: Reading) -> Generation:
        """Save what was read and map it into memory; where that cannot be, keep it in memory and say so."""
        columns = None
        try:
            path = files.save(self._folder, read.columns, read.manifest)
            columns = files.load(path)
            files.clear(self._folder, keep=path)
            self.notice = ""
        except OSError as trouble:
            self.notice = (
                f"{self._folder}: the copy that the map is drawn from cannot be kept there "
                f"({trouble.strerror or trouble}); everything works, but each start takes longer and more memory is "
                "used; free some space, or let this user write there"
            )
        return Generation(read.index(columns), read.manifest.stamp)

    def _start(self, work: Callable[[], None]) -> None:
        """Let some work go on in the background, one at a time."""
        if self._at_work is None or not self._at_work.is_alive():
            if work == self._build_anew:
                self.building = (0, 1)  # from now on, not only once the thread has begun
            self._at_work = Thread(target=work, daemon=True, name="read model")
            self._at_work.start()

    def _build_anew(self) -> None:
        try:
            with self._store.reading() as connection:
                made = self._built(connection, lambda done, total: None)
        except (StoreUnavailable, _Stopped):  # whoever asks next is told so, or starts another
            return
        with self._lock:
            if self._held is None or self._held.stamp.state <= made.stamp.state:
                self._hold(made)

    def _save_anew(self) -> None:
        """Save the read model as one piece, and lay over it what was edited meanwhile."""
        held = self._held
        assert held is not None  # noqa: S101  # this starts where one is held
        manifest = Manifest(held.stamp, len(held.index.incidents))
        columns = rechunked(taken_apart(held.index))
        made = self._kept(Reading(columns, manifest, held.index.actors, held.index.links))
        try:
            with self._lock, self._store.reading() as connection:
                self._hold(refreshed(connection, made) or held)
        except StoreUnavailable:  # whoever asks next is told so
            return


class _Stopped(Exception):
    """The program ends while a build is under way."""


def _close(keeper: ref[IndexKeeper]) -> None:
    if (there := keeper()) is not None:
        there.close()


def _opened(connection: Connection, folder: Path) -> Generation | None:
    """Open the newest generation that the database agrees with."""
    for path, manifest in files.generations(folder):
        if bulk_reading.stamp(connection, manifest.stamp.state) != manifest.stamp:
            continue
        columns = files.load(path)
        if columns is not None:
            read = Reading(columns, manifest, actors(connection), actor_links(connection))
            return Generation(read.index(), manifest.stamp)
    return None


def _is_right(connection: Connection, held: Generation) -> bool:
    return bulk_reading.stamp(connection, held.stamp.state) == held.stamp


def _is_large(index: Index) -> bool:
    return len(index.incidents) > SOON_BUILT


def _is_in_pieces(index: Index) -> bool:
    return int(index.incidents.incident_id.num_chunks) > MOST_PIECES + len(index.incidents) // BLOCK
