"""Restoring a backup: from either database into either, signed, and never back in its numbers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from incidentmap.errors import StoreUnavailable
from incidentmap.model import Article, article_id_of
from incidentmap.model import vocabulary as v
from incidentmap.store import Store, backup, copying, reading, restore
from tests import records
from tests.desk.test_editing import record
from tests.store.backups import all_records, another_save, file, filled, folder, held, is_sound, other, without_history
from tests.store.test_check import fill
from tests.store.test_kill_migrations import prepare_first_version

__all__ = ["file", "filled", "folder", "other"]


def test_there_and_back(filled: Store, file: Path) -> None:
    written, findings = backup(filled, file)
    assert (written, findings) == (held(filled), 0)
    before, state = all_records(filled), filled.state()
    another_save(filled)
    there = sum(content.rows for content in held(filled).values())
    said: list[str] = []
    restored = restore(filled, file, "tester", replace=True, tell=said.append)
    assert restored == written
    assert said == [f"{there} rows that stood there before: taken away"]
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


def test_what_is_there_is_replaced_only_when_told(filled: Store, file: Path) -> None:
    backup(filled, file)
    another_save(filled)
    before = held(filled)
    with pytest.raises(StoreUnavailable, match="holds records; make a backup of them, then give --replace"):
        restore(filled, file, "tester")
    assert held(filled) == before


def test_an_older_backup_is_migrated_in_a_copy(store: Store, file: Path) -> None:
    prepare_first_version(f"sqlite:///{file}")
    found = file.read_bytes()
    restore(store, file, "tester")
    with store.reading() as connection:
        assert list(reading.actors(connection)) == ["old"]
    assert file.read_bytes() == found
    assert store.state() == 2


def test_a_kept_record_is_whole(filled: Store, other: Store, file: Path) -> None:
    backup(filled, file)
    restore(other, file, "tester")
    assert all_records(other)["X-2"] == record("X-2")
