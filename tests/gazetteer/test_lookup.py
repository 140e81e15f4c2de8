from __future__ import annotations

import socket
import sqlite3
from pathlib import Path
from typing import NoReturn

import pytest

from incidentmap.errors import GazetteerUnavailable
from incidentmap.geocode import Gazetteer, OfflineGeocoder


def test_a_missing_file_says_which_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(GazetteerUnavailable, match=r"nowhere\.sqlite.*python geodata/build\.py"):
        Gazetteer(tmp_path / "nowhere.sqlite")


def test_another_file_is_refused(tmp_path: Path) -> None:
    text = tmp_path / "notes.sqlite"
    text.write_text("not a database, but long enough to be looked at" * 40)
    with pytest.raises(GazetteerUnavailable, match="build it"):
        Gazetteer(text)
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE place (name TEXT)")
    with pytest.raises(GazetteerUnavailable, match="format"):
        Gazetteer(other)


def test_it_is_read_only(gazetteer: Gazetteer) -> None:
    with pytest.raises(sqlite3.OperationalError):
        gazetteer._connection.execute("DELETE FROM place")


def test_names_are_looked_up_by_any_number_of_keys(gazetteer: Gazetteer) -> None:
    assert gazetteer.named([]) == []
    keys = ["mosul", "tikrit", "erbil", "najaf", "karbala", "mosul", "no such name"]
    found = gazetteer.named(keys)
    assert [entry.key for entry in found] == sorted(entry.key for entry in found)
    assert {entry.key for entry in found} == {*keys[:5]}
    assert len(found) == len(set(found))
    assert all(gazetteer.place_of(entry) == gazetteer.place(entry.place_id) for entry in found)


def test_what_is_remembered_of_a_look_up_is_nobodys_to_change(gazetteer: Gazetteer) -> None:
    before = gazetteer.named(["mosul"])
    gazetteer.named(["mosul"]).clear()
    assert gazetteer.named(["mosul"]) == before != []


def test_what_is_no_id_has_no_place_and_is_not_kept(gazetteer: Gazetteer) -> None:
    assert gazetteer.place("") is None
    kept = gazetteer._number.cache_info().currsize
    assert gazetteer.place("x" * 1_000_000) is None
    assert gazetteer._number.cache_info().currsize == kept


def test_a_country_has_a_label_and_no_point(gazetteer: Gazetteer) -> None:
    iraq = gazetteer.place("country:IQ")
    assert iraq is not None
    assert (iraq.name, iraq.latitude, iraq.longitude) == ("Iraq", None, None)
    latitude, longitude = gazetteer.label("country:IQ") or (0, 0)
    assert 31 < latitude < 35
    assert 42 < longitude < 46
    assert gazetteer.label("site:ain-al-asad") is None


def test_a_governorate_has_its_iso_code_names_and_size(gazetteer: Gazetteer) -> None:
    anbar = gazetteer.place("admin1:IQ-AN")
    assert anbar is not None
    assert (anbar.name, anbar.country_code, anbar.admin1) == ("Al Anbar", "IQ", "IQ-AN")
    assert "الأنبار" in anbar.name_ar
    assert 150 < anbar.radius_km < 300


def test_every_governorate_of_iraq_is_there_and_reaches_its_towns(gazetteer: Gazetteer) -> None:
    query = "SELECT admin1, radius_km FROM place WHERE kind = 'admin1' AND country_code = 'IQ'"
    radius = dict(gazetteer._connection.execute(query).fetchall())
    assert len(radius) == 19
    assert radius["IQ-HA"] >= 20
    assert radius["IQ-BG"] > 30


def test_a_town_is_a_ring_that_another_source_puts_it_in(gazetteer: Gazetteer) -> None:
    query = "SELECT min(radius_km), max(radius_km) FROM place WHERE place_id LIKE 'geonames:%' AND kind = 'town'"
    assert gazetteer._connection.execute(query).fetchone() == (5.0, 25.0)


def test_every_row_names_its_source_and_licence(gazetteer: Gazetteer) -> None:
    query = "SELECT count(*) FROM place WHERE source = '' OR licence = '' OR name = ''"
    assert gazetteer._connection.execute(query).fetchone() == (0,)


def test_an_airfield_or_town_of_the_site_list_is_not_there_twice(gazetteer: Gazetteer) -> None:
    assert gazetteer.place("ourairports:ORAA") is None
    assert gazetteer.place("geonames:174448") is None
    assert gazetteer.place("ourairports:ORNI") is not None


def test_a_site_without_coordinate_stays_without(gazetteer: Gazetteer) -> None:
    akashat = gazetteer.place("site:habur-akashat")
    assert akashat is not None
    assert (akashat.latitude, akashat.longitude, akashat.verified) == (None, None, "no_coordinate")


def test_nothing_opens_a_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    location = OfflineGeocoder().geocode("Ain al-Asad Air Base")
    assert location is not None
    assert location.raw["place_id"] == "site:ain-al-asad"
