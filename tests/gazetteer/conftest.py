from __future__ import annotations

from collections.abc import Iterator

import pytest

from incidentmap.gazetteer import Gazetteer


@pytest.fixture(scope="session")
def gazetteer() -> Iterator[Gazetteer]:
    with Gazetteer() as opened:
        yield opened
