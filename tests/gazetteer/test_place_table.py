"""A table of places, from the spreadsheet of any country."""

from __future__ import annotations

from pathlib import Path

import pytest

from incidentmap.gazetteer import Gazetteer
from incidentmap.gazetteer.extend import OWN
from incidentmap.geocode import OfflineGeocoder
from tests.gazetteer.brought import bring, reasons


def test_a_table_of_places(tmp_path: Path) -> None:
    table = (
        "Name,LATITUDE,longitude,kind,aliases,country,admin1,radius_km,population,remark\n"
        "Xyzzy Farm,33.45,43.2,town,مزرعة زيزي|Zizi,Iraq,Anbar,,1200,x\n"
        "Xyzzy Depot,33.5,43.3,base,,,,4,,\n"
        "\n"
        "=cmd(),33.5,43.3,castle,,,,,,\n"
        "Ocean Post,0,-30,,,,,,,\n"
        "Elsewhere,33.5,43.3,,,Atlantis,,,,\n"
        "Elsewhere,33.5,43.3,,,IQ,Atlantis,,,\n"
        "Elsewhere,33.5,43.3,,,SY,IQ-AN,,,\n"
        "Elsewhere,33.5,43.3,,,,,-4,,\n"
        "Elsewhere,33.5\n"
    )
    added = bring(tmp_path, "places.csv", table, "our own list", "CC0")
    assert [(r.name, r.country_code, r.admin1, r.radius_km) for r in added.user_places.records] == [
        ("Xyzzy Farm", "IQ", "IQ-AN", 5.0),
        ("Xyzzy Depot", "IQ", "IQ-AN", 4.0),
    ]
    assert [(line, field) for line, field, _ in reasons(added)] == [
        ("5", "kind"), ("6", "country"), ("7", "country"), ("8", "admin1"), ("9", "admin1"), ("10", "radius_km"),
        ("11", "columns"),
    ]  # fmt: skip
    with Gazetteer(tmp_path / "home" / OWN) as gazetteer:
        raw = OfflineGeocoder(gazetteer).geocode("مزرعة زيزي", country_codes="IQ", admin1="IQ-AN").raw
    assert (raw["name"], raw["source"], raw["licence"]) == ("Xyzzy Farm", "our own list", "CC0")


def test_the_report_is_safe_to_open_in_a_spreadsheet(tmp_path: Path) -> None:
    added = bring(tmp_path, "places.csv", "name,latitude,longitude\nA,=1+1,44\n")
    assert added.report is not None
    assert "'=1+1" in added.report.read_text("utf-8")


def test_positions_in_a_table_are_read_as_people_write_them(tmp_path: Path) -> None:
    rows = "A,33°27'N,43°12'E", "B,٣٣٫٤٥,٤٣٫٢", "C,N 33 27.0,E 43 12.0", "D,43.2E,33.45N", "E,0,0"
    added = bring(tmp_path, "places.csv", "name,latitude,longitude\n" + "\n".join(rows) + "\n")
    assert [(r.name, r.latitude, r.longitude) for r in added.user_places.records] == [
        (name, 33.45, 43.2) for name in "ABC"
    ]
    assert [(line, field) for line, field, _ in reasons(added)] == [("5", "latitude"), ("6", "country")]


def test_a_point_that_contradicts_its_country_or_governorate_is_refused(tmp_path: Path) -> None:
    rows = (
        "Here,33.4,43.2,iq,",
        "Sea,0.1,0.1,IQ,",
        "West,35.5,36.5,IQ,",
        "Swapped,43.2,33.4,IQ,",
        "Off,33.4,43.2,IQ,IQ-BA",
    )
    added = bring(tmp_path, "places.csv", "name,latitude,longitude,country,admin1\n" + "\n".join(rows) + "\n")
    assert [(record.name, record.country_code) for record in added.user_places.records][:1] == [("Here", "IQ")]
    properties = {line: why for line, _, why in reasons(added)}
    assert "lies far from Iraq" in properties["3"] and "swapped?" in properties["5"]
    assert "outside Basra, in Al Anbar" in properties["6"]


@pytest.mark.parametrize(
    "row",
    [
        b'Bad,"33"4,43.2', b'"Bad,33.4,43.2', b"Bad\xff,33.4,43.2", b"Bad\0,33.4,43.2",
        b"B" * 1_000_000 + b",33.4,43.2",
        b"Bad,33.4,43.2,x", b"Bad,33.4", b"Bad," + b"9" * 5_000 + b",43.2", b"Bad,1e999,43.2",
        b"Bad\xed\xa0\x80,33.4,43.2",
    ],
)  # fmt: skip
def test_one_bad_row_costs_no_other(tmp_path: Path, row: bytes) -> None:
    content = "name,latitude,longitude\nمزرعة زيزي,33.6,43.4\n".encode() + row + b"\nXyzzy Depot,33.7,43.4\n"
    added = bring(tmp_path, "places.csv", content)
    assert [record.name for record in added.user_places.records] == ["مزرعة زيزي", "Xyzzy Depot"]
    assert [line for line, _, _ in reasons(added)] == ["3"]


@pytest.mark.parametrize(
    "content",
    [
        "name;latitude;longitude;\nمزرعة زيزي;33,6;43,4;\n".encode("utf-8-sig"),
        "sep=;\nName;Latitude;Longitude\nمزرعة زيزي;33.6;43.4\n".encode(),
        "name\tlatitude\tlongitude\nمزرعة زيزي\t33.6\t43.4\n".encode("utf-16"),
        "name;latitude;longitude\nمزرعة زيزي;33,6;43,4\n".encode("cp1256"),
    ],
)
def test_a_table_from_the_spreadsheet_of_any_country(tmp_path: Path, content: bytes) -> None:
    (record,) = bring(tmp_path, "places.csv", content).user_places.records
    assert (record.name, record.latitude, record.longitude) == ("مزرعة زيزي", 33.6, 43.4)
