from __future__ import annotations

import json
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NoReturn

import pytest

from incidentmap.errors import GeocoderTrouble
from incidentmap.gazetteer.context import Context
from incidentmap.gazetteer.geodesy import offset
from incidentmap.geocode import Gazetteer
from incidentmap.geocode.alias_index import AliasIndex, PlaceAlias
from incidentmap.geocode.chain import locate
from incidentmap.geocode.chain_result import ChainResult, Status
from incidentmap.geocode.online.answer_cache import NOT_FOUND_FOR, AnswerCache
from incidentmap.geocode.online.client import OnlineClient, online_of
from incidentmap.geocode.online.service_answer import OSM_LICENCE, ServiceAnswer
from incidentmap.geocode.online.services import ServiceRequest
from incidentmap.geocode.place_query import PlaceQuery
from incidentmap.model import Alias, Place
from incidentmap.model.vocabulary import WherePrec
from incidentmap.settings import Settings
from tests import patience
from tests.geocode.nominatim import Server, result, serving

ANBAR = Context("IQ", "IQ-AN")
VILLAGE = "Tell Xyzzy"
NEAR_RAMADI = (33.45, 43.2)
NEAR_MOSUL = (36.3, 43.0)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def online(server: Server, tmp_path: Path) -> OnlineClient:
    return client(server, tmp_path)


def client(server: Server, folder: Path, seconds: float = patience.SECONDS) -> OnlineClient:
    return OnlineClient("nominatim", server.address, AnswerCache(folder / "answers.sqlite"), seconds)


def ask(
    gazetteer: Gazetteer, online: OnlineClient | None, text: str = VILLAGE, context: Context = ANBAR
) -> ChainResult:
    return locate(PlaceQuery(text, gazetteer, context), online)


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


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (result(VILLAGE, *NEAR_RAMADI, country="sy"), "lies in SY, not in IQ"),
        (result(VILLAGE, *NEAR_MOSUL), "km outside of Al Anbar"),
        (result(VILLAGE, *NEAR_RAMADI, address={}), "does not say in which country"),
        (result("Elsewhere", *NEAR_RAMADI), "is called Elsewhere"),
        (
            result(VILLAGE, *NEAR_RAMADI, **{"class": "amenity", "type": "restaurant", "addresstype": "amenity"}),
            "is no place of an incident: amenity restaurant",
        ),
    ],
)
def test_an_answer_that_fails_a_check_is_shown_and_not_taken(
    gazetteer: Gazetteer, server: Server, online: OnlineClient, answer: dict[str, Any], reason: str
) -> None:
    server.knows(VILLAGE, answer)
    found = ask(gazetteer, online)
    assert (found.status, found.result.footprint) == (Status.NOT_FOUND, None)
    (suggestion,) = found.suggestions
    assert suggestion.place.place_id == "osm:node/4242"
    assert reason in suggestion.reason
    assert f"{suggestion.place.name} (osm:node/4242) {suggestion.reason}" in found.reason


def test_a_governorate_that_is_not_drawn_is_checked_by_its_circle(
    gazetteer: Gazetteer, server: Server, online: OnlineClient
) -> None:
    server.knows(VILLAGE, result(VILLAGE, 35.2, 45.95))
    server.knows("Tell Far", result("Tell Far", *NEAR_RAMADI))
    footprint = ask(gazetteer, online, VILLAGE, Context("IQ", "IQ-HA")).result.footprint
    assert footprint is not None
    assert footprint.place.admin1 == "IQ-HA"
    refused = ask(gazetteer, online, "Tell Far", Context("IQ", "IQ-HA")).suggestions[0]
    assert "km outside of Halabja" in refused.reason
    assert refused.place.admin1 == "IQ-AN"


@pytest.mark.parametrize(("km", "status"), [(9, Status.FOUND), (12, Status.NOT_FOUND)])
def test_an_answer_may_lie_ten_kilometres_outside(
    gazetteer: Gazetteer, server: Server, online: OnlineClient, km: float, status: Status
) -> None:
    halabja = gazetteer.admin1("IQ-HA")
    assert halabja is not None and halabja.latitude is not None and halabja.longitude is not None
    server.knows(VILLAGE, result(VILLAGE, *offset(halabja.latitude, halabja.longitude, halabja.radius_km + km, 270)))
    assert ask(gazetteer, online, context=Context("IQ", "IQ-HA")).status is status


def test_without_a_country_nothing_can_be_checked(gazetteer: Gazetteer, server: Server, online: OnlineClient) -> None:
    server.knows("Militants", result("Militants", *NEAR_RAMADI))
    found = ask(gazetteer, online, "Militants", Context())
    assert (found.status, found.result.footprint) == (Status.NOT_FOUND, None)
    assert "no country is stated" in found.suggestions[0].reason


def test_a_kind_that_was_named_is_kept(gazetteer: Gazetteer, server: Server, online: OnlineClient) -> None:
    server.knows("Xyzzy air base", result("Xyzzy", *NEAR_RAMADI))
    assert (
        "place village, not of the kind asked for: airfield"
        in ask(gazetteer, online, "Xyzzy air base").suggestions[0].reason
    )


def test_429_is_heeded_and_not_asked_again(gazetteer: Gazetteer, server: Server, online: OnlineClient) -> None:
    server.says(429, "slow down", Retry_After="1999")
    first, second = ask(gazetteer, online), ask(gazetteer, online, "Tell Other")
    assert {first.status, second.status} == {Status.UNAVAILABLE}
    assert "error 429: service unavailable, again in 1999 s" in first.trouble
    assert "is left alone, as it answered with error 429: service unavailable, again in 1" in second.trouble
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("status", "body", "trouble"),
    [
        (500, "oops", "answered with error 500"),
        (503, "", "answered with error 503"),
        (403, "blocked", "answered with error 403"),
        (200, "<html>captive portal</html>", "not nominatim's"),
        (200, '[{"lat": ', "not nominatim's"),
        (200, "", "not nominatim's"),
        (200, "null", "not nominatim's"),
        (200, "{}", "not nominatim's"),
        (200, '{"error": "down"}', "not nominatim's"),
        (200, "[1, 2]", "not nominatim's"),
        (200, '[{"lat": "north", "lon": "4"}]', "not nominatim's"),
        (200, '[{"lat": "95", "lon": "4", "osm_type": "node", "osm_id": 1}]', "not nominatim's"),
        (200, b"\xff\xfe\x00", "not nominatim's"),
    ],
)
def test_an_outage_is_not_not_found_and_not_kept(
    gazetteer: Gazetteer, server: Server, online: OnlineClient, status: int, body: str, trouble: str
) -> None:
    server.says(status, body)
    found = ask(gazetteer, online)
    assert (found.status, found.result.footprint) == (Status.UNAVAILABLE, None)
    assert trouble in found.trouble
    assert "html" not in found.trouble
    server.reply = None
    server.knows(VILLAGE, result(VILLAGE, *NEAR_RAMADI))
    assert ask(gazetteer, online).status is Status.FOUND


def test_a_server_that_stays_silent_is_left(
    gazetteer: Gazetteer, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("incidentmap.geocode.online.client._PAUSE_AFTER_SILENCE_S", patience.SECONDS)
    server.silent = True
    online = client(server, tmp_path, seconds=0.1)
    found = ask(gazetteer, online)
    assert found.status is Status.UNAVAILABLE
    assert "did not answer within 0.1 s" in found.trouble
    server.silent = False
    again = ask(gazetteer, online, "Tell Other")
    assert "is left alone" in again.trouble
    assert ask(gazetteer, client(server, tmp_path), "Tell Later").status is Status.NOT_FOUND
    assert server.connections == 2


def test_an_answer_without_end_is_left(
    gazetteer: Gazetteer, server: Server, online: OnlineClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("incidentmap.geocode.online.services._WITHIN_S", 0)
    server.endless = True
    assert ask(gazetteer, online).status is Status.UNAVAILABLE


def test_an_answer_of_any_size_is_not_read(gazetteer: Gazetteer, server: Server, online: OnlineClient) -> None:
    server.says(200, "[" + " " * 5_000_000 + "]")
    assert ask(gazetteer, online).status is Status.UNAVAILABLE


def test_a_server_that_is_not_there(gazetteer: Gazetteer, tmp_path: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        free = listening.getsockname()[1]
    online = OnlineClient("nominatim", f"http://127.0.0.1:{free}", AnswerCache(tmp_path / "answers.sqlite"))
    found = ask(gazetteer, online)
    assert found.status is Status.UNAVAILABLE
    assert "cannot be reached" in found.trouble


def test_each_question_is_asked_once_even_after_a_restart(gazetteer: Gazetteer, server: Server, tmp_path: Path) -> None:
    server.knows(VILLAGE, result(VILLAGE, *NEAR_RAMADI))
    for _ in range(3):
        online = OnlineClient("nominatim", server.address, AnswerCache(tmp_path / "answers.sqlite"))
        assert ask(gazetteer, online).status is Status.FOUND
        assert ask(gazetteer, online, "Tell Nowhere").status is Status.NOT_FOUND
    assert len(server.asked) == 2
    assert ask(gazetteer, online, VILLAGE, Context("IQ", "IQ-NI")).status is Status.NOT_FOUND
    assert len(server.asked) == 3  # another governorate is another question


def test_not_found_is_asked_again_after_a_while(server: Server, online: OnlineClient) -> None:
    request = ServiceRequest("Tell Nowhere", "IQ")
    assert online.ask(request) == online.ask(request) == []
    assert len(server.asked) == 1
    before = (datetime.now(UTC) - NOT_FOUND_FOR - timedelta(days=1)).isoformat()
    with closing(sqlite3.connect(online.cache.path)) as connection, connection:
        connection.execute("UPDATE answer SET asked_at = ?", (before,))
    online.ask(request)
    assert len(server.asked) == 2


def test_a_damaged_cache_is_said_and_answers_are_not_made_up(
    gazetteer: Gazetteer, server: Server, online: OnlineClient
) -> None:
    online.cache.path.write_bytes(b"notes " * 1000)
    found = ask(gazetteer, online)
    assert found.status is Status.UNAVAILABLE
    assert "delete the file" in found.trouble
    with pytest.raises(GeocoderTrouble):
        online.cache.put(("a",), ())


def test_a_hostile_name_stays_text(gazetteer: Gazetteer, server: Server, online: OnlineClient) -> None:
    hostile = "<script>alert(1)</script>\x00\ud800\u2028 {VILLAGE}" + "x" * 5000
    server.says(200, json.dumps([result(VILLAGE, *NEAR_RAMADI) | {"name": hostile}]))
    footprint = ask(gazetteer, online).result.footprint
    assert footprint is not None
    assert footprint.place.name.startswith("<script>alert(1)</script> ")
    assert len(footprint.place.name) <= 120


def test_nothing_is_opened_while_the_network_is_off(gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    named = {"INCIDENTMAP_GEOCODER": "nominatim"}
    assert online_of(Settings.from_environment(named)) is None
    assert online_of(Settings.from_environment({"INCIDENTMAP_NETWORK": "on"})) is None
    found = ask(gazetteer, online_of(Settings.from_environment(named)))
    assert found.status is Status.NOT_FOUND


def test_the_service_of_the_settings_is_one_for_all(tmp_path: Path) -> None:
    said = {"INCIDENTMAP_NETWORK": "on", "INCIDENTMAP_GEOCODER": "nominatim", "INCIDENTMAP_HOME": str(tmp_path)}
    said["INCIDENTMAP_GEOCODER_URL"] = "https://nominatim.openstreetmap.org/"
    online = online_of(Settings.from_environment(said))
    assert online is not None
    assert online is online_of(Settings.from_environment(said))
    assert online._geocode.min_delay_seconds == 1
    assert (online._geocode.swallow_exceptions, online._geocode.max_retries) == (False, 0)
    assert not online.cache.path.exists()


FEATURE = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [43.2, 33.45]}}
PHOTON = {
    "osm_type": "N",
    "osm_id": 9,
    "osm_key": "place",
    "osm_value": "village",
    "countrycode": "IQ",
    "name": VILLAGE,
}
PELIAS = {"source": "openstreetmap", "source_id": "node/9", "gid": "openstreetmap:venue:node/9", "layer": "locality"}
PELIAS |= {"country_code": "IQ", "name": VILLAGE}
WOF = {"source": "whosonfirst", "source_id": "85", "gid": "whosonfirst:locality:85", "layer": "locality"}
WOF |= {"country_code": "IQ", "name": VILLAGE}


@pytest.mark.parametrize(
    ("service", "properties", "place_id", "parameters"),
    [
        ("photon", PHOTON, "osm:node/9", {"q": VILLAGE, "limit": "10"}),
        ("pelias", PELIAS, "osm:node/9", {"text": VILLAGE, "boundary.country": "IQ"}),
        ("pelias", WOF, "pelias:whosonfirst:locality:85", {"text": VILLAGE}),
    ],
)
def test_other_services_speak_their_own_way(
    gazetteer: Gazetteer, server: Server, tmp_path: Path, service: str, properties: dict[str, Any], place_id: str,
    parameters: dict[str, str],
) -> None:  # fmt: skip
    server.says(200, json.dumps({"type": "FeatureCollection", "features": [FEATURE | {"properties": properties}]}))
    online = OnlineClient(service, server.address, AnswerCache(tmp_path / "answers.sqlite"))
    found = ask(gazetteer, online)
    assert found.result.footprint is not None
    place = found.result.footprint.place
    assert (place.place_id, place.latitude, place.longitude) == (place_id, 33.45, 43.2)
    assert service.capitalize() in place.source
    assert place.licence
    assert parameters.items() <= server.asked[0].items()


def test_the_cache_gives_back_what_it_was_given(tmp_path: Path) -> None:
    cache = AnswerCache(tmp_path / "answers.sqlite")
    answer = ServiceAnswer("osm:node/1", "عين", ("a", "b"), "town", "place village", 33.0, 44.0, 2.0, "IQ", "s", "l")
    assert cache.get(("q",)) is None
    cache.put(("q",), [answer])
    cache.put(("nothing",), [])
    assert (cache.get(("q",)), cache.get(("nothing",)), cache.get(("other",))) == ([answer], [], None)
