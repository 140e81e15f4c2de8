"""Additions that meet each other, or a file that is not theirs."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from incidentmap.errors import FileRefused, GazetteerUnavailable
from incidentmap.gazetteer import Gazetteer
from incidentmap.gazetteer.add_file import add
from incidentmap.gazetteer.added_sources import added_sources, remove
from incidentmap.gazetteer.extend import OWN, additions, extend, take_back
from incidentmap.gazetteer.place_row import PlaceRow
from incidentmap.gazetteer.sqlite_writer import write
from incidentmap.settings import GEODATA

BASE = GEODATA / "gazetteer.sqlite"


def record(name: str) -> PlaceRow:
    return PlaceRow(f"added:{name}", name, "town", 3, "me", "CC0", "IQ", latitude=33.0, longitude=44.0)


def test_what_another_adds_meanwhile_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / OWN
    at_the_first_sync(monkeypatch, lambda: extend(BASE, [record("theirs")], target))
    extend(BASE, [record("ours")], target)
    assert [each.name for each in additions(target)] == ["theirs", "ours"]
    assert list(tmp_path.iterdir()) == [target]


def at_the_first_sync(monkeypatch: pytest.MonkeyPatch, other: Callable[[], None]) -> None:
    """Let another do his work when ours is about to be put in place."""
    sync = os.fsync

    def meanwhile(number: int) -> None:
        sync(number)
        monkeypatch.setattr(os, "fsync", sync)
        other()

    monkeypatch.setattr(os, "fsync", meanwhile)


def test_two_who_build_one_file_do_not_spoil_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, done = tmp_path / "theatre.sqlite", []

    def other() -> None:
        write(target, [record("theirs")])
        done.append("theirs")

    at_the_first_sync(monkeypatch, other)
    write(target, [record("ours")])
    with Gazetteer(target) as gazetteer:
        assert (done, gazetteer.place("added:theirs")) == (["theirs"], None)
        assert gazetteer.place("added:ours") is not None
    assert list(tmp_path.iterdir()) == [target]


def test_what_another_adds_while_all_is_taken_back_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, name = tmp_path / OWN, "incidentmap.gazetteer.extend.additions"
    extend(BASE, [record("ours")], target)
    theirs = iter(["one", "two"])  # one after each reading

    def meanwhile(path: Path) -> list[PlaceRow]:
        found = additions(path)
        for each in islice(theirs, 1):
            with monkeypatch.context() as undisturbed:
                undisturbed.setattr(name, additions)
                extend(BASE, [replace(record(each), source="them")], target)
        return found

    monkeypatch.setattr(name, meanwhile)
    assert take_back(BASE, "me", target) == 1
    assert [each.name for each in additions(target)] == ["one", "two"]


def test_a_file_that_is_not_ours_is_never_taken_away(tmp_path: Path) -> None:
    foreign = tmp_path / "incidents.sqlite"
    with closing(sqlite3.connect(foreign)) as connection, connection:
        connection.execute("CREATE TABLE addition (record TEXT, outline BLOB)")
    before = foreign.read_bytes()
    for act in (lambda: remove(BASE, "me", foreign), lambda: list(added_sources(foreign))):
        with pytest.raises(GazetteerUnavailable, match=r"incidents\.sqlite: is no gazetteer"):
            act()
    assert foreign.read_bytes() == before


def test_nothing_is_taken_back_from_a_gazetteer_as_it_was_built(tmp_path: Path) -> None:
    built = tmp_path / "theatre.sqlite"
    write(built, [record("a town")])
    before = built.read_bytes()
    with pytest.raises(GazetteerUnavailable, match="nothing was added, so there is nothing to take back"):
        remove(BASE, "me", built)
    assert built.read_bytes() == before


def test_a_gazetteer_as_it_was_built_is_not_replaced(tmp_path: Path) -> None:
    target, file = tmp_path / OWN, tmp_path / "places.csv"
    target.write_bytes(BASE.read_bytes())
    file.write_text("name,latitude,longitude\nXyzzy Farm,33.6,43.4\n")
    with pytest.raises(GazetteerUnavailable, match=r"as it was built.*theatre\.sqlite"):
        add(file, tmp_path / "base.sqlite", target, "me", "CC0")
    assert target.read_bytes() == BASE.read_bytes()


def test_a_file_of_an_older_program_is_renewed_before_it_is_added_to(tmp_path: Path) -> None:
    target, base, file = tmp_path / OWN, tmp_path / "base.sqlite", tmp_path / "places.csv"
    base.write_bytes(BASE.read_bytes())
    extend(base, [record("before")], target)
    with closing(sqlite3.connect(target)) as connection:
        connection.execute("PRAGMA user_version = 1")  # the format of before
    with closing(sqlite3.connect(base)) as connection, connection:
        connection.execute("DELETE FROM place WHERE place_id = 'country:DJ'")
    file.write_text("name,latitude,longitude\nXyzzy Farm,33.6,43.4\n")
    add(file, base, target, "me", "CC0")
    assert [each.name for each in additions(target)] == ["before", "Xyzzy Farm"]
    with Gazetteer(target) as gazetteer:
        assert gazetteer.place("added:before") is not None


def test_a_report_that_cannot_be_written_adds_nothing(tmp_path: Path) -> None:
    home, file = tmp_path / "home", tmp_path / "places.csv"
    (home / "places-refused.csv").mkdir(parents=True)
    file.write_text("name,latitude,longitude\nXyzzy Farm,33.6,43.4\nNowhere,99,1\n")
    with pytest.raises(FileRefused, match=r"report of refused rows cannot be written.*nothing is added"):
        add(file, BASE, home / OWN, "me", "CC0")
    assert not (home / OWN).exists()
