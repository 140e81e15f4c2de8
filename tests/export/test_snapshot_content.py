"""What a snapshot keeps is what was handed out: its rows exactly, and what they refer to."""

from __future__ import annotations

from hashlib import sha256

from hypothesis import HealthCheck, given, settings

from incidentmap.export.hand_out import hand_out_of
from incidentmap.export.snapshot_content import content_of
from incidentmap.geocode import Gazetteer
from incidentmap.index import build
from incidentmap.model import Actor, Place, Record
from incidentmap.query import IncidentFilter, apply, to_query
from incidentmap.store import Store, snapshots
from tests.export.handed import AS_OF, awkward_worlds
from tests.query.strategies import filters
from tests.query.world import ACTORS, World, written

several = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@several
@given(awkward_worlds(), filters())
def test_it_holds_the_rows_exactly_and_what_they_refer_to(
    empty_store: Store, gazetteer: Gazetteer, world: World, filter: IncidentFilter
) -> None:
    with written(empty_store, world) as connection:
        hand_out = hand_out_of(apply(build(connection).index, filter), connection, gazetteer, AS_OF)
        snapshot, pages, files = content_of(hand_out, "she", "out\udcff.csv", b"made")
        snapshots.keep(connection, snapshot, pages, files)
        assert snapshots.snapshot(connection, snapshot.snapshot_id) == snapshot
        assert snapshots.problem_of(connection, snapshot) == ""
        held = list(snapshots.nouns(connection, snapshot))
        handed = list(hand_out.rows())
    said = hand_out.provenance
    assert (snapshot.at, snapshot.by, snapshot.sha256, snapshot.query) == (AS_OF, "she", said.sha256, to_query(filter))
    assert snapshot.snapshot_id.startswith("2024-03-01-1230-")
    assert [(each.name, each.sha256) for each in files] == [("out?.csv", sha256(b"made").hexdigest())]
    assert [each for each in held if isinstance(each, Record)] == [each.record for each in handed]
    assert {each for each in held if isinstance(each, Actor)} == set(ACTORS)
    assert {each.place_id: each for each in held if isinstance(each, Place)} == {
        each.place.place_id: each.place for each in handed if each.place
    }
