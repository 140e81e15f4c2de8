"""A snapshot that is reopened shows exactly the old rows, whatever became of the records; nobody can change it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incidentmap.desk import save
from incidentmap.errors import StoreUnavailable
from incidentmap.export.hand_out import hand_out_of
from incidentmap.export.snapshot_content import content_of
from incidentmap.geocode import Gazetteer
from incidentmap.index import build
from incidentmap.model import Record
from incidentmap.model import vocabulary as v
from incidentmap.query import IncidentFilter, apply
from incidentmap.query.comparison import compare
from incidentmap.store import Store, Writer, reading, snapshots
from incidentmap.store.reopening import Reopened, reopen
from tests.export.handed import AS_OF, awkward_worlds
from tests.query.strategies import filters
from tests.query.world import ACTORS, World, shown_in, written
from tests.records import incident

several = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def said_otherwise(record: Record) -> Record:
    return replace(record, incident=replace(record.incident, summary="another", version=record.incident.version + 1))


def moved(record: Record) -> Record:
    day = record.incident.date_latest + timedelta(days=40)
    return replace(record, incident=replace(record.incident, date_latest=day), placement=None)


def bare(record: Record) -> Record:
    return Record(record.incident, record.placement, record.citations)


def withdrawn(record: Record) -> Record:
    if record.incident.status is v.Status.MERGED:
        return record
    return replace(record, incident=replace(record.incident, status=v.Status.WITHDRAWN))


EDITS = (said_otherwise, moved, bare, withdrawn, None)


@several
@given(awkward_worlds(), filters(), st.lists(st.sampled_from(EDITS), max_size=12))
def test_it_shows_exactly_the_old_rows(
    empty_store: Store, gazetteer: Gazetteer, world: World, filter: IncidentFilter, edits: list
) -> None:
    with written(empty_store, world) as connection:
        hand_out = hand_out_of(apply(build(connection).index, filter), connection, gazetteer, AS_OF)
        snapshots.keep(connection, *content_of(hand_out, "she", "out.csv", b"made"))
        (snapshot,) = snapshots.snapshots(connection)
        old = {row.record.incident_id: row for row in hand_out.rows()}

        now = edited(Writer(connection), reading.records(connection), edits)
        found = reopen(connection, snapshot.snapshot_id)
        differences = compare(connection, build(connection).index, snapshots.rows(connection, snapshot), snapshot.query)

    with found.reading() as connection:
        view = apply(build(connection).index, IncidentFilter())
        assert shown_in(view) == list(old)
        assert view.counts.shown == view.counts.total == snapshot.shown
        assert reading.records(connection) == {name: row.record for name, row in old.items()}
        for row in old.values():
            assert row.place is None or reading.place(connection, row.place.place_id) == row.place
        assert view.index.actors == {each.actor_id: each for each in ACTORS}

    gone = {each for each in old if each not in now or now[each].incident.status is not v.Status.CONFIRMED}
    assert differences.withdrawn.keys() == gone
    assert differences.changed.keys() == {
        each for each in old.keys() - gone if replace_version(now[each]) != replace_version(old[each].record)
    }
    assert not set(differences.new) & old.keys()


def replace_version(record: Record) -> Record:
    return replace(record, incident=replace(record.incident, version=1))


def edited(writer: Writer, before: dict[str, Record], edits: list) -> dict[str, Record]:
    """Make one edit after the other, each of the next record, and give what is there then."""
    now = dict(before)
    merged_into = {each.incident.merged_into for each in before.values()}
    for name, edit in zip(before, edits, strict=False):
        after = edit(now[name]) if edit else None
        if after is None and (name in merged_into or related(writer, name)):
            continue
        writer.replace(now[name], after)
        now = now | {name: after} if after else {each: now[each] for each in now if each != name}
    writer.replace(ACTORS[0], replace(ACTORS[0], name="Renamed since"))
    return now


def related(writer: Writer, name: str) -> bool:
    found = reading.dossier(writer.connection, name)
    assert found
    return bool(found.same_events)


@pytest.fixture
def reopened(tmp_path, gazetteer: Gazetteer) -> Reopened:
    from tests import stores

    store = stores.empty_at(tmp_path / "home" / stores.FILE)
    save(store, [(None, Record(incident(target_actors=())))], "she", "made")
    with store.reading() as connection:
        hand_out = hand_out_of(apply(build(connection).index, IncidentFilter()), connection, gazetteer, AS_OF)
        content = content_of(hand_out, "she", "out.csv", b"made")
    with store.writing() as writer:
        snapshots.keep(writer.connection, *content)
    with store.reading() as connection:
        found = reopen(connection, content.snapshot.snapshot_id)
        assert reopen(connection, "another") is None
    assert found
    return found


def test_nobody_can_change_it(reopened: Reopened) -> None:
    with reopened.reading() as connection:
        (record,) = reading.records(connection).values()
    with pytest.raises(StoreUnavailable, match="a snapshot is what was handed out, and is never changed"):
        save(reopened, [(record, said_otherwise(record))], "he", "meanwhile")


def test_many_read_it_at_once(reopened: Reopened) -> None:
    with reopened.reading() as one, reopened.reading() as other:
        assert reading.records(one) == reading.records(other)
        assert reading.state(one) > 2**40
