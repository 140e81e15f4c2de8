"""Two records of one event, merged into one, and split again."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from incidentmap.desk.editing import Change, save_within
from incidentmap.desk.undoing import undo
from incidentmap.errors import InvalidRecord
from incidentmap.model import Record, Response, SameEvent, key_of, statuses
from incidentmap.model.vocabulary import LIVE, ResponseBasis, SameEventStatus, Status
from incidentmap.store import Dossier, Store, reading


def merge(store: Store, kept_id: str, other_id: str, by: str, why: str) -> int:
    """Merge `other` into `kept`, which takes over copies of all its sources, statements and figures, side by side.

    `other` keeps all it has, and is no longer shown. Raise `InvalidRecord` if either is gone already.
    """
    with store.reading() as connection:
        kept, other = (_living(reading.dossier(connection, each), each) for each in (kept_id, other_id))
    merged = replace(other.record.incident, status=Status.MERGED, merged_into=kept_id)
    changes: list[Change] = [
        (kept.record, _with_parts_of(kept.record, other.record)),
        (other.record, replace(other.record, incident=merged)),
    ]
    changes += [*_same_events(kept, other), *_responses(kept, other)]
    with store.writing() as writer:
        return save_within(writer, changes, by, why, rule=statuses.by_merging)


def split(store: Store, other_id: str, by: str, why: str) -> int:
    """Take the merger of an incident back; raise `InvalidRecord` if it is not merged."""
    with store.reading() as connection:
        found = reading.dossier(connection, other_id)
    if found is None or found.record.incident.status is not Status.MERGED:
        raise InvalidRecord(other_id, "status", "", "is not merged, so it cannot be split")
    key = key_of(found.record)
    into = {edit.revision_id: (json.loads(edit.after or "{}").get(key) or {}) for edit in found.history}
    mergers = [number for number, sheet in into.items() if number and sheet.get("status") == Status.MERGED]
    if not mergers:
        raise InvalidRecord(other_id, "status", "", "came in merged already, so there is no merger to take back")
    merger = max(mergers)
    return undo(store, [merger], by, why)


def _living(dossier: Dossier | None, incident_id: str) -> Dossier:
    if dossier is None or dossier.record.incident.status not in LIVE:
        raise InvalidRecord(incident_id, "status", "", "is no incident that can be merged; it is gone already")
    return dossier


def _with_parts_of(kept: Record, other: Record) -> Record:
    """Copy all sources, statements and figures of `other` behind those of `kept`."""
    own = kept.incident_id

    def taken(part: Any) -> Any:
        cited = part.citation_id and f"{part.citation_id}@{own}"
        return replace(part, incident_id=own, citation_id=cited)

    targets = kept.incident.target_actors + other.incident.target_actors
    return replace(
        kept,
        incident=replace(kept.incident, target_actors=targets),
        citations=kept.citations + tuple(map(taken, other.citations)),
        attributions=kept.attributions + tuple(map(taken, other.attributions)),
        casualties=kept.casualties + tuple(map(taken, other.casualties)),
        evidence=kept.evidence + tuple(map(taken, other.evidence)),
    )


def _same_events(kept: Dossier, other: Dossier) -> list[Change]:
    """Confirm the two to be one event, and let the kept one stand in all other sets for the one merged into it."""
    ids = (kept.record.incident_id, other.record.incident_id)
    pair = SameEvent(tuple(sorted(ids)), SameEventStatus.CONFIRMED, "merged")
    found = {key_of(each): each for each in (*kept.same_events, *other.same_events)}
    changes: list[Change] = [
        (before := found.pop(key_of(pair), None), replace(pair, why=before.why if before else "merged"))
    ]
    for each in other.same_events:
        if key_of(each) in found and ids[0] not in each.incident_ids:
            moved = replace(each, incident_ids=tuple(sorted({*each.incident_ids, ids[0]} - {ids[1]})))
            there = found.get(key_of(moved))
            changes += [(each, None)]
            if there is None:
                changes += [(None, moved)]
            elif there.status is SameEventStatus.SUGGESTED is not each.status:  # a decision outweighs a suggestion
                changes += [(there, moved)]
    return changes


def _responses(kept: Dossier, other: Dossier) -> list[Change]:
    """Let the kept incident answer, and be answered, in place of the one merged into it."""
    own, gone = kept.record.incident_id, other.record.incident_id
    there = {key_of(each): each for each in (*kept.answers, *kept.answered_by)}
    changes: list[Change] = []
    for each in (*other.answers, *other.answered_by):
        ends = [own if end == gone else end for end in (each.from_incident, each.to_incident)]
        moved = None if ends[0] == ends[1] else Response(ends[0], ends[1], each.basis)
        changes += [(each, None)]
        known = there.get(key_of(moved)) if moved else None
        if moved and (known is None or moved.basis is ResponseBasis.STATED is not known.basis):
            changes += [(known, moved)]
    return changes
