"""Answers of an online geocoder are kept, so that each question is asked once."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from incidentmap.errors import GeocoderTrouble
from incidentmap.gazetteer.context import Context
from incidentmap.geocode import Gazetteer
from incidentmap.geocode.chain_result import Status
from incidentmap.geocode.online.answer_cache import NOT_FOUND_FOR, AnswerCache
from incidentmap.geocode.online.client import OnlineClient
from incidentmap.geocode.online.service_answer import ServiceAnswer
from incidentmap.geocode.online.services import ServiceRequest
from tests.geocode.asked_online import NEAR_RAMADI, VILLAGE, ask, online, server
from tests.geocode.nominatim import Server, result

__all__ = ["online", "server"]


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


def test_the_cache_gives_back_what_it_was_given(tmp_path: Path) -> None:
    cache = AnswerCache(tmp_path / "answers.sqlite")
    answer = ServiceAnswer("osm:node/1", "عين", ("a", "b"), "town", "place village", 33.0, 44.0, 2.0, "IQ", "s", "l")
    assert cache.get(("q",)) is None
    cache.put(("q",), [answer])
    cache.put(("nothing",), [])
    assert (cache.get(("q",)), cache.get(("nothing",)), cache.get(("other",))) == ([answer], [], None)
