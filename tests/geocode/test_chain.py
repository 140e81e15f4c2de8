"""The chain as a geopy geocoder: names learned here, the gazetteer, then a service; an outage is not "not found"."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from geopy.exc import GeocoderUnavailable
from geopy.geocoders.base import Geocoder

from incidentmap.gazetteer import Gazetteer
from incidentmap.geocode import AliasIndex, OfflineGeocoder, PlaceAlias, place
from incidentmap.geocode.chain import ChainGeocoder
from incidentmap.geocode.online.answer_cache import AnswerCache
from incidentmap.geocode.online.client import OnlineClient
from incidentmap.model import Alias, Place
from incidentmap.model.vocabulary import PlacementMethod, WherePrec
from tests import patience, records
from tests.geocode.nominatim import Server, result, serving

VILLAGE = "Tell Xyzzy"
NEAR_RAMADI = (33.45, 43.2)
FARM = Place("point:33.1/43.2/2km", "the old farm", "point", 2.0, 33.1, 43.2)
LEARNED = AliasIndex([PlaceAlias(Alias("a1", VILLAGE, FARM.place_id, WherePrec.NEAR), FARM)])


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def chain(gazetteer: Gazetteer, server: Server, tmp_path: Path) -> ChainGeocoder:
    answers = AnswerCache(tmp_path / "answers.sqlite")
    return ChainGeocoder(gazetteer, online=OnlineClient("nominatim", server.address, answers, patience.SECONDS))


def test_both_are_geocoders_of_geopy() -> None:
    assert issubclass(ChainGeocoder, OfflineGeocoder)
    assert issubclass(OfflineGeocoder, Geocoder)


def test_a_learned_name_comes_first(gazetteer: Gazetteer) -> None:
    location = OfflineGeocoder(gazetteer, LEARNED).geocode(VILLAGE)
    assert (location.raw["place_id"], location.raw["method"]) == (FARM.place_id, PlacementMethod.ALIAS)
    assert (location.latitude, location.longitude, location.raw["where_prec"]) == (33.1, 43.2, 2)


def test_what_is_derived_names_its_anchor(gazetteer: Gazetteer) -> None:
    location = OfflineGeocoder(gazetteer).geocode("7 km east of Ain al-Asad", country_codes="IQ")
    assert location.raw["anchor_id"] == "site:ain-al-asad"


def test_what_nothing_here_knows_is_asked(chain: ChainGeocoder, server: Server) -> None:
    server.knows(VILLAGE, result(VILLAGE, *NEAR_RAMADI))
    location = chain.geocode(VILLAGE, country_codes="IQ", admin1="IQ-AN")
    assert (location.latitude, location.longitude, location.raw["score"]) == (*NEAR_RAMADI, 0.8)


def test_not_found_is_none_and_an_outage_is_told(chain: ChainGeocoder, server: Server) -> None:
    assert chain.geocode(VILLAGE, country_codes="IQ", admin1="IQ-AN") is None
    server.says(500, "down")
    with pytest.raises(GeocoderUnavailable, match="service unavailable"):
        chain.geocode("Tell Other", country_codes="IQ", admin1="IQ-AN")


def test_an_incident_is_placed_without_asking_a_service(
    gazetteer: Gazetteer, chain: ChainGeocoder, server: Server
) -> None:
    incident = records.incident("X-1", place_text=VILLAGE, country="IQ", admin1="IQ-AN")
    assert chain.place(incident) == place(incident, gazetteer)
    assert chain.reason(incident).endswith("this is the governorate that is stated")
    assert server.asked == []
