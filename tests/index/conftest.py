from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count

import pytest

from incidentmap.store import Store
from tests import stores
from tests.store.conftest import database, store, tables, url  # noqa: F401  # SQLite and PostgreSQL


@pytest.fixture(scope="session")
def alike_stores(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], AbstractContextManager[Store]]:
    """Give as many empty stores as are wanted, all copies of one."""
    folder, numbers = tmp_path_factory.mktemp("alike"), count()

    @contextmanager
    def another() -> Iterator[Store]:
        path = folder / f"{next(numbers)}.sqlite"
        opened = stores.empty_at(path)
        yield opened
        opened.close()
        path.unlink()

    return another
