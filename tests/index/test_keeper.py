"""One read model for a process: kept in files that are never trusted, made anew where they are not right."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from incidentmap.index import Index, IndexKeeper, files, keeper
from incidentmap.store import Store
from tests import killing, patience, stores
from tests.index import edits, facts

INCIDENTS = 6


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def filled(store: Store) -> Store:
    edits.fill(store, INCIDENTS, edits.chance())
    return store


@pytest.fixture
def at_home(home: Path) -> Iterator[Store]:
    opened = _store(home)
    edits.fill(opened, INCIDENTS, edits.chance())
    yield opened
    opened.close()


def _store(home: Path) -> Store:
    return Store.open(f"sqlite:///{home / 'incidents.sqlite'}")


def _generations(home: Path) -> list[Path]:
    return sorted(home.glob("index/*/*"))


def _forbid_building(monkeypatch: pytest.MonkeyPatch) -> None:
    def built(*_: object) -> None:
        raise AssertionError("it was built anew")

    monkeypatch.setattr(keeper, "read_all", built)


def _is_right(index: Index, store: Store) -> bool:
    return index.state == store.state() and facts.of_index(index) == facts.of_records(store)


def test_an_empty_store_has_an_empty_read_model(store: Store, home: Path) -> None:
    index = IndexKeeper(store, home).current()
    assert len(index.incidents) == index.state == 0
    assert _is_right(IndexKeeper(store, home).current(), store)


def test_it_is_built_once_then_opened_and_refreshed(filled: Store, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = IndexKeeper(filled, home)
    assert _is_right(first.current(), filled)
    assert first.current() is first.current()
    _forbid_building(monkeypatch)
    assert _is_right(IndexKeeper(filled, home).current(), filled)
    happenings = edits.Happenings(filled, edits.chance())
    for _ in range(20):
        happenings.happen()
        assert _is_right(first.current(), filled)
    assert _is_right(IndexKeeper(filled, home).current(), filled)
    assert first.notice == ""


def test_columns_are_mapped_and_not_copied(filled: Store, home: Path) -> None:
    index = IndexKeeper(filled, home).current()
    for numbers in (index.incidents.mx, index.incidents.category.codes, index.incidents.may_be_same):
        assert not numbers.flags.owndata
        assert not numbers.flags.writeable


def _truncated(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def _overwritten(path: Path) -> None:
    path.write_bytes(b"\0" * path.stat().st_size)


DAMAGES: list[Callable[[Path], None]] = [Path.unlink, _truncated, _overwritten]


@pytest.mark.parametrize("damage", DAMAGES)
def test_torn_files_are_made_anew(at_home: Store, home: Path, damage: Callable[[Path], None]) -> None:
    IndexKeeper(at_home, home).current()
    names = sorted(each.name for each in _generations(home)[0].iterdir())
    assert len(names) > 10
    for name in names:
        (generation,) = _generations(home)
        if damage is _overwritten and name.startswith("n-"):
            continue  # numbers that are all wrong cannot be told from right ones
        damage(generation / name)
        assert _is_right(IndexKeeper(at_home, home).current(), at_home), name
        assert IndexKeeper(at_home, home).notice == ""
        for each in _generations(home)[:-1]:
            files.shutil.rmtree(each)


CHANGES: list[Callable[[Any], Any]] = [
    lambda told: told | {"format": files.FORMAT + 1},
    lambda told: told | {"stamp": told["stamp"] | {"subject": "another"}},
    lambda told: told | {"stamp": told["stamp"] | {"changed_at": "1999-01-01T00:00:00"}},
    lambda told: told | {"stamp": told["stamp"] | {"state": 99}},
    lambda told: told | {"stamp": {}},
    lambda told: [],
    lambda told: "foreign",
]


@pytest.mark.parametrize("change", CHANGES)
def test_what_the_database_does_not_agree_with_is_made_anew(
    at_home: Store, home: Path, change: Callable[[Any], Any]
) -> None:
    IndexKeeper(at_home, home).current()
    manifest = _generations(home)[0] / "manifest.json"
    told = json.loads(manifest.read_text("utf-8"))
    manifest.write_text(json.dumps(change(told)), "utf-8")
    assert _is_right(IndexKeeper(at_home, home).current(), at_home)


def test_another_number_of_incidents_is_made_anew(at_home: Store, home: Path) -> None:
    """As after a database of the same history was damaged and mended by hand."""
    held = IndexKeeper(at_home, home)
    held.current()
    with at_home.writing() as writer:
        added = edits.record("by-hand", edits.chance())
        writer.add(added.incident)
        writer._revised = True
    assert _is_right(IndexKeeper(at_home, home).current(), at_home)


def test_two_databases_share_a_home(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    both = [stores.empty_at(tmp_path / f"{name}.sqlite") for name in "ab"]
    for number, each in enumerate(both):
        edits.fill(each, number, edits.chance())
        IndexKeeper(each, home).current()
    _forbid_building(monkeypatch)
    for each in both:
        assert _is_right(IndexKeeper(each, home).current(), each)
        each.close()


def test_a_folder_that_cannot_be_written_is_told_and_lived_with(at_home: Store, home: Path) -> None:
    (home / "index").write_text("in the way")
    held = IndexKeeper(at_home, home)
    assert _is_right(held.current(), at_home)
    assert str(home) in held.notice
    edits.Happenings(at_home, edits.chance()).change_date()
    assert _is_right(held.current(), at_home)
    (home / "index").unlink()
    again = IndexKeeper(at_home, home)
    assert _is_right(again.current(), at_home)
    assert again.notice == ""


def test_a_full_disk_is_told_and_nothing_is_left_on_it(
    at_home: Store, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    held = IndexKeeper(at_home, home)
    assert _is_right(held.current(), at_home)
    assert "No space left" in held.notice
    assert _generations(home) == []


def test_old_generations_and_abandoned_parts_are_cleared(at_home: Store, home: Path) -> None:
    IndexKeeper(at_home, home).current()
    (old,) = _generations(home)
    fresh, abandoned = (old.with_name(f"part-{name}") for name in ("fresh", "abandoned"))
    for part in (fresh, abandoned):
        part.mkdir()
        (part / "n-incidents.arrow").touch()
    for path in (abandoned, *abandoned.iterdir()):
        os.utime(path, (0, 0))
    edits.fill_more(at_home, "import-2", 2, edits.chance())
    assert _is_right(IndexKeeper(at_home, home).current(), at_home)
    assert not old.exists()
    assert not abandoned.exists()
    assert fresh.exists()


def test_the_old_one_serves_while_a_large_one_is_built(
    filled: Store, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = IndexKeeper(filled, home)
    old = held.current()
    go_on, read_all = Event(), keeper.read_all

    def waiting(*given: Any) -> Any:
        assert go_on.wait(patience.SECONDS)
        return read_all(*given)

    monkeypatch.setattr(keeper, "SOON_BUILT", 0)
    monkeypatch.setattr(keeper, "read_all", waiting)
    edits.fill_more(filled, "import-2", 2, edits.chance())
    assert held.current() is old
    assert held.current().state < filled.state()
    assert held.building is not None
    go_on.set()
    held.wait()
    assert held.building is None
    assert _is_right(held.current(), filled)


def test_a_small_one_is_waited_for_and_tells_how_far_it_is(filled: Store, home: Path) -> None:
    told: list[tuple[int, int]] = []
    held = IndexKeeper(filled, home)
    held.current()
    edits.fill_more(filled, "import-2", 2, edits.chance())
    assert _is_right(held.current(lambda done, total: told.append((done, total))), filled)
    assert told
    assert all(0 <= done <= total for done, total in told)
    assert told == sorted(told)


def test_what_edits_left_in_pieces_is_saved_as_one(filled: Store, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = IndexKeeper(filled, home)
    held.current()
    monkeypatch.setattr(keeper, "MOST_PIECES", 3)
    _forbid_building(monkeypatch)
    happenings = edits.Happenings(filled, edits.chance())
    for _ in range(12):
        happenings.change()
        held.current()
        held.wait()
    assert _is_right(held.current(), filled)
    assert held.current().incidents.incident_id.num_chunks <= 3
    (generation,) = _generations(home)
    assert int(generation.name.partition("-")[0]) > 1
    assert _is_right(IndexKeeper(filled, home).current(), filled)


def test_all_threads_are_given_one_and_the_same(filled: Store, home: Path) -> None:
    held, found = IndexKeeper(filled, home), []
    threads = [Thread(target=lambda: found.append(held.current())) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(found) == 8
    assert len(set(map(id, found))) == 1


def ask(report: Callable[[object], None], home: Path) -> None:
    store = _store(home)
    report(facts.of_index(IndexKeeper(store, home).current()))
    store.close()


def test_two_processes_keep_one_folder(at_home: Store, home: Path) -> None:
    for number in range(3):
        processes = [killing.Process(ask, home) for _ in range(3)]
        assert [each.end() for each in processes] == [[facts.of_records(at_home), killing.DONE]] * 3
        assert not list(home.glob("index/*/part-*"))
        edits.fill_more(at_home, f"import-{number + 2}", 2, edits.chance(number))


def test_a_killed_build_is_none(at_home: Store, home: Path) -> None:
    def another() -> tuple[Path]:
        edits.fill_more(at_home, f"import-{at_home.state() + 1}", 2, edits.chance(at_home.state()))
        return (home,)

    for _ in killing.killed(ask, another):
        assert _is_right(IndexKeeper(at_home, home).current(), at_home)
    for part in home.glob("index/*/part-*"):
        for path in (*part.iterdir(), part):
            os.utime(path, (0, 0))
    another()
    assert _is_right(IndexKeeper(at_home, home).current(), at_home)
    assert len(_generations(home)) == 1
