"""Who put an incident where it stands: the person of the edit, kept beside the place, and taken back with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from incidentmap.desk import decide, save, undo
from incidentmap.errors import InvalidRecord, NothingToSave
from incidentmap.geocode import Gazetteer, Placed, at_place, at_point, place
from incidentmap.model import Placement, Record
from incidentmap.model import vocabulary as v
from incidentmap.store import Store, reading
from tests import records

POINT = (33.5, 43.5)


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[Gazetteer]:
    with Gazetteer() as opened:
        yield opened


@pytest.fixture
def made(store: Store, gazetteer: Gazetteer) -> Record:
    with store.writing() as writer:
        writer.add(records.ACTOR)
        writer.add(replace(records.revision(), subjects=()))
    incident = records.incident("X-1", place_text="near Ain al-Asad", site="", country="IQ")
    placed = place(incident, gazetteer)
    record = Record(incident, placed.placement)
    save(store, [(None, record)], "tester", "new", filter(None, [placed.place]))
    return record


def now(store: Store) -> Record:
    with store.reading() as connection:
        (found,) = reading.records(connection, ["X-1"]).values()
    return found


def placement_of(record: Record) -> Placement:
    assert record.placement is not None
    return record.placement


def at(record: Record, radius_km: float = 5) -> Placed:
    return at_point(record.incident, POINT, v.WherePrec.NEAR, radius_km)


def test_the_geocoder_decides_nothing(store: Store, made: Record) -> None:
    found = placement_of(now(store))
    assert (found.decided_by, found.method, found.fell_back) == ("", v.PlacementMethod.NEAR, False)
    assert found.anchor_id == "site:ain-al-asad"


def test_it_is_the_person_of_the_edit_that_placed_it(store: Store, made: Record) -> None:
    decide(store, made, at(made), "Ann", "seen")
    after = now(store)
    assert (placement_of(after).decided_by, placement_of(after).method) == ("Ann", v.PlacementMethod.POINT)
    save(store, [(after, replace(after, incident=replace(after.incident, notes="more")))], "Bob", "a note")
    assert placement_of(now(store)).decided_by == "Ann"


def test_taking_back_gives_back_who_decided_before(store: Store, made: Record) -> None:
    decide(store, made, at(made), "Ann", "seen")
    moved = decide(store, now(store), at(made, 9), "Bob", "better known")
    assert placement_of(now(store)).decided_by == "Bob"
    undo(store, [moved], "Cleo", "no")
    assert placement_of(now(store)).decided_by == "Ann"


def test_the_same_choice_again_is_no_change_but_of_another_person(store: Store, made: Record) -> None:
    decide(store, made, at(made), "Ann", "seen")
    with pytest.raises(NothingToSave):
        decide(store, now(store), at(made), "Ann", "seen")
    decide(store, now(store), at(made), "Bob", "seen, too")
    assert placement_of(now(store)).decided_by == "Bob"


def test_a_candidate_keeps_what_it_was_derived_from(made: Record, gazetteer: Gazetteer) -> None:
    base = gazetteer.place("site:ain-al-asad")
    assert base is not None
    chosen = at_place(made.incident, base, (), gazetteer).placement
    assert (chosen.anchor_id, chosen.method) == (base.place_id, v.PlacementMethod.CHOSEN)


def test_the_area_around_says_so_and_why(gazetteer: Gazetteer) -> None:
    incident = records.incident("X-2", place_text="Qaryat al-Mithal", site="", country="IQ", admin1="IQ-AN")
    found = place(incident, gazetteer).placement
    assert (found.fell_back, found.place_id) == (True, "admin1:IQ-AN")
    assert found.reason.endswith("this is the governorate that is stated")
    nothing_asked = place(replace(incident, place_text=""), gazetteer).placement
    assert (nothing_asked.fell_back, nothing_asked.place_id) == (False, "admin1:IQ-AN")


def test_what_a_person_chose_does_not_fall_back() -> None:
    with pytest.raises(InvalidRecord, match="nobody chose"):
        replace(records.placement("X-1"), fell_back=True, reason="unknown", decided_by="Ann")
