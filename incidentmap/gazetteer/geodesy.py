"""Distances and circles on the globe; kilometres and degrees, a sphere of 6,371 km."""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, atan2, cos, degrees, radians, sin, sqrt
from typing import NamedTuple

EARTH_KM = 6371.0088
KM_PER_DEGREE = 111.195  # of latitude


class Circle(NamedTuple):
    """A point and the radius in km around it."""

    latitude: float
    longitude: float
    radius_km: float

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Give its southern, western, northern and eastern edge in degrees, as far as a map in Web Mercator goes.

        East and west it is widest, in degrees, on its side of the nearer pole.
        """
        up = self.radius_km / KM_PER_DEGREE
        south, north = max(self.latitude - up, -85.0), min(self.latitude + up, 85.0)
        aside = up / max(cos(radians(max(abs(south), abs(north)))), 0.1)
        return south, max(self.longitude - aside, -180.0), north, min(self.longitude + aside, 180.0)


def distance_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Measure the great-circle distance between two points."""
    phi, other_phi = radians(latitude), radians(other_latitude)
    half_phi, half_lambda = (other_phi - phi) / 2, radians(other_longitude - longitude) / 2
    chord = sin(half_phi) ** 2 + cos(phi) * cos(other_phi) * sin(half_lambda) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, chord)))


def offset(latitude: float, longitude: float, km: float, bearing: float) -> tuple[float, float]:
    """Walk `km` from a point towards `bearing` (degrees clockwise from north)."""
    phi, arc, theta = radians(latitude), km / EARTH_KM, radians(bearing)
    other_phi = asin(sin(phi) * cos(arc) + cos(phi) * sin(arc) * cos(theta))
    turn = atan2(sin(theta) * sin(arc) * cos(phi), cos(arc) - sin(phi) * sin(other_phi))
    return degrees(other_phi), (longitude + degrees(turn) + 540) % 360 - 180


def bearing_deg(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Give the bearing from the first point to the second, degrees clockwise from north."""
    phi, other_phi = radians(latitude), radians(other_latitude)
    turn = radians(other_longitude - longitude)
    east = sin(turn) * cos(other_phi)
    north = cos(phi) * sin(other_phi) - sin(phi) * cos(other_phi) * cos(turn)
    return degrees(atan2(east, north)) % 360


def holding(circles: Sequence[Circle]) -> Circle:
    """Draw a circle that holds all circles, the smallest for two; grown pair by pair, the widest pair first."""
    around, *rest = sorted(circles, key=lambda circle: (-circle.radius_km, circle))
    while rest:
        farthest = max(rest, key=lambda circle: _gap(around, circle))
        rest.remove(farthest)
        around = _around_two(around, farthest)
    return around


def _gap(one: Circle, other: Circle) -> float:
    return distance_km(*one[:2], *other[:2]) + other.radius_km


def _around_two(one: Circle, other: Circle) -> Circle:
    apart = distance_km(*one[:2], *other[:2])
    if apart + other.radius_km <= one.radius_km:
        return one
    if apart + one.radius_km <= other.radius_km:
        return other
    radius = (apart + one.radius_km + other.radius_km) / 2
    centre = offset(one.latitude, one.longitude, radius - one.radius_km, bearing_deg(*one[:2], *other[:2]))
    return Circle(*centre, radius)
