from __future__ import annotations

from collections.abc import Iterator

import pytest

from incidentmap.geocode import Gazetteer
from incidentmap.store import Store
from tests import stores


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = stores.empty_at(tmp_path_factory.mktemp("export") / stores.FILE)
    yield store
    store.close()


@pytest.fixture(scope="session")
def gazetteer() -> Iterator[Gazetteer]:
    with Gazetteer() as found:
        yield found
