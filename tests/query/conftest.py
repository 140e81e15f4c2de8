import pytest

from incidentmap.store import Store


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory):
    store = Store.open(f"sqlite:///{tmp_path_factory.mktemp('select') / 'empty.sqlite'}")
    yield store
    store.close()
