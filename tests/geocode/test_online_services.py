"""Which service is asked, and how each of them speaks."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any, NoReturn

import pytest

from incidentmap.geocode import Gazetteer
from incidentmap.geocode.chain_result import Status
from incidentmap.geocode.online.answer_cache import AnswerCache
from incidentmap.geocode.online.client import OnlineClient, online_of
from incidentmap.settings import Settings
from tests.geocode.asked_online import VILLAGE, ask, online, server
from tests.geocode.nominatim import Server

__all__ = ["online", "server"]


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
