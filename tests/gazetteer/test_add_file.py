from __future__ import annotations

import csv
import json
import os
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from incidentmap.errors import FileRefused, GazetteerUnavailable
from incidentmap.gazetteer import Gazetteer, add_file
from incidentmap.gazetteer.add_file import Added, add
from incidentmap.gazetteer.added_sources import added_sources, remove
from incidentmap.gazetteer.extend import OWN, THEATRE, additions, extend, gazetteer_path
from incidentmap.gazetteer.place_row import PlaceRow
from incidentmap.gazetteer.polygons import area_at, governorate_at, outline_of
from incidentmap.gazetteer.sqlite_writer import write
from incidentmap.geocode import OfflineGeocoder
from incidentmap.settings import GEODATA, Settings

BASE = GEODATA / "gazetteer.sqlite"
VILLAGE = (
    "123456789\tTall Xyzzy\tTall Xyzzy\tTell Xyzzy,تل زيزي,xyzzy\t33.45\t43.2\tP\tPPL\tIQ\t\t01\t98718\t\t\t900\t\t50\t"
    "Asia/Baghdad\t2020-01-01"
)


def changed(line: str, **columns: str) -> str:
    cells = line.split("\t")
    for column, value in columns.items():
        cells[int(column[1:])] = value
    return "\t".join(cells)


def bring(
    tmp_path: Path, name: str, content: str | bytes, source: str = "GeoNames", licence: str = "CC BY 4.0"
) -> Added:
    file = tmp_path / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return add(file, BASE, tmp_path / "home" / OWN, source, licence)


def reasons(added: Added) -> list[tuple[str, str, str]]:
    assert added.report is not None
    with added.report.open(encoding="utf-8", newline="") as file:
        return [(row["line"], row["field"], row["reason"]) for row in csv.DictReader(file)]


def test_villages_of_a_country_file_are_found(tmp_path: Path) -> None:
    hill = changed(VILLAGE, c0="7", c6="T", c7="HLL")
    base = changed(VILLAGE, c0="8", c1="Xyzzy Barracks", c2="", c3="", c6="S", c7="MILB")
    added = bring(tmp_path, "IQ.txt", "\n".join([VILLAGE, hill, base]) + "\n")
    assert (len(added.user_places.records), added.user_places.left_out, added.report) == (2, 1, None)
    with Gazetteer(tmp_path / "home" / OWN) as gazetteer:
        place = gazetteer.place("geonames:123456789")
        assert place is not None
        assert (place.admin1, place.admin2, place.country_code) == ("IQ-AN", "IQ.01.98718", "IQ")
        assert (place.source, place.licence, place.name_ar) == ("GeoNames", "CC BY 4.0", "تل زيزي")
        assert "xyzzy" not in place.aliases  # a machine's romanisation
        for name in ("Tell Xyzzy", "Tall Xyzzy village", "تل زيزي"):
            found = OfflineGeocoder(gazetteer).geocode(name, country_codes="IQ")
            assert found.raw["place_id"] == "geonames:123456789"
        assert gazetteer.place("site:ain-al-asad") is not None
        kind = gazetteer.place("geonames:8")
        assert kind is not None
        assert kind.kind == "base"


def test_what_the_gazetteer_has_is_not_there_twice(tmp_path: Path) -> None:
    ramadi = changed(VILLAGE, c0="98717", c1="Ar Ramādī", c4="33.42056", c5="43.30778")
    asad = changed(VILLAGE, c0="174448", c1="Ain al-Asad", c3="", c4="33.8", c5="42.44")
    bring(tmp_path, "IQ.txt", VILLAGE)
    again = bring(tmp_path, "IQ2.txt", "\n".join([VILLAGE, ramadi]))
    assert (len(again.user_places.records), again.user_places.already_there) == (0, 2)
    assert [record.place_id for record in additions(tmp_path / "home" / OWN)] == ["geonames:123456789"]
    assert bring(tmp_path, "IQ3.txt", asad).user_places.already_there in (0, 1)  # a town may stand beside its base


@pytest.mark.parametrize(
    ("row", "field", "reason"),
    [
        (changed(VILLAGE, c0="x"), "geonameid", "is no number"),
        (changed(VILLAGE, c1=" "), "name", "is empty"),
        (changed(VILLAGE, c0="2", c1="a\0b"), "name", "NUL"),
        (changed(VILLAGE, c4="95"), "latitude", "is not between -90 and 90"),
        (changed(VILLAGE, c5="nan"), "longitude", "is not between -180 and 180"),
        (changed(VILLAGE, c4="north"), "latitude", "is no number"),
        (changed(VILLAGE, c4="3_3"), "latitude", "is no number"),  # Python would read these two
        (changed(VILLAGE, c5="1e1"), "longitude", "is no number"),
        (changed(VILLAGE, c14="1_000"), "population", "is no number"),
        (changed(VILLAGE, c8="Iraq"), "country code", "is no ISO 3166-1 code"),
        (changed(VILLAGE, c14="many"), "population", "is no number"),
        ("a\tb", "columns", "columns stand here, not 19"),
        ("", "columns", "columns stand here, not 19"),
        (VILLAGE, "id", "stands twice in the file"),
    ],
)
def test_a_malformed_row_is_refused_and_the_others_taken(tmp_path: Path, row: str, field: str, reason: str) -> None:
    added = bring(tmp_path, "IQ.txt", f"{VILLAGE}\n{row}\n")
    assert [record.place_id for record in added.user_places.records] == ["geonames:123456789"]
    ((line, found, why),) = reasons(added)
    assert (line, found) == ("2", field)
    assert reason in why


def test_a_country_file_in_its_archive(tmp_path: Path) -> None:
    file = tmp_path / "IQ.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr("../XX.txt", "escape")
        archive.writestr("IQ.txt", VILLAGE + "\n")
    assert len(add(file, BASE, tmp_path / OWN, "GeoNames", "CC BY 4.0").user_places.records) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["IQ.zip", OWN]


def test_a_damaged_archive_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "IQ.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("IQ.txt", (VILLAGE + "\n") * 50)
    whole = bytearray(file.read_bytes())
    whole[60:90] = bytes(30)
    file.write_bytes(whole)
    with pytest.raises(FileRefused, match="cannot be read"):
        add(file, BASE, tmp_path / OWN, "GeoNames", "CC BY 4.0")
    whole[6] |= 1  # says it is encrypted
    whole[whole.index(b"PK\x01\x02") + 8] |= 1
    file.write_bytes(whole)
    with pytest.raises(FileRefused, match="cannot be read"):
        add(file, BASE, tmp_path / OWN, "GeoNames", "CC BY 4.0")


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(add_file, "LARGEST", 1_000_000)
    file = tmp_path / "IQ.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("IQ.txt", b"\t" * 2_000_000)
    assert file.stat().st_size < 10_000
    with pytest.raises(FileRefused, match="2,000,000 bytes"):
        add(file, BASE, tmp_path / OWN, "GeoNames", "CC BY 4.0")
    assert not (tmp_path / OWN).exists()


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


def square(west: float, south: float, size: float, **properties: Any) -> dict[str, Any]:
    ring = [[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def collection(*features: Any) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features})


def test_boundaries_of_districts_and_governorates(tmp_path: Path) -> None:
    properties = {"ADM0_PCODE": "IQ", "ADM1_EN": "Al-Anbar", "ADM1_PCODE": "IQG01"}
    existing = square(43.1, 33.2, 0.5, ADM2_EN="Al-Ramadi", ADM2_AR="الرمادي", ADM2_PCODE="IQG01Q05", **properties)
    new = square(42.0, 33.2, 0.5, ADM2_EN="Xyzzy", ADM2_AR="زيزي الجديدة", ADM2_PCODE="IQG01Q99", **properties)
    halabja = square(45.8, 35.0, 0.3, shapeName="Halabja", shapeISO="IQ-HA", shapeGroup="IRQ", shapeType="ADM1")
    added = bring(tmp_path, "iraq.geojson", collection(existing, new, halabja), "OCHA COD", "CC BY-IGO")
    assert (len(added.user_places.records), added.user_places.refusals) == (3, [])
    with Gazetteer(tmp_path / "home" / OWN) as gazetteer:
        assert area_at(gazetteer, "admin2", 33.4, 43.3) == "IQ.01.98718"
        assert area_at(gazetteer, "admin2", 33.4, 42.2) == "IQG01Q99"
        assert governorate_at(gazetteer, 35.1, 45.9) == "IQ-HA"
        for drawn in ("admin2:IQ.01.98718", "admin2:IQG01Q99", "admin1:IQ-HA"):
            assert (outline_of(gazetteer, drawn) or {})["type"] == "Polygon"
        assert governorate_at(gazetteer, 33.34, 44.40) == "IQ-BG"
        ramadi, xyzzy = gazetteer.place("admin2:IQ.01.98718"), gazetteer.place("admin2:IQG01Q99")
        assert ramadi is not None
        assert xyzzy is not None
        assert (ramadi.name, ramadi.source, ramadi.licence) == ("Ramadi District", "OCHA COD", "CC BY-IGO")
        assert "Al-Ramadi" in ramadi.aliases
        assert (xyzzy.admin1, xyzzy.country_code, xyzzy.name_ar) == ("IQ-AN", "IQ", "زيزي الجديدة")
        assert 20 < xyzzy.radius_km < 45
        for name in ("Xyzzy district", "IQG01Q99", "قضاء زيزي الجديدة"):
            found = OfflineGeocoder(gazetteer).geocode(name, country_codes="IQ")
            assert found.raw["place_id"] == "admin2:IQG01Q99"


@pytest.mark.parametrize(
    ("feature", "field", "reason"),
    [
        ("text", "feature", "no GeoJSON feature"),
        ({"type": "Feature", "geometry": None}, "feature", "no GeoJSON feature"),
        (
            square(43, 33, 1, name="A") | {"geometry": {"type": "Point", "coordinates": [43, 33]}},
            "geometry",
            "no Polygon",
        ),
        (square(43, 33, 1, name="A") | {"geometry": [1]}, "geometry", "no Polygon"),
        (square(43e5, 33e5, 1, name="A", admin_level="4"), "geometry", "not in degrees"),
        (square(43, 33, 1, name="A"), "properties", "tell no level"),
        (square(43, 33, 1, ADM3_EN="A", ADM3_PCODE="B"), "properties", "of level 3"),
        (square(43, 33, 1, ADM1_PCODE="IQG77"), "properties", "hold no name"),
        (square(-40, 0, 1, ADM1_EN="A", ADM1_PCODE="B"), "country", "is not told"),
        (square(43, 33, 1, name="؟؟", admin_level="4"), "code", "cannot be made an id"),
        (square(43, 33, 1, name="A\ud800", admin_level="4", shapeID="x1"), "properties", "lone surrogate"),
    ],
)
def test_a_feature_that_is_no_area_is_refused(tmp_path: Path, feature: Any, field: str, reason: str) -> None:
    good = square(42.0, 33.2, 0.5, ADM2_EN="Xyzzy", ADM2_PCODE="IQG01Q99", ADM0_PCODE="IQ")
    added = bring(tmp_path, "areas.json", collection(good, feature))
    assert [record.place_id for record in added.user_places.records] == ["admin2:IQG01Q99"]
    ((line, found, why),) = reasons(added)
    assert (line, found) == ("2", field)
    assert reason in why


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


@pytest.mark.parametrize("letter", [b"\xff", b"\0", b"\xed\xa0\x80"])
def test_one_bad_byte_costs_a_country_file_one_row(tmp_path: Path, letter: bytes) -> None:
    bad = changed(VILLAGE, c0="9", c1="Bad@").encode().replace(b"@", letter)
    added = bring(tmp_path, "IQ.txt", VILLAGE.encode() + b"\n" + bad + b"\n" + changed(VILLAGE, c0="8").encode())
    assert [record.place_id for record in added.user_places.records] == ["geonames:123456789", "geonames:8"]
    assert [line for line, _, _ in reasons(added)] == ["2"]


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


def turned(feature: dict[str, Any]) -> dict[str, Any]:
    """Exchange the axes of an outline, as a program does that writes latitude first."""
    (ring,) = feature["geometry"]["coordinates"]
    return feature | {"geometry": {"type": "Polygon", "coordinates": [[point[::-1] for point in ring]]}}


ANBAR = square(41.5, 32.5, 1.5, ADM1_EN="Al-Anbar", ADM1_PCODE="IQG01", ADM0_PCODE="IQ")
IN_BASRA = {"ADM2_EN": "X", "ADM2_PCODE": "IQG02Q99", "ADM1_EN": "Basrah", "ADM0_PCODE": "IQ"}


def test_an_outline_with_its_axes_exchanged_is_refused(tmp_path: Path) -> None:
    added = bring(tmp_path, "iraq.geojson", collection(turned(ANBAR)))
    ((_, field, why),) = reasons(added)
    assert (field, added.user_places.records) == ("geometry", [])
    assert why == "lies far from Iraq; swapped?"


@pytest.mark.parametrize(
    ("feature", "reason"),
    [
        (square(41.5, 32.5, 1.5, ADM1_EN="Basrah", ADM1_PCODE="IQG02", ADM0_PCODE="IQ"), "km outside Basra"),
        (square(42.0, 33.2, 0.5, **IN_BASRA), "km outside Basra"),
        (square(42.0, 33.2, 0.5, ADM2_EN="X", ADM2_PCODE="SYG02Q99", ADM0_PCODE="SY"), "km outside Syria, in Iraq"),
        (square(36.0, 27.0, 12, ADM1_EN="Al-Anbar", ADM1_PCODE="IQG01", ADM0_PCODE="IQ"), "outside Iraq"),
    ],
)
def test_an_outline_elsewhere_is_refused(tmp_path: Path, feature: dict[str, Any], reason: str) -> None:
    added = bring(tmp_path, "areas.geojson", collection(feature))
    assert added.user_places.records == []
    assert reason in reasons(added)[0][2]


def test_an_outline_does_not_move_the_seat_of_a_district(tmp_path: Path) -> None:
    with Gazetteer() as before:
        seat = before.place("admin2:IQ.01.98718")
    drawn = square(42.9, 33.3, 0.6, ADM2_EN="Al-Ramadi", ADM2_PCODE="IQG01Q05", ADM1_EN="Al-Anbar", ADM0_PCODE="IQ")
    bring(tmp_path, "iraq.geojson", collection(drawn))
    with Gazetteer(tmp_path / "home" / OWN) as gazetteer:
        after = gazetteer.place("admin2:IQ.01.98718")
    assert seat is not None and after is not None
    assert (after.latitude, after.longitude) == (seat.latitude, seat.longitude)
    assert 45 < after.radius_km < 70  # the seat lies near its edge, and nine tenths of the area within the ring


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
