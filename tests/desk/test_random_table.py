"""A random table through `geocode`, the form and back: every row out, nothing raised, nothing abroad without a word."""

from __future__ import annotations

from itertools import repeat
from pathlib import Path

import pytest

from incidentmap.desk import batch
from incidentmap.formats.incident_csv import to_csv
from tests import random_table


@pytest.mark.parametrize("seed", [1, 2])
def test_every_row_of_a_random_table_comes_out(tmp_path: Path, seed: int) -> None:
    assert random_table.problems(500, seed, tmp_path) == []


def test_a_point_abroad_is_named_in_its_reason_and_not_only_something(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(random_table, "strings", lambda _: repeat("150 km west of Al-Qaim"))  # in Syria
    assert random_table.problems(20, 1, tmp_path) == []
    monkeypatch.setattr(batch, "_with_word", lambda found, _: found._replace(reason="something"))
    assert any("in Syria without a word" in each for each in random_table.problems(20, 1, tmp_path))


def test_what_a_table_loses_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(random_table, "to_csv", lambda sent: to_csv(sent).replace(b"Mosul", b"Mosel"))
    assert any("another in the table of incidents" in each for each in random_table.problems(50, 1, tmp_path))


def test_no_reader_of_words_gives_up(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    random_table.problems(500, 3, tmp_path)
    assert not caplog.records  # a fault of ours in one description is logged, and costs its place
