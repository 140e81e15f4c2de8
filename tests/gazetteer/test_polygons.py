from __future__ import annotations

import pytest
import shapely

from incidentmap.gazetteer import Gazetteer
from incidentmap.gazetteer.polygons import area_at, governorate_at, km_outside, outline_of
from incidentmap.gazetteer.simplify import read_outline, simplified

TOWNS = [
    ("Baghdad", 33.34, 44.40, "IQ-BG"),
    ("Mosul", 36.335, 43.119, "IQ-NI"),
    ("Ramadi", 33.42, 43.30, "IQ-AN"),
    ("Erbil", 36.19, 44.01, "IQ-AR"),
    ("Kirkuk", 35.47, 44.39, "IQ-KI"),
    ("Deir ez-Zor", 35.336, 40.14, "SY-DY"),
    ("Hasakah", 36.49, 40.75, "SY-HA"),
    ("Saada", 16.94, 43.76, "YE-SD"),
]


@pytest.mark.parametrize(("name", "latitude", "longitude", "code"), TOWNS)
def test_a_town_lies_in_its_governorate(
    gazetteer: Gazetteer, name: str, latitude: float, longitude: float, code: str
) -> None:
    assert governorate_at(gazetteer, latitude, longitude) == code, name
    assert km_outside(gazetteer, latitude, longitude, code) == 0


def test_the_open_sea_lies_in_none(gazetteer: Gazetteer) -> None:
    assert governorate_at(gazetteer, 20.0, 38.0) is None


def test_how_far_outside_is_told_in_km(gazetteer: Gazetteer) -> None:
    away = km_outside(gazetteer, 33.42, 43.30, "IQ-BG")
    assert away is not None
    assert 60 < away < 100


def test_a_governorate_that_is_not_drawn_is_not_known(gazetteer: Gazetteer) -> None:
    assert km_outside(gazetteer, 35.18, 45.98, "IQ-HA") is None
    assert km_outside(gazetteer, 35.18, 45.98, "XX-99") is None


def test_no_districts_are_drawn_unless_somebody_adds_them(gazetteer: Gazetteer) -> None:
    assert area_at(gazetteer, "admin2", 33.34, 44.40) is None


def test_a_governorate_has_its_outline_and_a_district_none(gazetteer: Gazetteer) -> None:
    anbar = outline_of(gazetteer, "admin1:IQ-AN")
    assert anbar is not None
    assert shapely.geometry.shape(anbar).contains(shapely.Point(42.44, 33.79))
    for place_id in ("admin1:IQ-HA", "admin2:IQ.01.98061", "geonames:98182", "nonsense", ""):
        assert outline_of(gazetteer, place_id) is None


def test_nearly_all_towns_agree_with_the_outlines(gazetteer: Gazetteer) -> None:
    query = "SELECT latitude, longitude, admin1 FROM place WHERE kind = 'town' AND latitude IS NOT NULL"
    query += " AND country_code IN ('IQ', 'SY')"
    away = [km_outside(gazetteer, *row) for row in gazetteer._connection.execute(query)]
    known = [km for km in away if km is not None]
    assert len(known) > 400
    assert sum(km <= 5 for km in known) / len(known) > 0.98


def test_neighbours_share_their_border_after_simplifying() -> None:
    wavy = [(0, 0), (0.02, 1), (-0.02, 2), (0, 3)]
    west = shapely.Polygon([*wavy, (-3, 3), (-3, 0)])
    east = shapely.Polygon([*wavy, (3, 3), (3, 0)])
    left, right = map(shapely.from_wkb, simplified([west, east]))
    assert left.intersection(right).area == 0
    assert left.union(right).area == pytest.approx(18)


@pytest.mark.parametrize(
    "geometry",
    [
        {},
        {"type": "Point", "coordinates": [44, 33]},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [["a", "b"]]},
        {"type": "Polygon", "coordinates": [[[44, 33], [45, 33]]]},
        {
            "type": "Polygon",
            "coordinates": [[[440000, 3300000], [450000, 3300000], [450000, 3400000], [440000, 3300000]]],
        },
        {"type": "Polygon"},
    ],
)
def test_what_is_no_outline_in_degrees_is_refused(geometry: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"Polygon|coordinates|degrees"):
        read_outline(geometry)


def test_a_ring_that_crosses_itself_is_mended() -> None:
    bow = {"type": "Polygon", "coordinates": [[[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]]}
    assert read_outline(bow).area == pytest.approx(2)
