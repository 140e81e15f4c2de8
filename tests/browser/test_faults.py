"""Trouble is told on the page: what is wrong and what to do; nothing is lost, and no traceback is shown."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect

from incidentmap.settings import PROJECT
from incidentmap.store import Store
from tests.browser.conftest import Visit
from tests.browser.map_page import MapPage
from tests.browser.server import running

GARBAGE = b"this is not a database, but somebody may still want it\n" * 100
RECORDS = "The records cannot be opened"


def assert_told(page: MapPage, *wanted: str) -> None:
    main = page.page.get_by_test_id("stMain")
    for words in wanted:
        expect(main).to_contain_text(words)
    page.settle()
    assert "Traceback" not in page.page.content()
    assert page.page.get_by_test_id("stException").count() == 0


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    return home


@pytest.mark.parametrize("path", ["/", "/totals"])
def test_a_file_that_is_no_database_is_named_and_left_alone(visit: Visit, home: Path, path: str) -> None:
    file = home / "incidents.sqlite"
    file.write_bytes(GARBAGE)
    with running(home) as server:
        assert_told(visit(server).open(path=path), RECORDS, str(file), "to start anew, move it away together")
    assert file.read_bytes() == GARBAGE


def test_half_a_database_is_refused(visit: Visit, home: Path) -> None:
    file = home / "incidents.sqlite"
    Store.open(f"sqlite:///{file}").close()
    with sqlite3.connect(file) as connection:
        connection.execute("DROP TABLE revisions")
    with running(home) as server:
        assert_told(visit(server).open(), RECORDS, str(file), "revisions", "restore FILE --replace")


def test_a_locked_database_opens_once_it_is_free(visit: Visit, home: Path) -> None:
    file = home / "incidents.sqlite"
    Store.open(f"sqlite:///{file}").close()
    with running(home) as server:
        with locked(file):
            page = visit(server).open()
            assert_told(page, RECORDS, "another program holds the database")
        page.part("try_again").get_by_role("button").click()
        page.wait_for_marks()
        assert page.count().shown > 0


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold the database as another program does that writes to it; the server is a process of its own."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    yield
    connection.execute("ROLLBACK")
    connection.close()


def test_a_missing_gazetteer_is_named_with_its_remedy(visit: Visit, home: Path, tmp_path: Path) -> None:
    copy = tmp_path / "project"
    for name in ("incidentmap", "pages", "geodata", "seeds", ".streamlit"):
        shutil.copytree(PROJECT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "*_cache"))
    shutil.copy(PROJECT / "app.py", copy)
    (copy / "geodata" / "gazetteer.sqlite").unlink()
    with running(home, project=copy) as server:
        page = visit(server).open()
        assert_told(page, "The gazetteer cannot be opened", str(copy / "geodata"), "python geodata/build.py")


@pytest.mark.parametrize(
    ("variable", "value", "title"),
    [
        ("INCIDENTMAP_DATABASE_URL", "nonsense", RECORDS),
        ("INCIDENTMAP_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none", RECORDS),
        ("INCIDENTMAP_NETWORK", "perhaps", "This cannot be shown"),
    ],
)
def test_a_setting_that_is_not_understood_is_named(
    visit: Visit, home: Path, variable: str, value: str, title: str
) -> None:
    with running(home, **{variable: value}) as server:
        assert_told(visit(server).open(), title, variable)
    assert list(home.iterdir()) == []
