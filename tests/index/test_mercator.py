"""Positions as whole numbers: a centimetre is kept, and the square ends where Web Mercator does."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from incidentmap.index.mercator import NORTHERNMOST, to_degrees, to_mercator

METRES_A_DEGREE = 111_320
CENTIMETRE = 0.01


@given(st.floats(-NORTHERNMOST, NORTHERNMOST), st.floats(-180, 179.9999999))
def test_a_point_comes_back_to_the_centimetre(latitude: float, longitude: float) -> None:
    north, east = to_degrees(*to_mercator(np.array([latitude]), np.array([longitude])))
    narrower = np.cos(np.radians(latitude))
    assert abs(north[0] - latitude) * METRES_A_DEGREE <= CENTIMETRE
    assert abs(east[0] - longitude) * METRES_A_DEGREE * narrower <= CENTIMETRE


def test_corners_and_what_lies_outside() -> None:
    latitude = np.array([NORTHERNMOST, 90, 0, -NORTHERNMOST, -90, np.nan])
    longitude = np.array([-180, -180, 0, 180, 180, np.nan])
    mx, my = to_mercator(latitude, longitude)
    assert mx.dtype == my.dtype == np.uint32
    assert mx.tolist()[:5] == [0, 0, 2**31, 2**32 - 1, 2**32 - 1]
    assert my.tolist()[1:3] == [0, 2**31]
    assert my[0] <= 1
    assert my.tolist()[4] == 2**32 - 1


def test_a_cell_is_a_shift_of_bits() -> None:
    """The tile of Baghdad at zoom 10, as every tile server numbers it."""
    mx, my = to_mercator(np.array([33.3128]), np.array([44.3615]))
    assert (int(mx[0]) >> 22, int(my[0]) >> 22) == (638, 411)
