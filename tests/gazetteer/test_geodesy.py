from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from incidentmap.gazetteer.geodesy import Circle, bearing_deg, distance_km, holding, offset

LATITUDES, LONGITUDES = st.floats(-70, 70), st.floats(-179, 179)
CIRCLES = st.builds(Circle, st.floats(10, 40), st.floats(30, 60), st.floats(0, 50))


def test_a_known_distance() -> None:
    assert distance_km(33.3128, 44.3615, 36.1911, 44.0092) == pytest.approx(321.7, abs=1)


@given(LATITUDES, LONGITUDES, st.floats(0.1, 2000), st.floats(0, 359.9))
def test_an_offset_is_as_far_and_as_directed_as_asked(
    latitude: float, longitude: float, km: float, turn: float
) -> None:
    there = offset(latitude, longitude, km, turn)
    assert distance_km(latitude, longitude, *there) == pytest.approx(km, rel=1e-6, abs=1e-6)
    assert abs((bearing_deg(latitude, longitude, *there) - turn + 180) % 360 - 180) < 0.01
    assert -180 <= there[1] <= 180


@given(st.lists(CIRCLES, min_size=1, max_size=6))
def test_the_circle_holds_all_circles(circles: list[Circle]) -> None:
    around = holding(circles)
    for circle in circles:
        assert distance_km(*around[:2], *circle[:2]) + circle.radius_km <= around.radius_km + 0.01


@given(st.lists(CIRCLES, min_size=2, max_size=5))
def test_order_does_not_matter(circles: list[Circle]) -> None:
    assert holding(circles) == holding(circles[::-1])


def test_two_circles_are_held_tightly() -> None:
    around = holding([Circle(33.0, 44.0, 1.0), Circle(33.0, 45.0, 1.0)])
    assert around.radius_km == pytest.approx(distance_km(33.0, 44.0, 33.0, 45.0) / 2 + 1, abs=1e-6)


@example(60, 0, 2000, 70)  # east and west a circle is widest nearer to the pole than its middle is
@given(st.floats(-60, 60), st.floats(-90, 90), st.floats(0.1, 2000), st.floats(0, 359.9))
def test_the_edges_of_a_circle_hold_all_of_it(latitude: float, longitude: float, km: float, turn: float) -> None:
    south, west, north, east = Circle(latitude, longitude, km).bounds
    there = offset(latitude, longitude, km, turn)
    assert south - 1e-3 <= there[0] <= north + 1e-3
    assert west - 1e-3 <= there[1] <= east + 1e-3
