"""A file that is added: of no known kind, not there, or without a source."""

from __future__ import annotations

from pathlib import Path

import pytest

from incidentmap.errors import FileRefused
from incidentmap.gazetteer.add_file import add
from incidentmap.gazetteer.extend import OWN
from tests.gazetteer.brought import BASE, VILLAGE, bring


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("notes.txt", "just some notes", "no GeoNames country file"),
        ("empty.csv", "", "no GeoNames country file"),
        ("table.csv", "place,x,y\nA,1,2\n", "no GeoNames country file"),
        ("letters.csv", b"name,latitude,longitude\n\xc7,33,44\n", "In which letters"),
        ("twice.csv", "name,latitude,longitude,Name\nA,33,44,B\n", "twice.csv: the header names name twice"),
        ("broken.geojson", '{"type": "FeatureCollection", ', "is no JSON"),
        ("topo.json", '{"type": "Topology"}', "no GeoJSON FeatureCollection"),
        ("deep.json", '{"a":' * 100_000, "cannot be read|is no JSON"),
        ("image.png", b"\x89PNG\r\n\x1a\n\x00\x00", "UTF-8|no GeoNames"),
        ("bad.zip", b"PK\x03\x04 nothing", "UTF-8|no GeoNames"),
    ],
)
def test_a_file_of_no_known_kind_changes_nothing(tmp_path: Path, name: str, content: str | bytes, problem: str) -> None:
    bring(tmp_path, "IQ.txt", VILLAGE)
    before = (tmp_path / "home" / OWN).read_bytes()
    with pytest.raises(FileRefused, match=problem):
        bring(tmp_path, name, content)
    assert (tmp_path / "home" / OWN).read_bytes() == before
    assert [path.name for path in (tmp_path / "home").iterdir()] == [OWN]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="cannot be read"):
        add(tmp_path / "nowhere.csv", BASE, tmp_path / OWN, "me", "CC0")


def test_source_and_licence_must_be_said(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="--licence"):
        bring(tmp_path, "IQ.txt", VILLAGE, licence=" ")
