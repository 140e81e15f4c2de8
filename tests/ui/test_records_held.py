"""What is kept of the records is never older than the store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from incidentmap.desk import save, undo
from incidentmap.model import Record, Revision
from incidentmap.store import Store, reading
from incidentmap.ui.records import record_cache
from incidentmap.ui.records.record_cache import Held
from tests import stores
from tests.browser.worlds import store_at
from tests.records import ACTOR, incident


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store_at(tmp_path, ACTOR, incident("X-1"), incident("X-2"))
    return Store.open(tmp_path / stores.FILE)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """Keep which incidents the store was asked for."""
    asked: list[set[str]] = []
    read = reading.records

    def records(connection: Any, only: Any = None) -> dict[str, Record]:
        asked.append(set(only))
        return read(connection, only)

    monkeypatch.setattr(reading, "records", records)
    return asked


def edit(store: Store, record: Record, **changes: Any) -> int:
    return save(store, [(record, replace(record, incident=replace(record.incident, **changes)))], "she", "because")


def test_what_was_read_is_kept_until_an_edit_touches_it(store: Store, asked: list[set[str]]) -> None:
    held = Held(store)
    assert list(held.read(["X-2", "X-1", "nobody"])) == ["X-2", "X-1"]
    first = held.read(["X-1", "X-2"])["X-1"]
    number = edit(store, first, notes="new")
    asked.clear()
    assert held.read(["X-1", "X-2"])["X-1"].incident.notes == "new"
    undo(store, [number], "she", "a mistake")
    assert held.read(["X-1", "X-2"])["X-1"].incident.notes == ""
    assert all("X-2" not in each for each in asked)


def test_what_was_taken_away_is_gone(store: Store) -> None:
    held = Held(store)
    before = held.read(["X-2"])["X-2"]
    save(store, [(before, None)], "she", "a mistake")
    assert held.read(["X-1", "X-2"]).keys() == {"X-1"}


def test_after_an_import_all_is_read_anew(store: Store, asked: list[set[str]]) -> None:
    held = Held(store)
    held.read(["X-1", "X-2"])
    with store.writing() as writer:
        writer.add(Revision("a file", datetime.now(UTC), "she", "taken in", None, "{}"))
    asked.clear()
    held.read(["X-1", "X-2"])
    assert asked == [{"X-1", "X-2"}]


def test_many_are_given_in_parts(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_cache, "AT_ONCE", 1)
    monkeypatch.setattr(record_cache, "MOST", 1)
    held = Held(store)
    assert [record.incident_id for record in held.each(["X-2", "nobody", "X-1"])] == ["X-2", "X-1"]
    assert len(held.records) == 1
