"""Backups: one state, whole or not at all, from either database into either."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from incidentmap.desk import save
from incidentmap.errors import StoreUnavailable
from incidentmap.model import Article, Record, article_id_of
from incidentmap.model import vocabulary as v
from incidentmap.store import Store, backup, check, copying, database, reading, restore, tables
from incidentmap.store.copying import Contents, contents
from tests import records, stores
from tests.desk.test_editing import changed, record
from tests.store.test_check import fill, unguarded
from tests.store.test_kill_migrations import prepare_first_version

Damage = Callable[[Path], object]


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


def test_there_and_back(filled: Store, file: Path) -> None:
    written, findings = backup(filled, file)
    assert (written, findings) == (held(filled), 0)
    before, state = all_records(filled), filled.state()
    another_save(filled)
    restored = restore(filled, file, "tester", replace=True)
    assert restored == written
    assert all_records(filled) == before
    assert filled.state() == state + 2
    assert is_sound(filled)


def test_from_either_into_sqlite(filled: Store, other: Store, file: Path) -> None:
    backup(filled, file)
    restore(other, file, "tester")
    assert without_history(held(other)) == without_history(held(filled))
    assert all_records(other) == all_records(filled)
    assert is_sound(other)
    another_save(other)


def test_from_sqlite_into_either(store: Store, other: Store, file: Path) -> None:
    fill(other)
    backup(other, file)
    restore(store, file, "tester")
    assert without_history(held(store)) == without_history(held(other))
    assert is_sound(store)
    number = another_save(store)  # numbers go on after those that were restored
    assert number == other.state() + 2
    assert is_sound(store)


def test_a_restoring_is_signed(filled: Store, file: Path) -> None:
    backup(filled, file)
    restore(filled, file, "Nadia", replace=True)
    with filled.reading() as connection:
        (last,) = reading.revisions(connection, filled.state(), filled.state())
    assert last.subject.startswith("restore-20")
    assert (last.changed_by, last.why, last.before, last.subjects) == ("Nadia", "restored from backup.sqlite", None, ())
    assert '"incidents": 3' in (last.after or "")


@pytest.mark.parametrize("longer", ["backup", "database"])
def test_the_state_never_goes_back(filled: Store, other: Store, file: Path, longer: str) -> None:
    with other.writing() as writer:
        writer.add(replace(records.revision("start"), subjects=(), revision_id=100 if longer == "database" else 1))
    backup(filled, file)
    highest = max(filled.state(), other.state())
    restore(other, file, "tester", replace=True)
    assert other.state() == highest + 1


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


def test_what_refers_to_its_own_kind_is_copied_after_it(
    store: Store, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "AT_ONCE", 1)
    texts = ["the first wording", "the second wording", "the third wording"]
    ids = [article_id_of(text) for text in texts]
    with store.writing() as writer:
        writer.add(records.ACTOR)
        for number, text in enumerate(texts):
            writer.add(Article(ids[number], text, replaces=ids[number - 1] if number else None))
        into = {"A": "C", "C": "B", "B": "Z", "Z": None}
        for name in reversed(into):
            status = v.Status.MERGED if into[name] else v.Status.CONFIRMED
            writer.add(records.incident(name, status=status, merged_into=into[name]))
        writer.add(replace(records.revision("start"), subjects=()))
    written, _ = backup(store, file)
    assert restore(store, file, "tester", replace=True) == written
    assert {each.incident.merged_into for each in all_records(store).values()} == {"B", "C", "Z", None}


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


def test_what_is_there_is_replaced_only_when_told(filled: Store, file: Path) -> None:
    backup(filled, file)
    another_save(filled)
    before = held(filled)
    with pytest.raises(StoreUnavailable, match="holds records; make a backup of them, then give --replace"):
        restore(filled, file, "tester")
    assert held(filled) == before


def flip(file: Path, words: bytes = b"Three drones") -> None:
    data = file.read_bytes()
    assert words in data
    file.write_bytes(data.replace(words, words.replace(b"e", b"E")))


def unsealed(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.seek(60)
        opened.write(bytes(4))


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-20_000])


def damaged_page(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[4096 * 3 : 4096 * 3 + 40] = bytes(40)
    file.write_bytes(data)
    unsealed(file)


def execute(file: Path, statement: str) -> None:
    with unguarded(file) as connection:
        connection.execute(statement)
    unsealed(file)


def other_program(file: Path, version: int = 0) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
        connection.execute(f"PRAGMA user_version = {version}")


def folder_instead(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda file: file.unlink(), "No such file"),
        (folder_instead, "is no regular file"),
        (lambda file: file.write_bytes(b""), "is empty"),
        (lambda file: file.write_bytes(b"somebody's notes " * 100), "is no backup of this program; name a file"),
        (other_program, "is no backup of this program"),
        (lambda file: other_program(file, version=7), "is no backup of this program"),
        (flip, "was damaged or changed since it was written"),
        (cut, "was damaged or changed since it was written"),
        (damaged_page, "damaged"),
        (lambda file: execute(file, "UPDATE alembic_version SET version_num = '9999'"), "by a newer version"),
        (lambda file: execute(file, "DROP TABLE spans"), "lacks spans"),
        (lambda file: execute(file, "UPDATE incidents SET category = 'parade'"), "is damaged"),
        (
            lambda file: execute(file, "UPDATE incidents SET date_latest = 'soon'"),
            "incidents: a row is not as it should",
        ),
        (lambda file: execute(file, "DELETE FROM articles"), "cannot be copied"),
        (lambda file: execute(file, "UPDATE spans SET quote = 'Six drones'"), "cannot be copied"),
        (
            lambda file: execute(
                file,
                "UPDATE incidents SET status = 'merged', merged_into = CASE incident_id WHEN 'X-1' THEN 'X-2' "
                "ELSE 'X-1' END",
            ),
            "cannot be copied",
        ),
        (lambda file: Path(f"{file}-wal").write_bytes(b"under way"), "is a database in use"),
    ],
)
def test_what_is_no_sound_backup_is_refused_and_nothing_changes(
    filled: Store, file: Path, damage: Damage, said: str
) -> None:
    backup(filled, file)
    damage(file)
    before, state = held(filled), filled.state()
    found = file.read_bytes() if file.is_file() else None
    with pytest.raises(StoreUnavailable, match=said) as refusal:
        restore(filled, file, "tester", replace=True)
    assert ".backup.sqlite-" not in str(refusal.value)  # the working copy that nobody knows
    assert (held(filled), filled.state()) == (before, state)
    assert (file.read_bytes() if file.is_file() else None) == found


def test_a_backup_of_a_hand_is_taken_as_well(filled: Store, other: Store, file: Path) -> None:
    backup(filled, file)
    unsealed(file)
    restore(other, file, "tester")
    assert all_records(other) == all_records(filled)


def test_an_older_backup_is_migrated_in_a_copy(store: Store, file: Path) -> None:
    prepare_first_version(f"sqlite:///{file}")
    found = file.read_bytes()
    restore(store, file, "tester")
    with store.reading() as connection:
        assert list(reading.actors(connection)) == ["old"]
    assert file.read_bytes() == found
    assert store.state() == 2


def test_a_database_of_another_version_is_not_looked_at(file: Path) -> None:
    prepare_first_version(f"sqlite:///{file}")
    found = file.read_bytes()
    with pytest.raises(StoreUnavailable, match="of an older version; start the program once"):
        Store.look(f"sqlite:///{file}")
    assert file.read_bytes() == found
    with pytest.raises(StoreUnavailable, match="is not there; start the program once"):
        Store.look(f"sqlite:///{file}.none")


def test_a_kept_record_is_whole(filled: Store, other: Store, file: Path) -> None:
    backup(filled, file)
    restore(other, file, "tester")
    assert all_records(other)["X-2"] == record("X-2")
