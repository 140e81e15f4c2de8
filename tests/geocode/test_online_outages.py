"""An online geocoder that is busy, silent, broken or not there: an outage says nothing of the place."""

from __future__ import annotations

import socket
from contextlib import closing
from pathlib import Path

import pytest

from incidentmap.geocode import Gazetteer
from incidentmap.geocode.chain_result import Status
from incidentmap.geocode.online.answer_cache import AnswerCache
from incidentmap.geocode.online.client import OnlineClient
from tests import patience
from tests.geocode.asked_online import NEAR_RAMADI, VILLAGE, ask, client, online, server
from tests.geocode.nominatim import Server, result

__all__ = ["online", "server"]


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
