"""An import taken back as one step and done again; what was changed since stays, and is listed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from incidentmap.desk import needs_seeds, save, seed
from incidentmap.desk.importing import do_again, imports_since, take_back
from incidentmap.errors import InvalidRecord
from incidentmap.geocode import place
from incidentmap.model import Attribution, Import, Origin
from incidentmap.model import vocabulary as v
from incidentmap.model.vocabulary import ImportState
from incidentmap.settings import SEEDS
from incidentmap.store import Store, bulk, check, clearing, import_states, reading
from tests import records
from tests.desk.test_kill_seeding import GAZETTEER, load

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
EDITED = "IQ-2023-10-18-01"


def contents(store: Store) -> tuple[Any, ...]:
    with store.reading() as connection:
        assert list(check(connection)) == []
        seen = (reading.actors, reading.actor_links, reading.articles, reading.aggregates, reading.records)
        return tuple(read(connection) for read in seen)


def edit(store: Store) -> None:
    with store.reading() as connection:
        before = reading.records(connection, [EDITED])[EDITED]
    save(store, [(before, replace(before, incident=replace(before.incident, notes="seen on site")))], "ann", "a note")


@pytest.fixture
def import_id(store: Store) -> str:
    load(store)
    return imports_since(store, LONG_AGO)[0].what.import_id


def test_seeding_taken_back_and_done_again(store: Store, import_id: str) -> None:
    before = contents(store)
    assert take_back(store, import_id, "ann", "not ours") == ()
    assert contents(store) == ({}, (), (), (), {})
    assert not needs_seeds(store)  # a start does not bring back what was taken back
    do_again(store, import_id, "ann", "ours after all")
    assert contents(store) == before
    (found,) = imports_since(store, LONG_AGO)
    assert [each.changed_by for each in found.history] == ["tester", "ann", "ann"]


def test_what_was_edited_since_stays_with_what_it_rests_on(store: Store, import_id: str) -> None:
    edit(store)
    before = contents(store)
    kept = take_back(store, import_id, "ann", "not ours")
    assert [(each.incident_id, each.changed_by, each.why) for each in kept] == [(EDITED, "ann", "a note")]
    actors, _, _, _, left = contents(store)
    assert left == {EDITED: before[4][EDITED]}
    assert set(actors) >= {each.actor_id for each in left[EDITED].attributions}
    assert len(actors) < len(before[0])
    do_again(store, import_id, "ann", "ours after all")
    assert contents(store) == before
    assert take_back(store, import_id, "ann", "and once more") == kept


def test_each_step_moves_the_state(store: Store, import_id: str) -> None:
    first = store.state()
    take_back(store, import_id, "ann", "not ours")
    second = store.state()
    assert first < second < do_again(store, import_id, "ann", "ours after all") == store.state()


def test_a_step_is_taken_once_and_signed(store: Store, import_id: str) -> None:
    with pytest.raises(InvalidRecord, match="discarded"):
        do_again(store, import_id, "ann", "it is there")
    with pytest.raises(InvalidRecord, match="why"):
        take_back(store, import_id, "ann", "")
    take_back(store, import_id, "ann", "not ours")
    with pytest.raises(InvalidRecord, match="applied"):
        take_back(store, import_id, "ann", "twice")


def test_seeds_asked_for_again_are_shown_again(store: Store, import_id: str) -> None:
    before = contents(store)
    take_back(store, import_id, "ann", "not ours")
    load(store)
    assert contents(store) == before


def begun(store: Store, count: int) -> list[bulk.Arrival]:
    with store.loading() as writer:
        for noun in (records.ACTOR, records.ARTICLE):
            writer.add(noun)
        writer.add(Import("i-1", "made up", "seeds", "tester", datetime.now(UTC), state=ImportState.LOADING))
    return [arrival(f"X-{number}") for number in range(count)]


def arrival(incident_id: str) -> bulk.Arrival:
    parts = (records.citation(incident_id), records.evidence(incident_id))
    origin = Origin(incident_id, "i-1", "seeds", incident_id, "")
    return bulk.Arrival(records.incident(incident_id), records.placement(incident_id), records.PLACE, origin, parts)


def test_a_batch_is_seen_when_its_import_is_applied(store: Store) -> None:
    arrivals = begun(store, 7)
    assert bulk.write(store, arrivals).added == {each.incident.incident_id for each in arrivals}
    assert len(contents(store)[4]) == 0
    with store.writing() as writer:
        import_states.apply(writer, "i-1", "tester", "all there", {})
    found = contents(store)[4]
    assert len(found) == 7
    assert found["X-3"].evidence == (records.evidence("X-3"),)


def test_what_is_refused_costs_only_itself(store: Store) -> None:
    arrivals = begun(store, 7)
    arrivals[2] = replace(arrivals[2], incident=replace(arrivals[2].incident, target_actors=("nobody",)))
    arrivals[5] = replace(
        arrivals[5], parts=(*arrivals[5].parts, replace(records.citation("X-5"), citation_id="X-1.c"))
    )
    written = bulk.write(store, arrivals)
    assert written.added == {"X-0", "X-1", "X-3", "X-4", "X-5", "X-6"}
    assert [each.incident.incident_id for each, _ in written.refused] == ["X-2", "X-5"]


def test_statements_alike_have_an_id_each(store: Store) -> None:
    arrivals = begun(store, 1)
    claim = Attribution("X-0", records.ACTOR.actor_id, v.AttributionBasis.CLAIMED, v.Stance.ASSERTS)
    written = bulk.write(store, [replace(arrivals[0], parts=(*arrivals[0].parts, claim, claim))])
    assert written.refused == []
    with store.writing() as writer:
        import_states.apply(writer, "i-1", "tester", "all there", {})
    ids = [each.attribution_id for each in contents(store)[4]["X-0"].attributions]
    assert ids[0] == claim.attribution_id != ids[1]


def test_a_batch_written_twice_is_there_once(store: Store) -> None:
    arrivals = begun(store, 3)
    assert bulk.write(store, arrivals[:2]).added == {"X-0", "X-1"}
    assert bulk.write(store, arrivals).added == {"X-0", "X-1", "X-2"}


def test_numbers_go_on_after_a_batch(store: Store) -> None:
    bulk.write(store, begun(store, 3))
    with store.writing() as writer:
        writer.add(records.incident("OWN"))
        for noun in (
            records.citation("OWN"),
            records.evidence("OWN"),
            records.placement("OWN"),
            replace(records.revision("OWN"), subjects=()),
        ):
            writer.add(noun)
    assert contents(store)[4]["OWN"].evidence == (records.evidence("OWN"),)


def test_what_is_left_loading_of_other_seeds_is_cleared_away(store: Store) -> None:
    bulk.write(store, begun(store, 7))
    seed(store, lambda each: place(each, GAZETTEER), SEEDS, "tester")
    with store.reading_all() as connection:
        assert len(reading.records(connection)) == 151
        assert [each.state for each in import_states.imports(connection)] == [ImportState.APPLIED]


def test_only_what_is_loading_is_discarded(store: Store, import_id: str) -> None:
    with pytest.raises(InvalidRecord, match="not loading"):
        clearing.discard(store, import_id)
