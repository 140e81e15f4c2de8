"""Whether a file is a hand-out as it was made.

1 its bytes are those of a file handed out here: as made
2 a hash that it prints is that of a snapshot here, or its rows are nearly those of one, or neither can be read from it
  and a file of its name was handed out: changed
3 no snapshot is known, but it prints a hash, and its filter and rows give another: changed
4 else it cannot be told
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256
from typing import TYPE_CHECKING

from incidentmap.errors import StoreUnavailable
from incidentmap.export.canonical_hash import canonical_hash
from incidentmap.export.difference_lines import changed_fields
from incidentmap.export.read_back import ReadBack, read_back
from incidentmap.model import Record, Sheet, Snapshot, to_sheet
from incidentmap.model.canonical import canonical
from incidentmap.query.comparison import differing
from incidentmap.store import snapshots
from incidentmap.text.counting import counted

if TYPE_CHECKING:  # only the store knows what speaks to the database
    from sqlalchemy import Connection

_ALIKE = 0.5  # of the rows of a file and of a snapshot, taken together, at least so many are in both


class Verdict(IntEnum):
    """What a file is, as the command returns it."""

    AS_MADE = 0
    CHANGED = 1
    UNKNOWN = 2


@dataclass(frozen=True)
class Verified:
    """What a file is, in sentences; and what it was asked by and held when it was handed out, as far as that is known.

    `rows` are those of the snapshot, or of the file itself where they agree with the hash that it prints.
    """

    verdict: Verdict
    said: Sequence[str]
    query: dict[str, str] | None = None
    rows: Sequence[Sheet] = ()


def verify(connection: Connection | None, content: bytes, name: str) -> Verified:
    """Look a file up among the snapshots of a database, if there is one, and read it."""
    if connection and (found := snapshots.with_file(connection, sha256(content).hexdigest())):
        said = f"as made: byte for byte a file that was {handed_out(found[0])}"
        return _of_snapshot(connection, Verdict.AS_MADE, said, found[0])
    back = read_back(content)
    if connection and (near := _nearest(connection, back, name)):
        said = f"changed: byte for byte it is no file that was handed out here; nearest is what was {handed_out(near)}"
        return _of_snapshot(connection, Verdict.CHANGED, said, near, back)
    return _alone(back)


def handed_out(snapshot: Snapshot) -> str:
    """Say when and by whom a snapshot was handed out, and under which name it is kept."""
    by = f" by {snapshot.by}" if snapshot.by else ""
    return f"handed out {snapshot.at:%Y-%m-%d %H:%M:%S} UTC{by} (snapshot {snapshot.snapshot_id})"


def _of_snapshot(
    connection: Connection, verdict: Verdict, said: str, snapshot: Snapshot, back: ReadBack | None = None
) -> Verified:
    """Say what was handed out, and in what the file that was read `back` differs from it."""
    about = (
        f"it shows {snapshot.shown:,} of {counted(snapshot.total, 'incident')}; {snapshot.asked}; {snapshot.marking}"
    )
    try:
        rows = list(snapshots.rows(connection, snapshot))
    except StoreUnavailable as trouble:
        return Verified(verdict, [said, about, f"what changed cannot be told: {trouble}"])
    compared = _compared(back, snapshot, rows) if back else ()
    return Verified(verdict, [said, *compared, about], snapshot.query, rows)


def _nearest(connection: Connection, back: ReadBack, name: str) -> Snapshot | None:
    """Find the snapshot whose hash the file prints, else the one whose rows are most like its own, else by its name."""
    if printed := snapshots.with_hash(connection, back.hashes):
        return printed[0]
    if not back.records:
        return next(iter(snapshots.with_name(connection, name)), None)
    own = {each.incident_id: canonical(to_sheet(each)) for each in back.records}
    scored = [(_likeness(connection, each, own), each) for each in snapshots.snapshots(connection)]
    best = max(scored, key=lambda pair: pair[0], default=((0.0, 0), None))
    return best[1] if best[0][0] >= _ALIKE else None


def _likeness(connection: Connection, snapshot: Snapshot, own: dict[str, bytes]) -> tuple[float, int]:
    """Give the share of incidents that both hold, and how many of them are alike; of what cannot be read none."""
    try:
        lines = {json.loads(line)["incident_id"]: line for line in snapshots.incident_lines(connection, snapshot)}
    except StoreUnavailable:
        return 0.0, 0
    both = own.keys() & lines.keys()
    return len(both) / len(own.keys() | lines.keys()), sum(own[each] == lines[each] for each in both)


def _compared(back: ReadBack, snapshot: Snapshot, held: Sequence[Sheet]) -> Iterator[str]:
    """Say in what a file differs from what was handed out, as far as its rows come back whole."""
    if back.query is not None and back.query != snapshot.query:
        yield "the link in it is another than it was handed out with"
    if back.records is None:
        yield "what differs cannot be told: its rows cannot be read back whole from it"
        return
    lines = list(_rows_compared(back.records, held))
    yield from lines
    if not lines:
        yield "its records are those that were handed out, so only the form differs, as after another program saved it"


def _rows_compared(records: Sequence[Record], held: Sequence[Sheet]) -> Iterator[str]:
    own, was = {each.incident_id: to_sheet(each) for each in records}, {each["incident_id"]: each for each in held}
    yield from (f"{each}: is not in the file any more" for each in was if each not in own)
    yield from (f"{each}: is in the file, and was not handed out" for each in own if each not in was)
    for each in own.keys() & was.keys():
        yield from (f"in the file, {each}: {said}" for said in changed_fields(*differing(was[each], own[each])))


def _alone(back: ReadBack) -> Verified:
    """Judge a file by itself."""
    nothing = "no snapshot of it is kept here, so that what changed in the records since cannot be told, either"
    if not back.hashes:
        return Verified(Verdict.UNKNOWN, [f"cannot be told: it prints no hash, and {nothing}"])
    if back.query is None or back.records is None:
        said = "cannot be told: its rows cannot be read back whole, to hold the hash that it prints against them"
        return Verified(Verdict.UNKNOWN, [f"{said}, and {nothing}"])
    if canonical_hash(back.query, back.records) != back.hashes[0]:
        said = "changed: its filter and its records do not give the hash that it prints; no snapshot of it is kept here"
        return Verified(Verdict.CHANGED, [said])
    said = (
        "cannot be told whether it is byte for byte as it was made, as no snapshot of it is kept here; "
        "its filter and its records do give the hash that it prints"
    )
    rows = [json.loads(canonical(to_sheet(each))) for each in back.records]
    return Verified(Verdict.UNKNOWN, [said], back.query, rows)
