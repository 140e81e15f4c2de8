"""A database that cannot be used is told as what is wrong and what to do, and is left as it was."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa

from incidentmap.errors import StoreUnavailable
from incidentmap.store import Store, database, reading
from tests import records


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "incidents.sqlite"


def open_at(path: Path) -> Store:
    return Store.open(f"sqlite:///{path}")


def test_a_file_that_is_no_database(path: Path) -> None:
    path.write_bytes(b"these are somebody's notes, " * 100)
    with pytest.raises(StoreUnavailable, match="not a database; move it away"):
        open_at(path)
    assert path.read_bytes().startswith(b"these are somebody's notes")


def test_tables_of_somebody_else(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE incidents (other TEXT)")
    with pytest.raises(StoreUnavailable, match="did not make"):
        open_at(path)


def test_a_newer_database(path: Path) -> None:
    open_at(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreUnavailable, match="newer version"):
        open_at(path)


def test_a_half_migrated_database(path: Path) -> None:
    open_at(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE spans")
    with pytest.raises(StoreUnavailable, match="lacks spans; put back a copy"):
        open_at(path)


def test_a_locked_database(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    store = open_at(path)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailable, match="another program holds"), store.writing() as writer:
        writer.add(records.ACTOR)
    holder.rollback()
    with store.writing() as writer:
        writer.add(records.ACTOR)
        writer.add(records.revision())


def test_a_full_disk_keeps_what_was_there(path: Path) -> None:
    store = open_at(path)
    with store.writing() as writer:
        writer.add(records.ACTOR)
        writer.add(records.revision())

    def fill_up(connection: sqlite3.Connection, *_: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    sa.event.listen(store.engine, "checkout", fill_up)
    with pytest.raises(StoreUnavailable, match="disk is full; nothing was changed"), store.writing() as writer:
        for number in range(2000):
            writer.add(records.revision(str(number), "long " * 200))
    with store.reading() as connection:
        assert list(reading.actors(connection)) == [records.ACTOR.actor_id]
    assert store.state() == 1


def test_an_address_that_is_none() -> None:
    with pytest.raises(StoreUnavailable, match="INCIDENTMAP_DATABASE_URL is not understood"):
        Store.open("mongodb://somewhere")


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreUnavailable, match="cannot be made"):
        open_at(tmp_path / "file" / "incidents.sqlite")


def test_a_server_that_does_not_answer(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="does not answer"):
        Store.open(f"postgresql://nobody@/none?host={tmp_path}")
