"""What contradicts itself in a record: what is asked, what cures it, what is asked once, and what `check` tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from incidentmap.desk import contradictions, save
from incidentmap.errors import InvalidRecord
from incidentmap.geocode import Gazetteer
from incidentmap.model import Attribution, Casualties, Placement, Record
from incidentmap.model import vocabulary as v
from incidentmap.store import Store
from tests import records

TODAY = date(2024, 6, 1)
SOURCED = Record(records.incident(), None, (records.citation(),))


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer()


@pytest.fixture
def desk(store: Store) -> Store:
    save(store, [(None, records.ACTOR), (None, records.ARTICLE)], "tester", "held")
    return store


def at(latitude: float, longitude: float, where_prec: v.WherePrec = v.WherePrec.EXACT, **changes: Any) -> Record:
    placed = replace(records.placement(), latitude=latitude, longitude=longitude, where_prec=where_prec)
    return replace(SOURCED, incident=records.incident(**changes), placement=placed)


def figures(*ends: int | None, **changes: Any) -> Record:
    figure = Casualties("X-1", v.Measure.KILLED, v.CasualtiesOf.CIVILIANS, v.Stated.NUMBER, *ends, **changes)
    return replace(SOURCED, casualties=(figure,))


def said(record: Record, gazetteer: Gazetteer) -> list[str]:
    return [each.words for each in contradictions.questions(record, gazetteer, TODAY)]


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (at(33.79, 42.44), None),
        (at(33.79, 42.44, country=""), None),
        (at(33.79, 42.44, country="US"), None),  # not known here, so nobody can tell
        (at(42.44, 33.79), "The point 42.44, 33.79 lies far from Iraq."),
        (at(35.336, 40.14), "km outside Iraq, in Syria."),
        (at(34.4, 40.95), None),  # on the border, as well as borders are drawn
        (at(29.3, 48.9), None),  # off the coast
        (at(5.0, 60.0), "lies far from Iraq."),
        (at(0.0, 0.0), "The point 0, 0 is what an empty cell becomes, in the sea off Africa."),
        (at(0.0, 0.0, v.WherePrec.SEA_OR_AIR, country=""), "is what an empty cell becomes, in the sea off Africa."),
        (at(15.0, 42.0, country="YE"), None),  # in the Red Sea, off Hodeida
        (at(5.0, 60.0, where_prec=v.WherePrec.SEA_OR_AIR), None),
        (at(33.42, 43.30, admin1="IQ-BA"), "km outside Basra, in Al Anbar."),
        (replace(SOURCED, incident=records.incident(admin1="SY-DY")), "lies in Syria, not in Iraq."),
        (replace(SOURCED, incident=records.incident(admin1="IQ-AN")), None),
        (figures(2, None, None), "“Lowest” is given without “Highest”."),
        (figures(None, None, 5), "“Highest” is given without “Lowest”."),
        (figures(2, 3, 5), None),
        (figures(None, 3, None), None),
    ],
)
def test_what_contradicts_itself_is_said(record: Record, words: str | None, gazetteer: Gazetteer) -> None:
    found = said(record, gazetteer)
    assert len(found) == bool(words), found
    assert not words or found[0].endswith(words)


def test_days_that_have_not_come_yet(gazetteer: Gazetteer) -> None:
    late = date(2024, 6, 2)
    claim = Attribution("X-1", "a", v.AttributionBasis.CLAIMED, v.Stance.ASSERTS, stated_on=late)
    record = Record(
        records.incident(date_latest=late), None, (replace(records.citation(), date=late),), attributions=(claim,)
    )
    assert said(record, gazetteer) == [
        "“To”, 2 Jun 2024, is after today.",
        "The day of a statement, 2 Jun 2024, is after today.",
        "The day of a source, 2 Jun 2024, is after today.",
    ]
    assert not contradictions.questions(record, gazetteer, late)


def test_a_point_turned_round_is_offered_only_where_that_cures_it(gazetteer: Gazetteer) -> None:
    (turned,) = contradictions.questions(at(42.44, 33.79), gazetteer, TODAY)
    (lost,) = contradictions.questions(at(5.0, 60.0), gazetteer, TODAY)
    assert (turned.swapped, lost.swapped) == ((33.79, 42.44), None)


def test_only_what_an_edit_brings_is_asked(gazetteer: Gazetteer) -> None:
    before = at(42.44, 33.79)
    noted = replace(before, incident=replace(before.incident, notes="a note"))
    later = replace(before, incident=replace(before.incident, date_latest=date(2030, 1, 1)))
    assert contradictions.asked(before, noted, gazetteer, TODAY) == ()
    assert [each.kind for each in contradictions.asked(before, later, gazetteer, TODAY)] == ["days after today"]
    assert len(contradictions.asked(None, later, gazetteer, TODAY)) == 2


def test_nothing_is_asked_of_what_is_rejected(gazetteer: Gazetteer) -> None:
    assert said(at(42.44, 33.79, status=v.Status.REJECTED), gazetteer) == []


def test_the_reason_keeps_the_answers(gazetteer: Gazetteer) -> None:
    asked = contradictions.questions(figures(2, None, None), gazetteer, TODAY)
    assert contradictions.reason("read it", asked) == "read it; confirmed: killed, civilians: at least 2"
    assert (contradictions.reason("", asked), contradictions.reason("read it", ())) == ("", "read it")


def test_without_a_source_it_is_in_review_and_those_of_before_stay() -> None:
    bare = Record(records.incident())
    noted = replace(bare, incident=replace(bare.incident, notes="a note"))
    assert contradictions.in_review(None, bare).incident.status is v.Status.DRAFT
    assert contradictions.in_review(SOURCED, replace(SOURCED, citations=())).incident.status is v.Status.DRAFT
    assert contradictions.in_review(bare, noted) == noted
    assert contradictions.in_review(None, SOURCED) == SOURCED
    draft = replace(bare, incident=replace(bare.incident, status=v.Status.DRAFT))
    with pytest.raises(InvalidRecord, match="needs a source"):
        contradictions.check_sourced(draft, bare)


def findings(store: Store, gazetteer: Gazetteer) -> list[str]:
    with store.reading() as connection:
        return [str(each) for each in contradictions.contradictory(connection, gazetteer, TODAY)]


def test_check_tells_what_nobody_confirmed(desk: Store, gazetteer: Gazetteer) -> None:
    record = at(42.44, 33.79)
    save(desk, [(None, record)], "tester", "heard", [records.PLACE])
    (told,) = findings(desk, gazetteer)
    assert told.startswith("incident:X-1: The point 42.44, 33.79 lies far from Iraq; correct it")
    noted = replace(record, incident=replace(record.incident, notes="so it is", version=2))
    why = contradictions.reason("seen", contradictions.questions(record, gazetteer, TODAY))
    save(desk, [(record, noted)], "tester", why)
    assert findings(desk, gazetteer) == []


def test_check_tells_what_names_no_source_and_takes_a_note_for_an_answer(desk: Store, gazetteer: Gazetteer) -> None:
    noted = figures(2, None, None, note="two named dead; more, it says")
    bare = replace(noted, citations=(), placement=Placement("X-1", None, None, reason="nobody knows"))
    save(desk, [(None, bare)], "tester", "heard")
    assert findings(desk, gazetteer) == ["incident:X-1: names no source; add one, or put it in review"]
