"""Two records of one event, merged into one, and split again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from incidentmap.desk.editing import Change, save_within
from incidentmap.desk.undoing import undo
from incidentmap.errors import InvalidRecord
from incidentmap.model import PARTS, Record, Response, SameEvent, key_of, part_ids, statuses
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
        raise InvalidRecord(other_id, "", "", "is not merged, so it cannot be split")
    key = key_of(found.record)
    into = {edit.revision_id: (json.loads(edit.after or "{}").get(key) or {}) for edit in found.history}
    mergers = [number for number, sheet in into.items() if number and sheet.get("status") == Status.MERGED]
    if not mergers:
        raise InvalidRecord(other_id, "", "", "came in merged already, so there is no merger to take back")
    merger = max(mergers)
    return undo(store, [merger], by, why)


def _living(dossier: Dossier | None, incident_id: str) -> Dossier:
    if dossier is None or dossier.record.incident.status not in LIVE:
        raise InvalidRecord(incident_id, "", "", "is no incident that can be merged; it is gone already")
    return dossier


def _with_parts_of(kept: Record, other: Record) -> Record:
    """Copy all sources, statements and figures of `other` behind those of `kept`; what its words tell is copied too."""
    own = kept.incident_id
    copied = {name: [_copied(part, own) for part in getattr(other, name)] for name in PARTS}
    beside = {name: getattr(kept, name) + tuple(copied[name]) for name in PARTS}
    beside |= {name: part_ids.told_apart(beside[name]) for name in part_ids.IDS}
    becomes = {was: made for name in part_ids.IDS for was, made in _renamed(other, beside[name], name)}
    told = [replace(each, field=becomes.get(each.field, each.field)) for each in copied["evidence"]]
    targets = kept.incident.target_actors + other.incident.target_actors
    return replace(
        kept,
        incident=replace(kept.incident, target_actors=targets),
        **beside | {"evidence": (*kept.evidence, *told)},
    )


def _copied(part: Any, own: str) -> Any:
    """Copy a part for the kept incident; a statement or figure gets an id that is made there."""
    fresh = {name: "" for name in [part_ids.id_name(part)] if name}
    cited = part.citation_id and f"{part.citation_id}@{own}"
    return replace(part, incident_id=own, citation_id=cited, **fresh)


def _renamed(other: Record, beside: Sequence[Any], name: str) -> Iterator[tuple[str, str]]:
    """Give the ids of what was copied, with those that the copies have."""
    parts = getattr(other, name)
    own = part_ids.IDS[name]
    for part, copy in zip(parts, beside[len(beside) - len(parts) :], strict=True):
        yield getattr(part, own), getattr(copy, own)


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
