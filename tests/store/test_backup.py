"""Backups: one state, whole or not at all, in one file."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from incidentmap.errors import StoreUnavailable
from incidentmap.store import Store, backup, database, restore, tables
from tests import records
from tests.store.backups import another_save, file, filled, folder, held

__all__ = ["file", "filled", "folder"]


def test_others_go_on_and_the_backup_is_of_one_moment(filled: Store, url: str, file: Path) -> None:
    beside, saved = Store.open(url), list[int]()
    before = held(filled)

    def save_meanwhile(*said: Any) -> None:
        if "FROM incidents" in said[2] and not saved:
            saved.append(0)
            saved.append(another_save(beside))

    looking = Store.look(url)
    sa.event.listen(looking.engine, "before_cursor_execute", save_meanwhile)
    written, findings = backup(looking, file)
    assert (written, findings) == (before, 0)
    assert beside.state() == saved[1] > 0
    for each in (looking, beside):
        each.close()


def test_an_existing_file_is_not_overwritten(filled: Store, file: Path) -> None:
    file.write_text("the analyst's own")
    with pytest.raises(StoreUnavailable, match="is there already, and is not overwritten; name another file"):
        backup(filled, file)
    assert file.read_text() == "the analyst's own"


def test_a_backup_is_one_file_and_nothing_is_written(filled: Store, url: str, file: Path) -> None:
    backup(Store.look(url), file)
    assert list(file.parent.iterdir()) == [file]
    assert file.read_bytes()[18:20] == b"\1\1"  # the journal of the file format is not WAL
    sealed = file.read_bytes()
    restore(filled, file, "tester", replace=True)
    Store.look(f"sqlite:///{file}").close()
    assert file.read_bytes() == sealed


def test_findings_are_counted_and_the_backup_is_kept(filled: Store, file: Path) -> None:
    with filled.engine.begin() as connection:
        connection.execute(sa.update(tables.incidents).where(tables.incidents.c.incident_id == "X-1").values(notes="?"))
    assert backup(filled, file) == (held(filled), 1)


def test_a_full_disk_leaves_no_half_file(filled: Store, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    configure = database._configure

    def small(connection: sqlite3.Connection, record: object) -> None:
        configure(connection, record)
        connection.execute("PRAGMA max_page_count = 110")  # the empty tables have about 90

    with filled.writing() as writer:
        writer.add(replace(records.revision("long", "long " * 50_000), subjects=()))
    monkeypatch.setattr(database, "_configure", small)
    with pytest.raises(StoreUnavailable, match=r"kept/backup.sqlite: the disk is full; nothing was changed"):
        backup(filled, file)
    assert list(file.parent.iterdir()) == []


def test_a_folder_that_is_not_there(filled: Store, file: Path) -> None:
    with pytest.raises(StoreUnavailable, match="No such file or directory; nothing was changed"):
        backup(filled, file.parent / "none" / "backup.sqlite")
