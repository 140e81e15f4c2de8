"""Before a database is migrated, a backup of it is written beside it and read back."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from incidentmap.errors import StoreUnavailable
from incidentmap.store import Store, earlier, reading, restore
from tests.killing import DONE, Process
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
