from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

import pytest
from geopy.exc import GeocoderUnavailable

from incidentmap.gazetteer.context import Context
from incidentmap.geocode import Gazetteer, OfflineGeocoder
from incidentmap.geocode.candidates import resolve
from incidentmap.settings import GEODATA


@pytest.fixture(scope="module")
def geocoder(gazetteer: Gazetteer) -> OfflineGeocoder:
    return OfflineGeocoder(gazetteer)


def site_names() -> Iterator[tuple[str, str, str]]:
    with (GEODATA / "sites.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            place_id = row["site_id"] if ":" in row["site_id"] else f"site:{row['site_id']}"
            for name in (row["name"], *filter(None, row["aliases"].split("|"))):
                yield place_id, name, row["country_code"]


@pytest.mark.parametrize(("place_id", "name", "country"), list(site_names()))
def test_each_name_of_a_site_finds_it_or_lists_it(gazetteer: Gazetteer, place_id: str, name: str, country: str) -> None:
    answer = resolve(name, gazetteer, Context(country))
    assert answer is not None
    found = {candidate.place_id for candidate in answer.candidates}
    assert place_id in found  # the first, unless a town or another site has the name, too
    assert answer.place.place_id == place_id or answer.ambiguous or answer.place.kind == "town"


def test_the_answer_is_a_location_with_its_grounds_in_raw(geocoder: OfflineGeocoder) -> None:
    location = geocoder.geocode("al-Asad Airbase", country_codes="iq")
    assert (location.latitude, location.longitude) == (33.7856, 42.4412)
    assert location.address == "Ain al-Asad Air Base, Al Anbar, Iraq"
    raw: dict[str, Any] = location.raw
    assert (raw["place_id"], raw["where_prec"], raw["ambiguous"]) == ("site:ain-al-asad", 1, False)
    assert 0.9 < raw["score"] <= 1
    assert raw["source"].startswith("OurAirports ORAA")


@pytest.mark.parametrize("query", ["", "   ", "Xyzzyville", "?!", "Ain al-Asda Air Baze", "Trebul"])
def test_not_found_is_none_and_nothing_is_matched_by_likeness(geocoder: OfflineGeocoder, query: str) -> None:
    assert geocoder.geocode(query) is None
    assert geocoder.geocode(query, exactly_one=False) is None


def test_the_country_decides_between_namesakes(geocoder: OfflineGeocoder) -> None:
    assert geocoder.geocode("Imam Ali base", country_codes="SY").raw["place_id"] == "site:imam-ali-base"
    assert geocoder.geocode("Imam Ali Air Base", country_codes="Iraq").raw["place_id"] == "site:tallil"
    assert geocoder.geocode("Ain al-Asad", country_codes="YE") is None


def test_near_equal_namesakes_are_reported_not_guessed_away(geocoder: OfflineGeocoder) -> None:
    location = geocoder.geocode("Saada", country_codes="YE")
    assert location.raw["ambiguous"]
    assert {"site:saada-ap", "geonames:71334"} <= {other["place_id"] for other in location.raw["alternatives"]}
    assert location.raw["where_prec"] > 1


def test_namesakes_of_two_countries_have_no_one_best(geocoder: OfflineGeocoder) -> None:
    assert geocoder.geocode("Imam Ali base") is None
    listed = geocoder.geocode("Imam Ali base", exactly_one=False)
    assert [location.raw["place_id"] for location in listed] == ["site:imam-ali-base", "site:tallil"]
    assert len(geocoder.geocode("Imam Ali base", exactly_one=False, limit=1)) == 1


def test_a_country_is_marked_as_a_label_only(geocoder: OfflineGeocoder) -> None:
    raw = geocoder.geocode("العراق").raw
    assert (raw["place_id"], raw["where_prec"], raw["label_only"]) == ("country:IQ", 6, True)


@pytest.mark.parametrize(
    ("query", "given", "place_id", "where_prec"),
    [
        ("Wasit governorate", {}, "admin1:IQ-WA", 4),
        ("محافظة الأنبار", {}, "admin1:IQ-AN", 4),
        ("Ramadi district", {"country_codes": "IQ"}, "admin2:IQ.01.98718", 3),
        ("Ramadi", {"country_codes": "IQ", "admin1": "Anbar"}, "geonames:98717", 2),
        ("Mosul", {"country_codes": "IQ"}, "geonames:99072", 2),
        ("Mosul airport", {"country_codes": "IQ"}, "site:mosul-ap", 1),
        ("12 km west of Ramadi", {"country_codes": "IQ"}, "geonames:98717@12km-W", 2),
        ("near Mosul Dam", {}, "site:mosul-dam@near", 2),
        ("Southern Red Sea", {}, "sea:red-sea-south", 7),
        ("between Hit and Haditha", {"country_codes": "IQ"}, "geonames:95788@several-96309", 3),
        ("Khor Mor gas field, Sulaymaniyah", {}, "admin1:IQ-SU", 4),
        ("US base near Hasakah, Syria", {}, "geonames:173811@near", 2),
        ("western Iraq", {}, "country:IQ", 5),
        ("Dibis", {"country_codes": "IQ", "admin1": "IQ-TS"}, "geonames:97001", 2),
    ],
)
def test_kinds_of_wording(
    geocoder: OfflineGeocoder, query: str, given: dict[str, Any], place_id: str, where_prec: int
) -> None:
    raw = geocoder.geocode(query, **given).raw
    assert (raw["place_id"], raw["where_prec"]) == (place_id, where_prec)


def test_its_adapter_has_no_way_out(geocoder: OfflineGeocoder) -> None:
    with pytest.raises(GeocoderUnavailable, match="gazetteer file only"):
        geocoder.adapter.get_json("http://example.invalid", timeout=1, headers={})


def test_a_town_is_named_as_itself(gazetteer: Gazetteer) -> None:
    found = OfflineGeocoder(gazetteer).geocode("Kobane, Syria")
    assert found.raw["name"] == "Kobani"
