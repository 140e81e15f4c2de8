"""Which part of the world a picture of the map shows, in Web Mercator."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from incidentmap.index import to_degrees, to_mercator
from incidentmap.query import Window

TILE = 256  # pixels of the whole world at zoom 0
NEAREST_FIT = 9.0  # a single mark is shown with what lies around it
FARTHEST, NEAREST = 3.0, 13.0
ROOM = 56  # pixels around the outermost places: half a large mark, and half a label
_SIDE = 2.0**32  # of Web Mercator in whole numbers, as the index counts

Bounds = tuple[float, float, float, float]  # south, west, north, east, in degrees


@dataclass(frozen=True, slots=True)
class MapWindow:
    """Middle in degrees, zoom 3 to 13 (a part of one is allowed), size in pixels."""

    latitude: float
    longitude: float
    zoom: float
    width: float
    height: float

    def __post_init__(self) -> None:
        if not (FARTHEST <= self.zoom <= NEAREST and abs(self.latitude) <= 85 and abs(self.longitude) <= 180):
            where = f"{self.latitude:g}, {self.longitude:g} at zoom {self.zoom:g}"
            raise ValueError(f"the map cannot show {where}; it goes from 85 south to 85 north, at zoom 3 to 13")

    @property
    def whole_zoom(self) -> int:
        """The zoom by which the map chooses its names and sizes."""
        return math.floor(self.zoom + 0.5)

    @property
    def stretch(self) -> float:
        """How much larger than at its whole zoom the map is; less than 1 is smaller."""
        return float(2 ** (self.zoom - self.whole_zoom))

    @property
    def bounds(self) -> Bounds:
        """The edges of the window."""
        world = TILE * 2**self.zoom
        x, y = (each[0] / _SIDE for each in to_mercator(np.array([self.latitude]), np.array([self.longitude])))
        aside, up = self.width / world / 2, self.height / world / 2
        edges = np.clip([[x - aside, x + aside], [y - up, y + up]], 0, 1 - 1 / _SIDE) * _SIDE
        (north, south), (west, east) = to_degrees(edges[0], edges[1])
        return float(south), float(west), float(north), float(east)

    @property
    def window(self) -> Window:
        """The window as the query knows it."""
        return Window(self.whole_zoom, *self.bounds)

    @property
    def pixels_per_km(self) -> float:
        """How long a kilometre is in the middle of the picture."""
        return TILE * 2**self.zoom / (40_075.017 * math.cos(math.radians(self.latitude)))


def around_all(extents: Sequence[Bounds], width: float, height: float) -> MapWindow:
    """Show all of some extents, as large as they fit."""
    south, west, north, east = (edge(each[at] for each in extents) for at, edge in enumerate((min, min, max, max)))
    mx, my = to_mercator(np.array([south, north]), np.array([west, east]))
    (left, right), (bottom, top) = (mx / _SIDE), (my / _SIDE)
    room = max(width - 2 * ROOM, 1), max(height - 2 * ROOM, 1)
    fits = min(room[0] / max(right - left, 1e-12), room[1] / max(bottom - top, 1e-12)) / TILE
    zoom = min(max(math.log2(fits), FARTHEST), NEAREST_FIT)
    latitude, longitude = to_degrees(np.array([left + right]) / 2 * _SIDE, np.array([bottom + top]) / 2 * _SIDE)
    return MapWindow(float(latitude[0]), float(longitude[0]), zoom, width, height)
