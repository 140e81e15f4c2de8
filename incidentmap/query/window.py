"""The part of the map that a screen shows."""

from __future__ import annotations

import math
from typing import NamedTuple


class Window(NamedTuple):
    """What a map shows: its zoom, and its bounds in degrees."""

    zoom: int
    south: float
    west: float
    north: float
    east: float


def around(latitude: float, longitude: float, zoom: float, width: int = 2_560, height: int = 1_440) -> Window:
    """Give what a screen of that many pixels shows at most, seen from its middle."""
    degrees = 360 / (256 * 2**zoom)  # a pixel
    aside, up = width / 2 * degrees, height / 2 * degrees * math.cos(math.radians(latitude))
    return Window(int(zoom), max(latitude - up, -85), longitude - aside, min(latitude + up, 85), longitude + aside)
