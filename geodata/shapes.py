"""Area and centre of an outline, on a sphere: exact enough for a ring on a map."""

from __future__ import annotations

from math import cos, pi, radians, sqrt
from typing import Any

from incidentmap.gazetteer.geodesy import KM_PER_DEGREE

Ring = list[list[float]]


def polygons(geometry: dict[str, Any]) -> list[list[Ring]]:
    """Give the polygons of a Polygon or MultiPolygon."""
    parts = geometry["coordinates"]
    return [parts] if geometry["type"] == "Polygon" else list(parts)


def centre_and_area(parts: list[list[Ring]]) -> tuple[float, float, float]:
    """Return latitude, longitude and area in km²; holes count as land."""
    rings = [_ring(part[0]) for part in parts]
    area = sum(ring[2] for ring in rings)
    return sum(r[0] * r[2] for r in rings) / area, sum(r[1] * r[2] for r in rings) / area, area


def largest(parts: list[list[Ring]]) -> list[list[Ring]]:
    """Keep the largest polygon: where a label belongs."""
    return [max(parts, key=lambda part: _ring(part[0])[2])]


def radius_of(area: float) -> float:
    """Give the radius of the circle of this area."""
    return sqrt(area / pi)


def _ring(points: Ring) -> tuple[float, float, float]:
    """Return the centre of gravity and the area of a ring, projected around its own middle latitude."""
    longitude, latitude = points[0]
    shrink = cos(radians(sum(point[1] for point in points) / len(points)))
    doubled = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1], strict=True):
        cross = (x1 - longitude) * (y2 - latitude) - (x2 - longitude) * (y1 - latitude)
        doubled += cross
        x += (x1 + x2 - 2 * longitude) * cross
        y += (y1 + y2 - 2 * latitude) * cross
    area = abs(doubled) / 2 * shrink * KM_PER_DEGREE**2
    return latitude + y / (3 * doubled), longitude + x / (3 * doubled), area
