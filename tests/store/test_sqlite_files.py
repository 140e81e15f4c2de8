"""SQLite's files: any name will do, a save never goes into a file that is gone, and a damaged database is set aside."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from incidentmap.errors import StoreDamaged, StoreUnavailable
from incidentmap.settings import Settings
from incidentmap.store import Store, backup, reading, restore_into
from tests import records, stores

NAMES = [
    "x%202024.sqlite",
    "a?b.sqlite",
    "a#b.sqlite",
    "with blank.sqlite",
    "نسخة.sqlite",
    "50%.sqlite",
    "a%3Fb",
    "é&=+",
]


def saved(store: Store, why: str = "a test") -> None:
    with store.writing() as writer:
        writer.add(replace(records.revision(why, why), subjects=()))


def reasons(path: Path | str) -> list[str]:
    store = Store.look(path)
    with store.reading() as connection:
        found = [each.why for each in reading.revisions(connection, 0, 1_000)]
    store.close()
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_backup_of_any_name_holds_what_it_says(tmp_path: Path, name: str) -> None:
    store = stores.empty_at(tmp_path / "incidents.sqlite")
    saved(store)
    written, findings = backup(store, tmp_path / name)
    assert written["revisions"].rows == 1
    assert findings == 0
    assert reasons(tmp_path / name) == ["a test"]
    restored, contents, kept = restore_into(tmp_path / "other.sqlite", tmp_path / name, "tester")
    assert (contents, kept) == (written, None)
    assert sorted(each.name for each in tmp_path.iterdir() if each.suffix == ".sqlite") == sorted(
        {"incidents.sqlite", "other.sqlite", *([name] if name.endswith(".sqlite") else [])}
    )
    restored.close()


@pytest.mark.parametrize("name", NAMES)
def test_a_home_of_any_name_holds_everything(tmp_path: Path, name: str) -> None:
    settings = Settings.from_environment({"INCIDENTMAP_HOME": str(tmp_path / name)})
    Store.open(settings.database_url).close()
    assert [each.name for each in tmp_path.iterdir()] == [name]
    assert (tmp_path / name / "incidents.sqlite").exists()


def test_records_that_an_earlier_version_kept_beside_such_a_home_are_named(tmp_path: Path) -> None:
    Store.open(tmp_path / "our records" / "incidents.sqlite").close()
    with pytest.raises(StoreUnavailable, match=r"our records/incidents\.sqlite; move that file here"):
        Store.open(tmp_path / "our%20records" / "incidents.sqlite")


def test_what_was_saved_stands_in_the_main_file(tmp_path: Path) -> None:
    store = stores.empty_at(tmp_path / "incidents.sqlite")
    for number in range(20):
        saved(store, f"{number}")
        shutil.copyfile(tmp_path / "incidents.sqlite", tmp_path / "copy.sqlite")  # the server still runs
        assert reasons(tmp_path / "copy.sqlite")[-1] == f"{number}"
        for ending in ("", "-wal", "-shm"):
            (tmp_path / f"copy.sqlite{ending}").unlink(missing_ok=True)


def test_a_reader_never_makes_a_save_wait(tmp_path: Path) -> None:
    store = stores.empty_at(tmp_path / "incidents.sqlite")
    with store.reading() as connection:
        assert reading.state(connection) == 0
        saved(store)
        assert reading.state(connection) == 0
    assert store.state() == 1


@pytest.mark.parametrize("gone", ["incidents.sqlite", "incidents.sqlite-wal"])
@pytest.mark.parametrize("exchanged", [True, False])
def test_a_save_into_a_file_that_is_gone_fails_and_says_so(tmp_path: Path, gone: str, exchanged: bool) -> None:
    store = stores.empty_at(tmp_path / "incidents.sqlite")
    saved(store, "before")
    (tmp_path / gone).rename(tmp_path / "moved")
    if exchanged:
        shutil.copyfile(tmp_path / "moved", tmp_path / gone)
    with pytest.raises(
        StoreUnavailable, match=r"nothing was saved\. Put the file back together with its -wal and -shm"
    ):
        saved(store, "lost")
    (tmp_path / "moved").replace(tmp_path / gone)
    saved(store, "after")
    assert reasons(tmp_path / "incidents.sqlite") == ["before", "after"]


def test_a_deleted_database_is_not_made_anew_unseen(tmp_path: Path) -> None:
    store = stores.empty_at(tmp_path / "incidents.sqlite")
    store.close()
    (tmp_path / "incidents.sqlite").unlink()
    with pytest.raises(StoreUnavailable, match="cannot be opened"):
        saved(store)
    assert not (tmp_path / "incidents.sqlite").exists()


def damage_pages(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(path.read_bytes())
    content[4096:40960] = b"\x5a" * (40960 - 4096)
    path.write_bytes(content)


@pytest.mark.parametrize("harm", ["pages", "no database"])
def test_a_damaged_home_is_restored_and_its_files_are_kept(tmp_path: Path, harm: str) -> None:
    path, kept_at = tmp_path / "incidents.sqlite", tmp_path / "backup.sqlite"
    store = Store.open(path)
    saved(store, "in the backup")
    backup(store, kept_at)
    store.close()
    if harm == "pages":
        damage_pages(path)
    else:
        path.write_bytes(b"somebody's notes " * 500)
    Path(f"{path}-wal").write_bytes(b"the latest saves")
    before = path.read_bytes()
    with pytest.raises(StoreDamaged, match=r"restore FILE --replace|restore a backup"):
        restore_into(path, kept_at, "tester")
    restored, _, kept = restore_into(path, kept_at, "tester", replace=True)
    restored.close()
    assert kept is not None
    assert (kept.read_bytes(), Path(f"{kept}-wal").exists()) == (before, True)
    assert reasons(path) == ["in the backup", "restored from backup.sqlite"]


def test_the_latest_saves_without_their_main_file_are_not_deleted(tmp_path: Path) -> None:
    path = tmp_path / "incidents.sqlite"
    wal = tmp_path / "incidents.sqlite-wal"
    wal.write_bytes(b"the latest saves")
    with pytest.raises(StoreDamaged, match="the latest saves are, in incidents"):
        Store.open(path)
    assert wal.read_bytes() == b"the latest saves"
    assert not path.exists()


def test_nothing_is_set_aside_for_a_backup_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "incidents.sqlite"
    path.write_bytes(b"somebody's notes " * 500)
    (tmp_path / "backup.sqlite").write_bytes(b"no backup either " * 500)
    with pytest.raises(StoreUnavailable, match=r"backup\.sqlite"):
        restore_into(path, tmp_path / "backup.sqlite", "tester", replace=True)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["backup.sqlite", "incidents.sqlite"]


def test_a_name_that_no_file_can_have_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="File name too long"):
        Store.open(tmp_path / ("x" * 300))
