"""Saving what an analyst changed: one edit, one transaction, one revision."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from incidentmap.desk.changes import difference
from incidentmap.errors import InvalidRecord, NothingToSave, Outdated
from incidentmap.model import (
    Place,
    Record,
    Response,
    Revision,
    SameEvent,
    Sheet,
    Subject,
    checks,
    key_of,
    statuses,
    to_sheet,
)
from incidentmap.model.registry import turn
from incidentmap.model.vocabulary import BY_A_PERSON
from incidentmap.store import Store, Writer, reading

Change = tuple[Subject | None, Subject | None]  # before and after; None stands for no such noun


def save(store: Store, changes: Sequence[Change], by: str, why: str, places: Iterable[Place] = ()) -> int:
    """Keep changes as one edit and give its number; `places` are those that new placements name.

    Raise `Outdated` where the store no longer holds what `before` says, `NothingToSave` where nothing differs, and
    `InvalidRecord` where the store refuses; then nothing is kept.
    """
    with store.writing() as writer:
        return save_within(writer, changes, by, why, places)


def save_within(
    writer: Writer,
    changes: Sequence[Change],
    by: str,
    why: str,
    places: Iterable[Place] = (),
    rule: statuses.Rule = statuses.by_decision,
) -> int:
    """Save within a transaction that is open already; `rule` says what may become of an incident."""
    checks.required("edit", "by", by)
    checks.required("edit", "why", why)
    _check_ids(changes)
    _check_statuses(changes, rule)
    # 1 nobody saved anything in between
    _check_current(writer, changes)
    # 2 name who chose a place, number the versions, and leave out what does not differ
    changes = [(before, _decided(after, by)) for before, after in changes]
    changes = [(before, _numbered(before, after)) for before, after in changes if before != after]
    if not changes:
        raise NothingToSave("Nothing was changed, so nothing was saved")
    # 3 write: what others refer to comes first and goes last
    writer.add_places(places)
    for before, after in sorted(changes, key=_turn):
        writer.replace(before, after)
    # 4 sign
    return writer.sign(_revision(changes, by, why))


def _check_ids(changes: Sequence[Change]) -> None:
    """Refuse to turn one noun into another: an id never changes."""
    for before, after in changes:
        if before is not None and after is not None and key_of(before) != key_of(after):
            raise InvalidRecord(key_of(before), "id", key_of(after), "is another one; an id never changes")


def _check_statuses(changes: Sequence[Change], rule: statuses.Rule) -> None:
    for before, after in changes:
        if isinstance(after, Record):
            rule(before.incident if isinstance(before, Record) else None, after.incident)


def _check_current(writer: Writer, changes: Sequence[Change]) -> None:
    found = reading.subjects(writer.connection, map(_key, changes))
    for change in changes:
        if found[_key(change)] != change[0]:
            raise Outdated(_key(change), change[0], found[_key(change)])


def _key(change: Change) -> str:
    noun = change[0] or change[1]
    assert noun is not None  # noqa: S101  # a change from nothing to nothing is none
    return key_of(noun)


def _decided(noun: Subject | None, by: str) -> Subject | None:
    """Say beside a place that a person chose who that was, unless somebody did before."""
    placement = noun.placement if isinstance(noun, Record) else None
    if not isinstance(noun, Record) or placement is None:
        return noun
    if placement.decided_by or placement.method not in BY_A_PERSON:
        return noun
    return replace(noun, placement=replace(placement, decided_by=by))


def _numbered(before: Subject | None, after: Subject | None) -> Subject | None:
    if isinstance(before, Record) and isinstance(after, Record):
        return replace(after, incident=replace(after.incident, version=before.incident.version + 1))
    return after


def _turn(change: Change) -> tuple[bool, int, bool]:
    """Order the writes: what others refer to comes before these, and goes after them."""
    before, after = change
    kind, referring = turn(after or before)
    return (False, kind, referring) if after else (True, -kind, not referring)


def _revision(changes: Sequence[Change], by: str, why: str) -> Revision:
    patches = {_key(each): difference(_sheet(each[0]), _sheet(each[1])) for each in changes}
    before = json.dumps({key: patch for key, (patch, _) in patches.items()}, ensure_ascii=False)
    after = json.dumps({key: patch for key, (_, patch) in patches.items()}, ensure_ascii=False)
    subjects = sorted({subject for change in changes for noun in change if noun for subject in _listed_under(noun)})
    return Revision(next(iter(patches)), datetime.now(UTC), by, why, before, after, subjects=tuple(subjects))


def _sheet(noun: Subject | None) -> Sheet | None:
    return to_sheet(noun) if noun else None


def _listed_under(noun: Subject) -> set[str]:
    """Name what an edit of a noun shows up under: itself, and the incidents that it relates."""
    related: tuple[str, ...] = ()
    if isinstance(noun, Response):
        related = (noun.from_incident, noun.to_incident)
    elif isinstance(noun, SameEvent):
        related = noun.incident_ids
    return {key_of(noun), *(f"incident:{each}" for each in related)}
