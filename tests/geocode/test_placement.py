from __future__ import annotations

import csv
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentmap.gazetteer.geodesy import distance_km
from incidentmap.geocode import Gazetteer, place
from incidentmap.model import Incident
from incidentmap.model.vocabulary import Category, EventType, PlaceRelation, TimePrecision, WherePrec
from incidentmap.model.words import placed
from incidentmap.settings import SEEDS

R = PlaceRelation


def incident(**fields: Any) -> Incident:
    day = date(2024, 1, 2)
    return Incident("X-1", Category.ATTACK, EventType.OTHER, day, day, TimePrecision.DAY, **fields)


@cache
def seeds() -> dict[str, Incident]:
    with (SEEDS / "incidents.csv").open(encoding="utf-8", newline="") as file:
        return {row["incident_id"]: seed(row) for row in csv.DictReader(file)}


def seed(row: dict[str, str]) -> Incident:
    relation = PlaceRelation(row["place_relation"]) if row["place_relation"] else None
    fields = {field: row[field] for field in ("place_text", "site", "admin1", "country")}
    return incident(place_relation=relation, **fields)


@pytest.mark.parametrize(
    ("incident_id", "place_id", "where_prec"),
    [
        ("IQ-2019-05-19-01", "site:green-zone", 1),
        ("IQ-2019-12-29-01", "admin2:IQ.01.9166576", 3),
        ("SY-2019-12-29-01", "country:SY", 6),
        ("IQ-2020-01-08-01", "site:ain-al-asad", 1),
        ("IQ-2021-02-15-01", "site:erbil-ab@area", 2),
        ("SY-2021-06-28-02", "site:omar", 2),  # a field of 10 km is no exact site
        ("SY-2022-08-24-01", "admin1:SY-DY", 4),
        ("IQ-2023-10-27-01", "site:ain-al-asad@near", 2),
        ("RS-2023-10-19-01", "sea:red-sea-north", 7),
        ("SY-2023-11-06-02", "admin1:SY-HA", 4),  # one of the two has no known point
        ("SY-2023-11-14-02", "site:green-village@several-omar", 2),
        ("SY-2023-11-18-01", "site:tanf@near-3km", 2),
        ("IQ-2023-11-21-02", "geonames:100077@near", 2),
        ("IQ-2023-11-21-03", "admin2:IQ.01.98718", 3),
        ("IQ-2023-11-22-01", "site:jurf", 2),
        ("IQ-2023-11-22-02", "admin1:IQ-AN", 4),
        ("IQ-2023-12-03-02", "geonames:97001@area", 2),
        ("IQ-2023-12-08-01", "site:us-embassy-baghdad@several-green-zone", 2),
        ("SY-2023-12-13-02", "site:rukban@area", 2),
        ("IQ-2023-12-26-01", "geonames:99347@near", 2),
        ("IQ-2023-12-26-02", "admin1:IQ-WA", 4),
        ("IQ-2023-12-27-01", "admin1:IQ-AR", 4),
        ("IQ-2023-12-30-02", "admin1:IQ-AR", 4),
        ("SY-2023-12-30-01", "site:conoco@several-omar", 3),
        ("IQ-2024-01-04-01", "geonames:98182", 2),
        ("IQ-2024-01-08-01", "site:ain-al-asad@7km-E", 2),
        ("YE-2024-01-12-01", "country:YE", 5),
        ("IQ-2024-01-24-03", "country:IQ", 5),
        ("JO-2024-01-28-01", "site:tower22", 1),
        ("IQ-2024-02-03-02", "admin1:IQ-AN", 4),
        ("YE-2024-02-03-01", "country:YE", 6),
        ("IQ-2024-02-07-01", "geonames:98182", 2),
    ],
)
def test_where_a_person_would_put_it(gazetteer: Gazetteer, incident_id: str, place_id: str, where_prec: int) -> None:
    placement, where = place(seeds()[incident_id], gazetteer)
    assert (placement.place_id, placement.where_prec) == (place_id, where_prec)
    assert where is not None
    assert where.place_id == place_id


def test_each_place_has_one_point_one_radius_and_one_precision(gazetteer: Gazetteer) -> None:
    known: dict[str, tuple[object, ...]] = {}
    for one in seeds().values():
        placement, where = place(one, gazetteer)
        assert where is not None
        if where.kind != "country":
            found = (where, placement.where_prec, placement.latitude, placement.longitude, placement.uncertainty_km)
            assert known.setdefault(where.place_id, found) == found


def test_seven_kilometres_east_is_not_the_base(gazetteer: Gazetteer) -> None:
    base = gazetteer.place("site:ain-al-asad")
    words = "rural area about 7 km east of Ain al-Asad"
    placement, where = place(incident(site=base.name, place_relation=R.DIRECTION, place_text=words), gazetteer)  # type: ignore[union-attr]
    apart = distance_km(base.latitude, base.longitude, placement.latitude, placement.longitude)  # type: ignore[union-attr,arg-type]
    assert apart == pytest.approx(7, abs=0.01)
    assert where is not None
    assert where.name == "7 km east of Ain al-Asad Air Base"
    assert where.kind == "derived"
    assert where.source.startswith("from site:ain-al-asad; ")
    assert 2 < (placement.uncertainty_km or 0) < 7


def test_the_sentence_under_the_mark_reads_well(gazetteer: Gazetteer) -> None:
    asked = incident(site="Ain al-Asad Air Base", place_relation=R.NEAR, place_text="near it")
    placement, where = place(asked, gazetteer)
    assert where is not None
    assert where.name == "near Ain al-Asad Air Base"
    assert placed(placement) == "within 7 km (near a named place, or a town); offline gazetteer, site list"


@pytest.mark.parametrize(
    ("fields", "place_id", "source"),
    [
        ({"country": "IQ", "admin1": "IQ-HA"}, "admin1:IQ-HA", "GeoNames"),
        ({"country": "LB", "admin1": "LB-AK"}, "admin1:LB-AK", "GeoNames"),
        ({"country": "IQ", "admin1": "IQ-AN"}, "admin1:IQ-AN", "Natural Earth"),
        ({"country": "IQ"}, "country:IQ", "Natural Earth"),
        ({"country": "IQ", "place_text": "near Karbala"}, "geonames:94824@near", "GeoNames"),
        ({"country": "SA", "site": "ourairports:OERY"}, "ourairports:OERY", "OurAirports"),
        ({"site": "Red Sea, north"}, "sea:red-sea-north", "site list"),
    ],
)
def test_the_source_named_is_the_places_own(
    gazetteer: Gazetteer, fields: dict[str, str], place_id: str, source: str
) -> None:
    placement, _ = place(incident(**fields), gazetteer)
    assert (placement.place_id, placement.geocoder) == (place_id, f"offline gazetteer, {source}")


def test_a_site_claimed_for_the_other_side_of_a_border_is_still_the_site(gazetteer: Gazetteer) -> None:
    placement, where = place(incident(site="Rukban camp", place_relation=R.AT, country="SY"), gazetteer)
    assert placement.place_id == "site:rukban"
    assert where is not None
    assert where.country_code == "JO"


def test_a_place_of_another_governorate_is_not_taken(gazetteer: Gazetteer) -> None:
    placement, _ = place(incident(place_text="Tikrit", country="IQ", admin1="IQ-AN"), gazetteer)
    assert (placement.place_id, placement.where_prec) == ("admin1:IQ-AN", 4)


def test_a_known_base_in_an_unknown_spot_of_a_town(gazetteer: Gazetteer) -> None:
    placement, _ = place(incident(place_text="Fallujah base", country="IQ"), gazetteer)
    assert placement.method == "area"
    assert placement.where_prec == WherePrec.NEAR


def test_nothing_stated_is_a_reason_not_a_place(gazetteer: Gazetteer) -> None:
    placement, where = place(incident(), gazetteer)
    assert where is None
    assert placement.place_id is None
    assert placement.reason == "no site, place, governorate or country is stated"


def test_unknown_words_alone_are_a_reason(gazetteer: Gazetteer) -> None:
    placement, _ = place(incident(place_text="Xyzzyville"), gazetteer)
    assert placement.reason == "the gazetteer knows no place of these words"
    assert placement.queried_as == "Xyzzyville"


def test_namesakes_in_two_countries_wait_for_a_person(gazetteer: Gazetteer) -> None:
    placement, _ = place(incident(place_text="Imam Ali base"), gazetteer)
    assert placement.place_id is None
    assert "site:tallil" in placement.reason
    assert len(placement.alternatives) == 2


def test_a_whole_page_as_place_text_is_no_trouble(gazetteer: Gazetteer) -> None:
    placement, _ = place(incident(place_text="in " * 20_000, country="IQ"), gazetteer)
    assert placement.place_id == "country:IQ"


@pytest.mark.parametrize("where_prec", [WherePrec.VAGUE_AREA, WherePrec.COUNTRY])
def test_no_point_for_a_country_or_a_vague_area(gazetteer: Gazetteer, where_prec: WherePrec) -> None:
    text = "western Iraq" if where_prec is WherePrec.VAGUE_AREA else ""
    placement, where = place(incident(place_text=text, country="IQ"), gazetteer)
    assert (placement.where_prec, placement.latitude, placement.place_id) == (where_prec, None, "country:IQ")
    assert where is not None
    assert where.latitude is None


VOCABULARY = """
near Ramadi Erbil Ain al-Asad , ; : / ( ) and 7 km 900 east of in area Baghdad governorate Iraq eastern village street
Saada Taiz Hajjah Akashat Conoco Harir base off Yemen قاعدة حرير
"""
WORDS = st.lists(st.sampled_from(VOCABULARY.split()), max_size=9).map(" ".join)
INCIDENTS = st.builds(
    incident,
    place_text=WORDS | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30),
    site=st.sampled_from(["", "Ain al-Asad Air Base", "Akashat", "Red Sea, north", "Al-Omar oil field", "Nowhere"]),
    place_relation=st.sampled_from([None, *PlaceRelation]),
    admin1=st.sampled_from(["", "IQ-AN", "IQ-TS", "SY-DY", "Nowhere"]),
    admin2=st.sampled_from(["", "Ramadi", "Nowhere"]),
    country=st.sampled_from(["", "IQ", "SY", "YE", "US", "Nowhere"]),
)


@given(INCIDENTS)
def test_every_incident_gets_a_valid_placement_or_a_reason(gazetteer: Gazetteer, one: Incident) -> None:
    placement, where = place(one, gazetteer)
    assert (where is None or placement.fell_back) == bool(placement.reason)
    if where is None:
        return
    assert placement.place_id == where.place_id
    assert placement.method
    assert placement.geocoder.startswith("offline gazetteer, ")
    assert placement.uncertainty_km == where.radius_km
    if where.kind in ("country", "admin1"):
        assert placement.where_prec is not None
        assert placement.where_prec >= WherePrec.GOVERNORATE
    assert place(one, gazetteer) == (placement, where)
