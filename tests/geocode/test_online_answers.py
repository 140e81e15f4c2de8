"""What is asked of an online geocoder, and which of its answers is taken."""

from __future__ import annotations

import json

import pytest

from incidentmap.gazetteer.context import Context
from incidentmap.geocode import Gazetteer
from incidentmap.geocode.alias_index import AliasIndex, PlaceAlias
from incidentmap.geocode.chain import locate
from incidentmap.geocode.chain_result import Status
from incidentmap.geocode.online.client import OnlineClient
from incidentmap.geocode.online.service_answer import OSM_LICENCE
from incidentmap.geocode.place_query import PlaceQuery
from incidentmap.model import Alias, Place
from incidentmap.model.vocabulary import WherePrec
from tests.geocode.asked_online import ANBAR, NEAR_RAMADI, VILLAGE, ask, online, server
from tests.geocode.nominatim import Server, result

__all__ = ["online", "server"]


def test_a_village_that_no_gazetteer_has_is_found(gazetteer: Gazetteer, server: Server, online: OnlineClient) -> None:
    server.knows(VILLAGE, result(VILLAGE, *NEAR_RAMADI))
    found = ask(gazetteer, online)
    assert found.status is Status.FOUND
    assert found.result.footprint is not None
    place, where_prec, *_ = found.result.footprint
    assert (place.place_id, place.name, where_prec) == ("osm:node/4242", VILLAGE, WherePrec.NEAR)
    assert (place.latitude, place.longitude, place.country_code, place.admin1) == (*NEAR_RAMADI, "IQ", "IQ-AN")
    assert place.licence == OSM_LICENCE == "© OpenStreetMap contributors, ODbL"
    assert "OpenStreetMap node/4242" in place.source
    assert 1 < place.radius_km < 5
    (asked,) = server.asked
    assert (asked["q"], asked["countrycodes"], asked["accept-language"]) == (VILLAGE, "iq", "en")
    west, north, east, south = map(float, asked["viewbox"].split(","))
    assert west < NEAR_RAMADI[1] < east
    assert min(south, north) < NEAR_RAMADI[0] < max(south, north)
    assert set(asked) <= {
        "q", "format", "limit", "countrycodes", "viewbox", "addressdetails", "namedetails", "accept-language",
    }  # fmt: skip
    assert server.agents[0].startswith("incidentmap")


def test_the_relation_in_the_words_widens_an_online_place(
    gazetteer: Gazetteer, server: Server, online: OnlineClient
) -> None:
    server.knows(VILLAGE, result(VILLAGE, *NEAR_RAMADI))
    footprint = ask(gazetteer, online, f"7 km east of {VILLAGE}").result.footprint
    assert footprint is not None
    assert footprint.place.place_id == "osm:node/4242@7km-E"
    assert (footprint.place.longitude or 0) > NEAR_RAMADI[1]


def test_what_the_machine_knows_is_not_asked(gazetteer: Gazetteer, server: Server, online: OnlineClient) -> None:
    farm = Place("point:33.5/43.1/1km", "the farm", "point", 1, 33.5, 43.1)
    learned = AliasIndex([PlaceAlias(Alias("a1", VILLAGE, farm.place_id, WherePrec.EXACT), farm)])
    found = locate(PlaceQuery(VILLAGE, gazetteer, ANBAR, aliases=learned), online)
    assert found.result.footprint is not None
    assert found.result.footprint.place == farm
    assert ask(gazetteer, online, "Ramadi").status is Status.FOUND
    assert ask(gazetteer, online, "Al Anbar governorate").status is Status.FOUND
    assert ask(gazetteer, online, "Imam Ali base", Context()).status is Status.AMBIGUOUS
    assert server.asked == []


@pytest.mark.parametrize(
    "text", ["militants", "an undisclosed location", "the facility", "", "?!", "7 km east of here"]
)
def test_what_is_no_name_does_not_leave_the_machine(
    gazetteer: Gazetteer, server: Server, online: OnlineClient, text: str
) -> None:
    assert ask(gazetteer, online, text).status is Status.NOT_FOUND
    assert server.asked == []


def test_not_found_is_not_an_outage(gazetteer: Gazetteer, server: Server, online: OnlineClient) -> None:
    found = ask(gazetteer, online)
    assert (found.status, found.result.footprint, found.trouble) == (Status.NOT_FOUND, None, "")


def test_the_area_around_a_name_nobody_knows_is_not_the_place(
    gazetteer: Gazetteer, server: Server, online: OnlineClient
) -> None:
    server.knows(VILLAGE, result(VILLAGE, *NEAR_RAMADI, country="sy"))
    found = ask(gazetteer, online, f"{VILLAGE}, Al Anbar governorate")
    assert (found.status, server.asked[0]["q"]) == (Status.NOT_FOUND, VILLAGE)
    assert found.result.footprint is not None
    assert found.result.footprint.place.place_id == "admin1:IQ-AN"
    assert "lies in SY, not in IQ" in found.reason


def test_several_places_of_one_name_are_candidates(gazetteer: Gazetteer, server: Server, online: OnlineClient) -> None:
    others = result(VILLAGE, 33.9, 42.5, osm_id=7), result(VILLAGE, 33.451, 43.201, osm_type="relation", osm_id=8)
    server.knows(VILLAGE, result(VILLAGE, *NEAR_RAMADI), *others)
    found = ask(gazetteer, online)
    assert found.status is Status.AMBIGUOUS
    assert [each.place_id for each in found.result.candidates] == ["osm:node/4242", "osm:node/7"]
    assert "choose one" in found.result.reason
    assert len(found.suggestions) == 2


def test_a_hostile_name_stays_text(gazetteer: Gazetteer, server: Server, online: OnlineClient) -> None:
    hostile = "<script>alert(1)</script>\x00\ud800\u2028 {VILLAGE}" + "x" * 5000
    server.says(200, json.dumps([result(VILLAGE, *NEAR_RAMADI) | {"name": hostile}]))
    footprint = ask(gazetteer, online).result.footprint
    assert footprint is not None
    assert footprint.place.name.startswith("<script>alert(1)</script> ")
    assert len(footprint.place.name) <= 120
