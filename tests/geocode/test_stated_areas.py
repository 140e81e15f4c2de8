"""What is stated around a name: a district refutes no town filed under none, and what is not known is left out."""

from __future__ import annotations

import csv

import pytest

from incidentmap.geocode import Gazetteer, PlaceQuery, context_of, find, or_around
from incidentmap.geocode.candidates import resolve
from incidentmap.geocode.place_query import GeocodeResult
from incidentmap.model.vocabulary import WherePrec
from incidentmap.settings import GEODATA


def asked(gazetteer: Gazetteer, text: str, *stated: str) -> GeocodeResult:
    query = PlaceQuery(text, gazetteer, context_of(gazetteer, *stated))
    return or_around(find(query), query, text)


def place_id(result: GeocodeResult) -> str:
    return result.footprint.place.place_id if result.footprint else ""


def test_a_town_without_a_district_of_its_own_is_not_refuted_by_a_stated_one(gazetteer: Gazetteer) -> None:
    """Few towns of Syria are filed under a district; each is asked for with the district it is nearest to."""
    districts = [each for each in gazetteer.areas("admin2", "SY") if each.latitude is not None]
    seats = []
    for district in districts:
        within = context_of(gazetteer, "SY", district.admin1)
        found = resolve(district.name.removesuffix(" District"), gazetteer, within)
        if found and found.place.kind == "town" and not found.ambiguous:
            seats.append((district, found.place))
    assert len(seats) > 25
    for district, town in seats:
        answer = asked(gazetteer, f"{town.name} town", "SY", district.admin1, district.admin2)
        assert place_id(answer) == town.place_id, town.name


@pytest.mark.parametrize(
    ("text", "stated", "meant"),
    [
        ("Tiyas", ("SY", "Homs", "Tadmur District"), "site:t4"),
        ("Shayrat air base", ("SY", "Homs", "Tadmur District"), "site:shayrat"),
        ("Palmyra", ("SY", "Homs", "Tadmur"), "geonames:163808"),
    ],
)
def test_nor_is_a_base_or_site(gazetteer: Gazetteer, text: str, stated: tuple[str, ...], meant: str) -> None:
    assert place_id(asked(gazetteer, text, *stated)) == meant


def test_a_namesake_about_the_district_comes_first(gazetteer: Gazetteer) -> None:
    found = asked(gazetteer, "Qabbasin", "SY", "Aleppo", "Al Bab district")
    assert found.footprint is not None and found.footprint.where_prec is WherePrec.NEAR


def test_what_is_not_known_is_left_out_and_said(gazetteer: Gazetteer) -> None:
    found = asked(gazetteer, "Mosul", "Iraq", "Gibberish")
    assert (place_id(found), found.fell_back) == ("geonames:99072", False)
    assert found.note == "the governorate that is stated is not known: Gibberish"
    assert asked(gazetteer, "Mosul", "Iraq", "Ninewa").note == ""


def test_a_country_that_is_not_held_gets_the_true_reason(gazetteer: Gazetteer) -> None:
    found = asked(gazetteer, "Lyon", "France")
    assert (found.footprint, found.note) == (None, "the gazetteer holds no places of France")


def test_a_district_of_two_governorates_is_said_not_drawn(gazetteer: Gazetteer) -> None:
    found = asked(gazetteer, "Xyzzy", "Yemen", "", "Az Zahir")
    assert (place_id(found), found.fell_back) == ("country:YE", True)
    assert found.note == "the district that is stated may be Az Zahir in Al Bayda or Az Zahir in Al Jawf"


def test_likeness_is_never_exact(gazetteer: Gazetteer) -> None:
    """Misspell every exact site by one vowel: where only its consonants are left, it is near there at most."""
    with (GEODATA / "sites.csv").open(encoding="utf-8", newline="") as file:
        sites = [row for row in csv.DictReader(file) if row["admin1_iso"] and float(row["radius_km"] or 9) <= 5]
    alike = 0
    for site in sites:
        name = site["name"].partition(" (")[0].partition(" / ")[0]
        for written in (name.replace("a", "o", 1), name.replace("i", "a", 1), name.replace("ay", "o", 1)):
            within = context_of(gazetteer, site["country_code"], site["admin1_iso"])
            match = resolve(written, gazetteer, within)
            if match and match.alike:
                alike += 1
                found = find(PlaceQuery(written, gazetteer, within)).footprint
                assert found is None or found.where_prec is not WherePrec.EXACT, written
    assert alike > 5


@pytest.mark.parametrize("text", ["come", "busy", "shows", "command", "fire", "Helicopter", "Military", "soon", "like"])
def test_without_a_country_a_word_is_no_place(gazetteer: Gazetteer, text: str) -> None:
    assert asked(gazetteer, text).footprint is None


@pytest.mark.parametrize("text", ["Mosul", "mosul", "Ain al-Asad", "الموصل", "Kirkuk", "Aleppo", "Al-Tanf"])
def test_without_a_country_a_clear_name_is(gazetteer: Gazetteer, text: str) -> None:
    found = asked(gazetteer, text).footprint
    assert found is not None and found.where_prec <= WherePrec.NEAR
