"""What was added to a gazetteer: kept beside its base, whole, and taken back source by source."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from incidentmap.errors import FileRefused, GazetteerUnavailable
from incidentmap.gazetteer import Gazetteer
from incidentmap.gazetteer.add_file import add
from incidentmap.gazetteer.added_sources import added_sources, remove
from incidentmap.gazetteer.extend import OWN, THEATRE, additions, extend, gazetteer_path
from incidentmap.gazetteer.place_row import PlaceRow
from incidentmap.gazetteer.sqlite_writer import write
from incidentmap.geocode import OfflineGeocoder
from incidentmap.settings import Settings
from tests.gazetteer.brought import ANBAR, BASE, VILLAGE, bring, changed, collection, square


def test_the_old_file_stays_until_the_new_one_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(tmp_path, "IQ.txt", VILLAGE)
    own = tmp_path / "home" / OWN
    before = own.read_bytes()

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(GazetteerUnavailable, match="disk full"):
        bring(tmp_path, "IQ2.txt", changed(VILLAGE, c0="5", c1="Other", c2="", c3="", c4="33.9"))
    assert own.read_bytes() == before
    assert [path.name for path in own.parent.iterdir()] == [OWN]


def test_additions_come_together_and_outlive_a_newer_base(tmp_path: Path) -> None:
    settings = Settings.from_environment({"INCIDENTMAP_HOME": str(tmp_path / "home")})
    own = tmp_path / "home" / OWN
    assert gazetteer_path(settings) == BASE
    bring(tmp_path, "IQ.txt", VILLAGE)
    bring(tmp_path, "places.csv", "name,latitude,longitude\nXyzzy Farm,33.6,43.4\n")
    assert gazetteer_path(settings) == own
    assert len(additions(own)) == 2
    before = own.stat().st_mtime_ns
    assert gazetteer_path(settings) == own
    assert own.stat().st_mtime_ns == before
    write(settings.home / THEATRE, [PlaceRow("country:IQ", "Iraq", "country", 300, "s", "l", "IQ", codes=["IQ"])])
    assert gazetteer_path(settings) == own
    with Gazetteer(own) as gazetteer:
        assert gazetteer.place("site:ain-al-asad") is None  # the newer base has it not
        assert OfflineGeocoder(gazetteer).geocode("Tell Xyzzy", country_codes="IQ") is not None


def test_a_gazetteer_put_there_by_hand_is_used_as_it_is(tmp_path: Path) -> None:
    settings = Settings.from_environment({"INCIDENTMAP_HOME": str(tmp_path)})
    (tmp_path / OWN).write_bytes(BASE.read_bytes())
    assert gazetteer_path(settings) == tmp_path / OWN
    (tmp_path / OWN).write_bytes(b"notes " * 1000)
    with pytest.raises(GazetteerUnavailable):
        gazetteer_path(settings)


def test_the_base_is_not_written_to(tmp_path: Path) -> None:
    file = tmp_path / "IQ.txt"
    file.write_text(VILLAGE)
    with pytest.raises(FileRefused, match="name another file"):
        add(file, BASE, BASE, "s", "l")


def test_assembling_twice_gives_the_same_places(tmp_path: Path) -> None:
    bring(tmp_path, "IQ.txt", VILLAGE)
    own = tmp_path / "home" / OWN
    first = own.read_bytes()
    extend(BASE, [], own)
    assert own.read_bytes() == first


def test_what_was_added_is_listed_and_taken_back_source_by_source(tmp_path: Path) -> None:
    own = tmp_path / "home" / OWN
    bring(tmp_path, "IQ.txt", VILLAGE)
    bring(tmp_path, "one.geojson", collection(ANBAR), "OCHA", "CC BY-IGO")
    bring(tmp_path, "two.geojson", collection(square(41.4, 32.4, 1.7, **ANBAR["properties"])), "GADM", "free")
    assert [str(each) for each in added_sources(own)] == [
        "GADM (free): 1 governorate", "GeoNames (CC BY 4.0): 1 town", "OCHA (CC BY-IGO): 1 governorate",
    ]  # fmt: skip
    with pytest.raises(GazetteerUnavailable, match="“GADM”, “GeoNames”, “OCHA”"):
        remove(BASE, "Nobody", own)
    assert remove(BASE, "GADM", own) == 1
    with Gazetteer(own) as gazetteer:
        anbar = gazetteer.admin1("IQ-AN")
        assert anbar is not None and anbar.source == "OCHA"  # what another source said of it is back
    assert remove(BASE, "OCHA", own) == 1
    with Gazetteer(own) as gazetteer, Gazetteer() as base:
        assert gazetteer.admin1("IQ-AN") == base.admin1("IQ-AN")
        assert gazetteer.outline("admin1:IQ-AN") == base.outline("admin1:IQ-AN")
        assert gazetteer.place("geonames:123456789") is not None
    assert remove(BASE, "GeoNames", own) == 1
    assert not own.exists()


def test_additions_of_an_earlier_version_can_be_taken_back(tmp_path: Path) -> None:
    own = tmp_path / "home" / OWN
    bring(tmp_path, "IQ.txt", VILLAGE)
    with closing(sqlite3.connect(own)) as connection, connection:
        kept = connection.execute("SELECT place_id, record, outline FROM addition").fetchall()
        connection.execute("DROP TABLE addition")
        connection.execute("CREATE TABLE addition (place_id TEXT PRIMARY KEY, record TEXT NOT NULL, outline BLOB)")
        connection.executemany("INSERT INTO addition VALUES (?, ?, ?)", kept)
    bring(tmp_path, "places.csv", "name,latitude,longitude\nXyzzy Farm,33.6,43.4\n", "ours")
    assert [each.source for each in added_sources(own)] == ["GeoNames", "ours"]
    assert remove(BASE, "GeoNames", own) == 1
    assert [record.source for record in additions(own)] == ["ours"]
