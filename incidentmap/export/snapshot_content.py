"""What a snapshot keeps of a hand-out: what it says of itself, its rows, and the groups and places they refer to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import groupby, islice
from secrets import token_hex
from typing import NamedTuple

from incidentmap.export.hand_out import HandOut
from incidentmap.model import Place, Record, Snapshot, SnapshotFile
from incidentmap.store.snapshots import Page, packed

_AT_ONCE = 500  # incidents of a page, of one month: an edit makes one page anew, not all that follow


class Content(NamedTuple):
    """What is kept at once: a snapshot, its pages, and its files."""

    snapshot: Snapshot
    pages: list[Page]
    files: list[SnapshotFile]


def content_of(hand_out: HandOut, by: str, name: str, file: bytes) -> Content:
    """Give what is to be kept of a hand-out that somebody makes a file of; its rows are read once more."""
    said = hand_out.provenance
    pages = list(_pages(hand_out))
    snapshot = Snapshot(
        snapshot_id=f"{said.as_of:%Y-%m-%d-%H%M}-{token_hex(3)}",
        at=said.as_of,
        by=by,
        link=said.link,
        asked=said.asked,
        shown=said.counts.shown,
        total=said.counts.total,
        marking=said.marking,
        revision=hand_out.view.index.state,
        sha256=said.sha256,
        pages=tuple(dict.fromkeys(each.page_id for each in pages)),
    )
    named = name.encode(errors="replace").decode()  # a file may be called what no text can hold
    return Content(snapshot, pages, [SnapshotFile(snapshot.snapshot_id, named, sha256(file).hexdigest())])


def _pages(hand_out: HandOut) -> Iterator[Page]:
    index = hand_out.view.index
    yield packed([*(index.actors[each] for each in sorted(index.actors)), *index.links])
    places: dict[str, Place] = {}
    for records in _in_months(hand_out, places):
        yield packed(records)
    yield packed(places[each] for each in sorted(places))


def _in_months(hand_out: HandOut, places: dict[str, Place]) -> Iterator[Iterable[Record]]:
    """Give the records, some of one month at a time, and take note of their places; rows come in order of time."""
    for _, rows in groupby(hand_out.rows(), lambda row: row.record.incident.date_latest.replace(day=1)):
        while some := list(islice(rows, _AT_ONCE)):
            places |= {row.place.place_id: row.place for row in some if row.place}
            yield [row.record for row in some]
