"""Snapshots: what was handed out, kept as it was.

The rows of a snapshot stand in pages, packed: a line a noun, its kind, a tab, and its sheet in canonical form.
Incidents come whole; actors, their links and places come as they were called then. A page goes by the sha256 of its
lines, so that what did not change between two hand-outs is kept once.

Nothing here is changed, or needs a revision: a hand-out changes no record.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import sqlalchemy as sa

from incidentmap.errors import StoreUnavailable
from incidentmap.model import Record, Sheet, Snapshot, SnapshotFile, from_sheet, noun_of, to_sheet
from incidentmap.model.canonical import canonical, hash_of
from incidentmap.model.registry import named
from incidentmap.model.sheet import part_from_sheet
from incidentmap.store import noun_reader
from incidentmap.store import tables as t
from incidentmap.store.row_mapping import from_row, to_row

INCIDENT = "incident"
_UNREADABLE = (zlib.error, ValueError, LookupError, TypeError)


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines, packed, under the sha256 of what they say."""

    page_id: str
    content: bytes


def packed(nouns: Iterable[Any]) -> Page:
    """Pack nouns as one page."""
    lines = b"\n".join(b"\t".join((noun_of(each).kind.encode(), canonical(to_sheet(each)))) for each in nouns)
    return Page(sha256(lines).hexdigest(), zlib.compress(lines))


def keep(connection: sa.Connection, snapshot: Snapshot, pages: Iterable[Page], files: Iterable[SnapshotFile]) -> None:
    """Insert a snapshot with its files, and those of its pages that are not kept yet."""
    for page in {each.page_id: each for each in pages}.values():
        there = sa.select(t.snapshot_pages.c.page_id).filter_by(page_id=page.page_id)
        if connection.scalar(there) is None:
            connection.execute(sa.insert(t.snapshot_pages), {"page_id": page.page_id, "content": page.content})
    for noun in (snapshot, *files):
        table = t.table_of(noun)
        connection.execute(sa.insert(table), to_row(noun, table))


def snapshots(connection: sa.Connection) -> list[Snapshot]:
    """Read all snapshots, the newest first."""
    return _snapshots(connection, sa.select(t.snapshots))


def listed(connection: sa.Connection) -> list[Snapshot]:
    """Read all snapshots to choose from, the newest first, without their `pages`, which are thousands of large ones."""
    return _snapshots(connection, sa.select(*(each for each in t.snapshots.c if each.name != "pages")))


def snapshot(connection: sa.Connection, snapshot_id: str) -> Snapshot | None:
    """Read one snapshot; None if there is none of this id."""
    found: Snapshot | None = noun_reader.read_noun(connection, Snapshot, (snapshot_id,))
    return found


def with_hash(connection: sa.Connection, hashes: Sequence[str]) -> list[Snapshot]:
    """Read the snapshots of some hashes of filter and rows, the newest first."""
    return _snapshots(connection, sa.select(t.snapshots).where(t.snapshots.c.sha256.in_(hashes)))


def with_file(connection: sa.Connection, file_sha256: str) -> list[Snapshot]:
    """Read the snapshots that a file of exactly this content was made of, the newest first."""
    made = sa.select(t.snapshot_files.c.snapshot_id).filter_by(sha256=file_sha256)
    return _snapshots(connection, sa.select(t.snapshots).where(t.snapshots.c.snapshot_id.in_(made)))


def with_name(connection: sa.Connection, name: str) -> list[Snapshot]:
    """Read the snapshots that were handed out as a file of some name, the newest first."""
    made = sa.select(t.snapshot_files.c.snapshot_id).filter_by(name=name)
    return _snapshots(connection, sa.select(t.snapshots).where(t.snapshots.c.snapshot_id.in_(made)))


def files(connection: sa.Connection, snapshot_id: str) -> list[SnapshotFile]:
    """Read the files that a snapshot was handed out as."""
    query = sa.select(t.snapshot_files).filter_by(snapshot_id=snapshot_id).order_by("name")
    return [from_row(SnapshotFile, row) for row in connection.execute(query).mappings()]


def rows(connection: sa.Connection, snapshot: Snapshot) -> Iterator[Sheet]:
    """Read the incidents of a snapshot as they were, as sheets in canonical form; raises as `incident_lines`."""
    return (json.loads(line) for line in incident_lines(connection, snapshot))


def incident_lines(connection: sa.Connection, snapshot: Snapshot) -> Iterator[bytes]:
    """Read the incidents of a snapshot in canonical form; raise `StoreUnavailable` where a page is not as it was."""
    with _explained(snapshot):
        yield from (line for kind, line in _lines(connection, snapshot) if kind == INCIDENT)


def nouns(connection: sa.Connection, snapshot: Snapshot) -> Iterator[Any]:
    """Read all that a snapshot holds, as nouns; an incident comes as a record."""
    for kind, line in _lines(connection, snapshot):
        yield record_from(json.loads(line)) if kind == INCIDENT else part_from_sheet(named(kind).cls, json.loads(line))


def record_from(sheet: Sheet) -> Record:
    """Make the record of a sheet that a snapshot kept."""
    record: Record = from_sheet(f"{INCIDENT}:{sheet['incident_id']}", sheet)
    return record


def problem_of(connection: sa.Connection, snapshot: Snapshot) -> str:
    """Say why a snapshot is not what was handed out; "" where it is."""
    try:
        lines = [line for kind, line in _lines(connection, snapshot) if kind == INCIDENT]
    except _UNREADABLE as trouble:
        return f"a page of its records cannot be read ({trouble})"
    whole = len(lines) == snapshot.shown and hash_of(snapshot.query, lines) == snapshot.sha256
    return "" if whole else "its records are not those that were handed out, by their hash"


@contextmanager
def _explained(snapshot: Snapshot) -> Iterator[None]:
    try:
        yield
    except _UNREADABLE as trouble:
        problem = f"a page of its records cannot be read ({trouble}); restore a backup"
        raise StoreUnavailable(f"snapshot {snapshot.snapshot_id}: {problem}") from trouble


def _snapshots(connection: sa.Connection, query: sa.Select[Any]) -> list[Snapshot]:
    newest_first = query.order_by(t.snapshots.c.at.desc(), t.snapshots.c.snapshot_id)
    return [from_row(Snapshot, row) for row in connection.execute(newest_first).mappings()]


def _lines(connection: sa.Connection, snapshot: Snapshot) -> Iterator[tuple[str, bytes]]:
    """Read what a snapshot holds, line by line; raise `LookupError` or `ValueError` where a page is not as it was."""
    for page_id in snapshot.pages:
        content = connection.scalar(sa.select(t.snapshot_pages.c.content).filter_by(page_id=page_id))
        if content is None:
            raise LookupError(f"{page_id} is not there")
        lines = zlib.decompress(content)
        if sha256(lines).hexdigest() != page_id:
            raise ValueError(f"{page_id} was changed")
        for line in filter(None, lines.split(b"\n")):
            kind, _, said = line.partition(b"\t")
            yield kind.decode(), said
