"""Additions that meet each other, or a file that is not theirs."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from incidentmap.errors import FileRefused, GazetteerUnavailable
from incidentmap.gazetteer import Gazetteer
from incidentmap.gazetteer.add_file import add
from incidentmap.gazetteer.extend import OWN, additions, extend
from incidentmap.gazetteer.place_row import PlaceRow
from incidentmap.settings import GEODATA

BASE = GEODATA / "gazetteer.sqlite"


def record(name: str) -> PlaceRow:
    return PlaceRow(f"added:{name}", name, "town", 3, "me", "CC0", "IQ", latitude=33.0, longitude=44.0)


def test_what_another_adds_meanwhile_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, sync = tmp_path / OWN, os.fsync

    def meanwhile(number: int) -> None:
        sync(number)
        monkeypatch.setattr("incidentmap.gazetteer.extend.os.fsync", sync)
        monkeypatch.setattr("incidentmap.gazetteer.extend.os.getpid", lambda: -1)  # another process
        extend(BASE, [record("theirs")], target)

    monkeypatch.setattr("incidentmap.gazetteer.extend.os.fsync", meanwhile)
    extend(BASE, [record("ours")], target)
    assert [each.name for each in additions(target)] == ["ours", "theirs"]
    assert list(tmp_path.iterdir()) == [target]


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
    assert [each.name for each in additions(target)] == ["Xyzzy Farm", "before"]
    with Gazetteer(target) as gazetteer:
        assert gazetteer.place("added:before") is not None


def test_a_report_that_cannot_be_written_adds_nothing(tmp_path: Path) -> None:
    home, file = tmp_path / "home", tmp_path / "places.csv"
    (home / "places-refused.csv").mkdir(parents=True)
    file.write_text("name,latitude,longitude\nXyzzy Farm,33.6,43.4\nNowhere,99,1\n")
    with pytest.raises(FileRefused, match=r"report of refused rows cannot be written.*nothing is added"):
        add(file, BASE, home / OWN, "me", "CC0")
    assert not (home / OWN).exists()
