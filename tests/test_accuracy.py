"""The benchmark of accuracy counts right: on rows of our own, in the columns of UCDP GED."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.benchmarks import accuracy

COLUMNS = ("where_coordinates", "country", "adm_1", "adm_2", "latitude", "longitude", "where_prec", "date_start")
EVENTS = [
    ("Mosul town", "Iraq", "Nīnawá province", "", "36.34", "43.13", "1", "2014-06-10"),
    ("Mosul town", "Iraq", "Nīnawá province", "", "36.34", "43.13", "1", "2016-10-17"),
    ("a farm nobody knows", "Iraq", "Al Anbār province", "", "33.10", "43.20", "1", "2015-01-01"),
    ("a farm nobody knows", "Iraq", "Al Anbār province", "", "33.10", "43.20", "1", "2017-01-01"),
    ("Palmyra town", "Syria", "Homs Governorate", "", "34.56", "38.27", "1", "2015-05-20"),
    ("Palmyra town", "Syria", "Homs Governorate", "", "34.56", "38.27", "1", "2017-03-02"),
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(accuracy.DATA, str(tmp_path))
    return tmp_path


def test_the_table_counts_events_and_says_what_learning_adds(folder: Path) -> None:
    with (folder / accuracy.UCDP).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *EVENTS])
    rows = {row.what: row for row in accuracy.rows(1)}
    once = next(row for what, row in rows.items() if what.startswith("Iraq, each question once (2)"))
    assert once.measured == "50.0 / 50.0 / 100.0"  # the farm falls to its governorate
    learned = next(row for what, row in rows.items() if what.startswith("Iraq, later half"))
    assert (learned.measured, learned.beside) == ("100.0 / 100.0 / 100.0", "nothing learned: 50.0 / 50.0 / 100.0")


def test_the_share_of_points_is_told_beside_the_distance(folder: Path) -> None:
    with (folder / accuracy.UCDP).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *EVENTS])
    rows = {row.what: row for row in accuracy.rows(1)}
    measured = rows["Iraq, gold of precision 1-2 answered at 1-2"].measured
    assert measured.startswith("4 events: 50.0 %; 2 distinct names: 50.0 %")  # the farm falls to its governorate


def test_without_the_file_it_says_so(folder: Path) -> None:
    (row,) = accuracy.rows(1)
    assert "not measured" in row.measured
