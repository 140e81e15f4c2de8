"""What became of the rows of a snapshot since: new, changed, withdrawn."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from incidentmap.index import Index
from incidentmap.model import Record, Sheet, to_sheet, words
from incidentmap.model.canonical import canonical
from incidentmap.model.vocabulary import Status
from incidentmap.query.apply import apply
from incidentmap.query.link import from_query
from incidentmap.query.listing import ids, table
from incidentmap.store import bulk_reading, reading

if TYPE_CHECKING:  # only the store knows what speaks to the database
    from sqlalchemy import Connection

_AT_ONCE = 5_000
_COUNTS_SAVES = "version"  # it belongs to no change
Sides = tuple[Sheet, Sheet]  # the fields that differ, as they were and as they are


@dataclass(frozen=True, slots=True)
class Differences:
    """Incidents by id: shown by the same filter since, said otherwise since, and what became of those not shown now.

    `left_out` are those that are as they were, or `changed`, and that the same filter leaves out now. `titles` name
    each but the changed ones, by day and summary.
    """

    new: tuple[str, ...]
    changed: Mapping[str, Sides]
    withdrawn: Mapping[str, str]
    left_out: tuple[str, ...]
    titles: Mapping[str, str]

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.withdrawn or self.left_out)

    def counted(self) -> str:
        """Say how many of each there are."""
        said = f"{len(self.new):,} new, {len(self.changed):,} changed, {len(self.withdrawn):,} withdrawn"
        return f"{said}, {len(self.left_out):,} left out by the filter now" if self.left_out else said


def compare(
    connection: Connection, index: Index, rows: Iterable[Sheet], query: Mapping[str, str], since: int | None = None
) -> Differences:
    """Compare rows as they were handed out with the records of today; `query` is the link that they were asked by.

    With `since`, the number of the latest edit in them, only what edits name since then is read: much less, but what
    was changed past the program is not seen.
    """
    touched = None if since is None else _touched(connection, since)
    changed, withdrawn, there = dict[str, Sides](), dict[str, str](), dict[str, str]()
    titles: dict[str, str] = {}
    for some in _some(rows):
        now = reading.records(connection, [each for each in some if touched is None or each in touched])
        for incident_id, was in some.items():
            title = f"{was['date_latest']}, {was['summary']}"
            if touched is not None and incident_id not in touched:
                there[incident_id] = title
                continue
            if why := _withdrawn(now.get(incident_id)):
                withdrawn[incident_id], titles[incident_id] = why, title
                continue
            there[incident_id] = title
            sides = differing(was, to_sheet(now[incident_id]))
            if sides[0] or sides[1]:
                changed[incident_id] = sides
    view = apply(index, from_query(query, index)[0])
    shown = dict(zip(ids(index, view.rows), view.rows, strict=True))
    new = [each for each in shown if each not in there and each not in withdrawn]
    left_out = tuple(sorted(there.keys() - shown.keys()))
    titles |= {each: there[each] for each in left_out} | _titles(index, [shown[each] for each in new])
    return Differences(tuple(new), changed, withdrawn, left_out, titles)


def differing(was: Sheet, now: Sheet) -> Sides:
    """Give the fields that differ, as far as the older side knows them."""
    known = as_known(json.loads(canonical(now)), was)
    fields = [each for each in was if each != _COUNTS_SAVES and was[each] != known[each]]
    return {each: was[each] for each in fields}, {each: known[each] for each in fields}


def as_known(value: Any, was: Any) -> Any:
    """Leave out of a value the fields that its older version, or the parts listed there, did not have."""
    if isinstance(value, dict) and isinstance(was, dict):
        return {name: as_known(value.get(name), was[name]) for name in was}
    if isinstance(value, list) and isinstance(was, list):
        parts = [each for each in was if isinstance(each, dict)]
        known = {name: next(each[name] for each in parts if name in each) for part in parts for name in part}
        return [as_known(each, known) if known else each for each in value]
    return value


def _touched(connection: Connection, since: int) -> set[str] | None:
    """Name the incidents that edits touched; None where one does not say so, as an import or a restored backup."""
    subjects = bulk_reading.subjects_since(connection, since)
    return None if None in subjects else {(each or "").removeprefix("incident:") for each in subjects}


def _some(rows: Iterable[Sheet]) -> Iterable[dict[str, Sheet]]:
    found: dict[str, Sheet] = {}
    for row in rows:
        found[row["incident_id"]] = row
        if len(found) == _AT_ONCE:
            yield found
            found = {}
    yield found


def _titles(index: Index, rows: list[int]) -> dict[str, str]:
    found = table(index, np.array(rows, np.int64))
    return {
        incident_id: f"{day:%Y-%m-%d}, {summary}"
        for incident_id, day, summary in zip(found["incident_id"], found["date_latest"], found["summary"], strict=True)
    }


def _withdrawn(record: Record | None) -> str:
    """Say what became of an incident that is shown no more; "" of one that may be shown."""
    if record is None:
        return "is not there any more"
    held = record.incident
    if held.status is Status.MERGED:
        return f"was merged into {held.merged_into}"
    return "" if held.status is Status.CONFIRMED else f"is {words.of_member(held.status)} now"
