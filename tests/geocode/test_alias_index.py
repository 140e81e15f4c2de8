"""Names that were taught, each in its own country and governorate."""

from __future__ import annotations

from incidentmap.geocode import Gazetteer, PlaceQuery, context_of, find, place
from incidentmap.geocode.alias_index import AliasIndex, PlaceAlias
from incidentmap.model import Alias, Place
from incidentmap.model.vocabulary import WherePrec
from tests import records

FARM = Place("point:33.1/43.2/2km", "the old farm", "point", 2.0, 33.1, 43.2)
YARD = Place("point:34.1/44.2/2km", "the yard", "point", 2.0, 34.1, 44.2)


def entry(text: str, place: Place = FARM, country: str = "", admin1: str = "") -> PlaceAlias:
    return PlaceAlias(
        Alias(f"alias:{place.place_id}@{country}{admin1}", text, place.place_id, WherePrec.NEAR, country, admin1), place
    )


def test_a_taught_name_comes_before_the_gazetteer(gazetteer: Gazetteer) -> None:
    learned = AliasIndex([entry("Mosul", country="IQ")])
    found = find(PlaceQuery("MOSUL", gazetteer, context_of(gazetteer, "IQ"), aliases=learned))
    assert found.footprint is not None
    assert (found.footprint.place, found.footprint.where_prec, found.footprint.method) == (
        FARM,
        WherePrec.NEAR,
        "alias",
    )


def test_it_is_not_known_in_another_country_or_governorate(gazetteer: Gazetteer) -> None:
    learned = AliasIndex([entry("the old farm", country="IQ", admin1="IQ-AN")])
    for country, admin1, known in (("IQ", "Anbar", True), ("IQ", "Basra", False), ("SY", "", False), ("IQ", "", True)):
        context = context_of(gazetteer, country, admin1)
        assert (find(PlaceQuery("the old farm", gazetteer, context, aliases=learned)).footprint is not None) is known


def test_the_closest_binding_wins_and_equals_are_reported() -> None:
    wide, close = entry("depot"), entry("depot", YARD, "IQ", "IQ-AN")
    assert AliasIndex([wide, close]).named("Depot", "IQ", "IQ-AN") == [close]
    both = AliasIndex([entry("depot"), entry("depot", YARD)])
    assert [each.place for each in both.named("depot")] == [FARM, YARD]


def test_several_taught_places_are_a_choice(gazetteer: Gazetteer) -> None:
    found = find(PlaceQuery("depot", gazetteer, aliases=AliasIndex([entry("depot"), entry("depot", YARD)])))
    assert found.ambiguous
    assert {other.place_id for other in found.candidates} == {FARM.place_id, YARD.place_id}


def test_near_a_taught_place_is_near_it(gazetteer: Gazetteer) -> None:
    found = find(PlaceQuery("5 km north of the old farm", gazetteer, aliases=AliasIndex([entry("the old farm")])))
    assert found.footprint is not None and found.footprint.place.place_id == f"{FARM.place_id}@5km-N"


def test_an_incident_is_placed_by_a_taught_name(gazetteer: Gazetteer) -> None:
    incident = records.incident(site="", place_text="the old farm", country="IQ", admin1="")
    assert place(incident, gazetteer).placement.place_id != FARM.place_id
    assert place(incident, gazetteer, AliasIndex([entry("the old farm")])).placement.place_id == FARM.place_id


def test_a_spelling_or_a_kind_of_settlement_makes_no_other_name() -> None:
    learned = AliasIndex([entry("Al-Qasr village")])
    assert [bool(learned.named(name)) for name in ("al Kasr", "Qasr town", "Al-Qasr air base", "Al-Qasr district")] == [
        True, True, False, False,
    ]  # fmt: skip


def test_a_taught_site_places_an_incident(gazetteer: Gazetteer) -> None:
    incident = records.incident(site="the old farm", place_text="", country="IQ", admin1="")
    nothing = place(incident, gazetteer).placement
    assert (nothing.place_id, nothing.where_prec) == ("country:IQ", WherePrec.COUNTRY)
    there = place(incident, gazetteer, AliasIndex([entry("the old farm")])).placement
    assert (there.place_id, there.where_prec, there.method) == (FARM.place_id, WherePrec.NEAR, "alias")


def test_an_unknown_site_is_said(gazetteer: Gazetteer) -> None:
    incident = records.incident(site="the old farm", place_text="", country="", admin1="")
    assert place(incident, gazetteer).placement.reason == "the gazetteer knows no site of this name"
