from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count

import pytest

from incidentmap.store import Store
from tests.store.conftest import store, url  # noqa: F401  # SQLite and PostgreSQL


@pytest.fixture(scope="session")
def alike_stores(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], AbstractContextManager[Store]]:
    """Give as many empty stores as are wanted, all copies of one."""
    folder = tmp_path_factory.mktemp("alike")
    first, numbers = folder / "first.sqlite", count()
    Store.open(f"sqlite:///{first}").close()

    @contextmanager
    def another() -> Iterator[Store]:
        path = shutil.copyfile(first, folder / f"{next(numbers)}.sqlite")
        opened = Store.open(f"sqlite:///{path}")
        yield opened
        opened.close()
        path.unlink()

    return another
