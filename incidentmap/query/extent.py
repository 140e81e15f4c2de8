"""Where what is shown lies: all of it, or the most of it without what few lie far away."""

from __future__ import annotations

import numpy as np

from incidentmap.index import to_degrees
from incidentmap.query.apply import View
from incidentmap.query.place_marks import joined_by_place

FEW = 0.2  # of the incidents with a point: as many may be left out

Corners = tuple[tuple[float, float], tuple[float, float]]  # south-western and north-eastern; latitude, longitude


def extent(view: View, home: Corners | None = None) -> Corners | None:
    """Give the corners of the points shown; None where there are none.

    What lies outside `home` is left out if it is at most a fifth of the incidents.
    """
    joined, held = joined_by_place(view), view.index.incidents
    points = ~joined.on_area
    latitude, longitude = to_degrees(held.mx[joined.best[points]], held.my[joined.best[points]])
    if not len(latitude):
        return None
    if home is not None:
        kept = _within(home, latitude, longitude)
        count = joined.count[points]
        if count[~kept].sum() <= FEW * count.sum():
            latitude, longitude = latitude[kept], longitude[kept]
    return (float(latitude.min()), float(longitude.min())), (float(latitude.max()), float(longitude.max()))


def _within(corners: Corners, latitude: np.ndarray, longitude: np.ndarray) -> np.ndarray:
    (south, west), (north, east) = corners
    inside: np.ndarray = (latitude >= south) & (latitude <= north) & (longitude >= west) & (longitude <= east)
    return inside
