"""A question to a service that stands for an online geocoder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from incidentmap.gazetteer.context import Context
from incidentmap.geocode import Gazetteer
from incidentmap.geocode.chain import locate
from incidentmap.geocode.chain_result import ChainResult
from incidentmap.geocode.online.answer_cache import AnswerCache
from incidentmap.geocode.online.client import OnlineClient
from incidentmap.geocode.place_query import PlaceQuery
from tests import patience
from tests.geocode.nominatim import Server, serving

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
