"""Learned names: taught with a decision, shown before they move other incidents, forgotten, learned from records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from incidentmap.desk import (
    alias_from,
    decide,
    learn_from_records,
    learned,
    meaning,
    moved_by,
    name_in,
    remove_alias,
    save,
    save_aliases,
    undo,
    waiting,
)
from incidentmap.errors import InvalidRecord, NothingToSave
from incidentmap.geocode import Gazetteer, Placed, at_place, at_point, place
from incidentmap.model import Place, Record
from incidentmap.model import vocabulary as v
from incidentmap.store import Store, reading
from tests import records

WORDS = "Qaryat al-Mithal"  # made up: no gazetteer knows it
POINT = (33.5, 43.5)


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[Gazetteer]:
    with Gazetteer() as opened:
        yield opened


@pytest.fixture
def desk(store: Store) -> Store:
    with store.writing() as writer:
        writer.add(records.ACTOR)
        writer.add(replace(records.revision(), subjects=()))
    return store


def add(store: Store, gazetteer: Gazetteer, incident_id: str, text: str = WORDS, **changes: Any) -> Record:
    incident = records.incident(incident_id, **({"place_text": text, "country": ""} | changes))
    placed = place(incident, gazetteer)
    made = Record(incident, placed.placement)
    save(store, [(None, made)], "tester", "new", filter(None, [placed.place]))
    return made


def by_hand(record: Record, precision: v.WherePrec = v.WherePrec.NEAR) -> Placed:
    return at_point(record.incident, POINT, precision, 5)


def current(store: Store, *names: str) -> list[Record]:
    with store.reading() as connection:
        found = reading.records(connection)
    return [found[name] for name in names]


def where(store: Store, *names: str) -> list[str | None]:
    return [each.placement.place_id if each.placement else None for each in current(store, *names)]


def test_a_decision_moves_the_others_with_its_words_as_one_edit(desk: Store, gazetteer: Gazetteer) -> None:
    first, _, _ = (add(desk, gazetteer, name) for name in ("X-1", "X-2", "X-3"))
    add(desk, gazetteer, "X-4", "Another Unheard Village")
    placed = by_hand(first)
    taught = alias_from(first.incident, placed, name_in(first.incident))
    moved = moved_by(desk, taught, gazetteer, but="X-1")
    assert [each.before.incident_id for each in moved] == ["X-2", "X-3"]
    number = decide(desk, first, placed, "she", "seen in the film", taught, moved[:1])
    assert where(desk, "X-1", "X-2", "X-3", "X-4") == [taught.place.place_id] * 2 + [None] * 2
    assert learned(desk).named(WORDS) == [taught]
    undo(desk, [number], "she", "not there")
    assert where(desk, "X-1", "X-2") == [None, None]
    assert not learned(desk)


def test_what_a_person_placed_is_not_moved(desk: Store, gazetteer: Gazetteer) -> None:
    first, second = (add(desk, gazetteer, name) for name in ("X-1", "X-2"))
    elsewhere = at_point(second.incident, (35.0, 44.0), v.WherePrec.EXACT, 1)
    decide(desk, second, elsewhere, "he", "his film")
    taught = alias_from(first.incident, by_hand(first), WORDS)
    assert moved_by(desk, taught, gazetteer, but="X-1") == []


def test_words_bound_to_an_area_leave_others_alone(desk: Store, gazetteer: Gazetteer) -> None:
    first = add(desk, gazetteer, "X-1", country="IQ", admin1="IQ-AN")
    add(desk, gazetteer, "X-2", country="IQ", admin1="IQ-BG")
    add(desk, gazetteer, "X-3", country="SY")
    add(desk, gazetteer, "X-4", country="IQ", admin1="IQ-AN")
    taught = alias_from(first.incident, by_hand(first), WORDS)
    moved = moved_by(desk, taught, gazetteer, but="X-1")
    assert [each.before.incident_id for each in moved] == ["X-4"]


def test_other_words_for_the_same_place_are_taught_anew(desk: Store, gazetteer: Gazetteer) -> None:
    first = add(desk, gazetteer, "X-1")
    taught = alias_from(first.incident, by_hand(first), WORDS)
    save_aliases(desk, [taught], "she", "first")
    with pytest.raises(NothingToSave):
        save_aliases(desk, [taught], "she", "again")
    again = alias_from(first.incident, at_point(first.incident, (35.0, 44.0), v.WherePrec.NEAR, 3), WORDS.upper())
    number = save_aliases(desk, [again], "she", "it is the other one")
    assert learned(desk).named(WORDS) == [again]
    undo(desk, [number], "she", "no")
    assert learned(desk).named(WORDS) == [taught]


def test_forgetting_is_undone(desk: Store, gazetteer: Gazetteer) -> None:
    first = add(desk, gazetteer, "X-1")
    taught = alias_from(first.incident, by_hand(first), WORDS)
    save_aliases(desk, [taught], "she", "first")
    number = remove_alias(desk, taught.alias, "she", "wrong")
    assert not learned(desk)
    undo(desk, [number], "she", "right after all")
    assert learned(desk).named(WORDS) == [taught]


@pytest.mark.parametrize("text", ["", "  ", "«—»", "a" * 401])
def test_nonsense_is_not_taught(text: str) -> None:
    incident = records.incident()
    with pytest.raises(InvalidRecord, match="no name"):
        alias_from(incident, at_point(incident, POINT, v.WherePrec.NEAR, 5), text)


def test_a_place_without_a_point_is_not_taught() -> None:
    country = Place("country:IQ", "Iraq", "country", 500.0)
    placed = Placed(replace(records.placement(), place_id="country:IQ"), country)
    with pytest.raises(InvalidRecord, match="no point"):
        alias_from(records.incident(), placed, WORDS)


def test_nobody_teaches_without_a_reason(desk: Store, gazetteer: Gazetteer) -> None:
    first = add(desk, gazetteer, "X-1")
    with pytest.raises(InvalidRecord):
        save_aliases(desk, [alias_from(first.incident, by_hand(first), WORDS)], "she", " ")
    assert not learned(desk)


def test_near_a_place_means_the_place_itself(gazetteer: Gazetteer) -> None:
    mosul = gazetteer.place("geonames:99072")
    assert mosul is not None
    incident = records.incident(place_text="near Mosul", place_relation=v.PlaceRelation.NEAR)
    placed = at_place(incident, mosul, (), gazetteer)
    assert placed.placement.place_id == f"{mosul.place_id}@near"
    assert meaning(incident, mosul, placed, gazetteer).place == mosul
    at = replace(incident, place_relation=v.PlaceRelation.AT)
    assert meaning(at, mosul, placed, gazetteer) == placed


@pytest.mark.parametrize(
    ("text", "relation", "name"),
    [
        ("20 km west of Mosul", v.PlaceRelation.DIRECTION, "Mosul"),
        ("20 km west of Mosul", None, "20 km west of Mosul"),
        ("a depot near Mosul, Nineveh", v.PlaceRelation.NEAR, "Mosul"),
        ("the outskirts of Mosul", v.PlaceRelation.AREA, "Mosul"),
        ("Mosul", v.PlaceRelation.NEAR, "Mosul"),
        ("", v.PlaceRelation.NEAR, ""),
    ],
)
def test_words_that_say_how_an_event_stands_are_no_part_of_the_name(
    text: str, relation: v.PlaceRelation | None, name: str
) -> None:
    assert name_in(records.incident(place_text=text, place_relation=relation)) == name


def test_records_teach_what_people_agree_on(desk: Store, gazetteer: Gazetteer) -> None:
    texts = {
        "X-1": WORDS,
        "X-2": WORDS.lower(),
        "X-3": "Disputed Hamlet",
        "X-4": "Disputed Hamlet",
        "X-5": "Draft Hill",
    }
    made = {name: add(desk, gazetteer, name, text) for name, text in texts.items()}
    add(desk, gazetteer, "X-6", WORDS)
    for name, record in made.items():
        point = (34.0, 44.0) if name == "X-4" else POINT
        decide(desk, record, at_point(record.incident, point, v.WherePrec.NEAR, 5), "she", "seen")
    (draft,) = current(desk, "X-5")
    save(desk, [(draft, replace(draft, incident=replace(draft.incident, status=v.Status.DRAFT)))], "she", "unsure")
    assert learn_from_records(desk, "she", "what we know") == 1
    (found,) = learned(desk).named(WORDS)
    assert (found.alias.origin, found.alias.source, found.place.latitude) == (v.AliasOrigin.RECORD, "X-1", POINT[0])
    assert learn_from_records(desk, "she", "again") == 0


def test_what_waits_for_a_person_waits_no_more_once_decided(desk: Store, gazetteer: Gazetteer) -> None:
    add(desk, gazetteer, "X-1", "Harir")  # a base and a town: nobody said which
    first = add(desk, gazetteer, "X-2")
    add(desk, gazetteer, "X-3", "Mosul", country="IQ")
    around = add(desk, gazetteer, "X-4", country="IQ", admin1="IQ-AN")
    assert waiting(desk, gazetteer) == (["X-2"], ["X-1"], ["X-4"])
    for each in (first, around):
        decide(desk, each, by_hand(each), "she", "seen")
    assert waiting(desk, gazetteer) == ([], ["X-1"], [])
