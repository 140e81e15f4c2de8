"""Boundaries in GeoJSON: what they draw, and what is no area of where it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from incidentmap.gazetteer import Gazetteer
from incidentmap.gazetteer.extend import OWN
from incidentmap.gazetteer.polygons import area_at, governorate_at, outline_of
from incidentmap.geocode import OfflineGeocoder
from tests.gazetteer.brought import ANBAR, bring, collection, reasons, square


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


def turned(feature: dict[str, Any]) -> dict[str, Any]:
    """Exchange the axes of an outline, as a program does that writes latitude first."""
    (ring,) = feature["geometry"]["coordinates"]
    return feature | {"geometry": {"type": "Polygon", "coordinates": [[point[::-1] for point in ring]]}}


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


def test_boundaries_added_twice_are_there_already(tmp_path: Path) -> None:
    new = square(42.0, 33.2, 0.5, ADM2_EN="Xyzzy", ADM2_PCODE="IQG01Q99", ADM0_PCODE="IQ")
    ramadi = square(43.1, 33.2, 0.5, ADM2_EN="Al-Ramadi", ADM2_PCODE="IQG01Q05", ADM0_PCODE="IQ")
    anbar = square(41.5, 32.0, 2.2, **ANBAR["properties"])
    content = collection(anbar, new, ramadi)
    first = bring(tmp_path, "areas.json", content).user_places
    own = (tmp_path / "home" / OWN).read_bytes()
    again = bring(tmp_path, "areas.json", content).user_places
    assert [(len(each.records), each.already_there) for each in (first, again)] == [(3, 0), (0, 3)]
    assert (tmp_path / "home" / OWN).read_bytes() == own
    larger = collection(square(41.4, 32.0, 2.3, **ANBAR["properties"]), new, ramadi)
    assert len(bring(tmp_path, "areas.json", larger).user_places.records) == 1


def test_districts_of_one_name_in_two_governorates_are_two(tmp_path: Path) -> None:
    anbar = square(42.0, 33.2, 0.3, name_2="Xyzzy", country="IQ")
    basra = square(47.6, 30.3, 0.3, name_2="Xyzzy", country="IQ")
    added = bring(tmp_path, "areas.json", collection(anbar, basra, anbar)).user_places
    assert [each.place_id for each in added.records] == ["admin2:IQ-AN:Xyzzy", "admin2:IQ-BA:Xyzzy"]
    assert [each.reason for each in added.refusals] == ["stands twice in the file"]


def test_an_outline_that_crosses_itself_is_mended_and_told(tmp_path: Path) -> None:
    bow = square(42.0, 33.2, 0.5, ADM2_EN="Xyzzy", ADM2_PCODE="IQG01Q99", ADM0_PCODE="IQ")
    ring = bow["geometry"]["coordinates"][0]
    ring[1], ring[2] = ring[2], ring[1]
    (note,) = bring(tmp_path, "areas.json", collection(bow)).user_places.notes
    assert note.startswith("Xyzzy: its outline crosses itself (Self-intersection[42.25 33.45])")
