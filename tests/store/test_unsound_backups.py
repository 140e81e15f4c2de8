"""What is no sound backup is refused, and nothing changes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from incidentmap.errors import StoreUnavailable
from incidentmap.store import Store, backup, restore
from tests.store.backups import all_records, file, filled, folder, held, other
from tests.store.test_check import unguarded
from tests.store.test_kill_migrations import prepare_first_version

__all__ = ["file", "filled", "folder", "other"]


Damage = Callable[[Path], object]


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


def test_a_database_of_another_version_is_not_looked_at(file: Path) -> None:
    prepare_first_version(f"sqlite:///{file}")
    found = file.read_bytes()
    with pytest.raises(StoreUnavailable, match="of an older version; start the program once"):
        Store.look(f"sqlite:///{file}")
    assert file.read_bytes() == found
    with pytest.raises(StoreUnavailable, match="is not there; start the program once"):
        Store.look(f"sqlite:///{file}.none")
