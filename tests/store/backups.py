"""Records to be backed up, and what stores hold before and after."""

from __future__ import annotations

from pathlib import Path

import pytest

from incidentmap.desk import save
from incidentmap.model import Record
from incidentmap.store import Store, check, reading
from incidentmap.store.copying import Contents, contents
from tests import stores
from tests.desk.test_editing import changed
from tests.store.test_check import fill


@pytest.fixture
def filled(store: Store) -> Store:
    fill(store)
    return store


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "backup.sqlite"


@pytest.fixture(autouse=True)
def folder(file: Path) -> Path:
    file.parent.mkdir()
    return file.parent


@pytest.fixture
def other(tmp_path: Path) -> Store:
    return stores.empty_at(tmp_path / "other.sqlite")


def held(store: Store) -> Contents:
    with store.reading() as connection:
        return contents(connection)


def all_records(store: Store) -> dict[str, Record]:
    with store.reading() as connection:
        return reading.records(connection)


def is_sound(store: Store) -> bool:
    with store.reading() as connection:
        return list(check(connection)) == []


def without_history(found: Contents) -> Contents:
    return {name: content for name, content in found.items() if name != "revisions"}


def another_save(store: Store) -> int:
    before = all_records(store)["X-1"]
    return save(store, [(before, changed(before, summary=f"{before.incident.summary} And more."))], "tester", "more")
