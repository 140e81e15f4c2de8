import pytest

from tests import stores


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory):
    store = stores.empty_at(tmp_path_factory.mktemp("select") / stores.FILE)
    yield store
    store.close()
