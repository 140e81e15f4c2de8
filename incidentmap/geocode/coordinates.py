"""Positions in words, with how far off they may be as they were written; `text.positions` reads them."""

from __future__ import annotations

from typing import NamedTuple

from incidentmap.errors import InvalidRecord
from incidentmap.gazetteer.geodesy import KM_PER_DEGREE
from incidentmap.text.positions import FORMS, position_in, read_position

COORDINATES = "Coordinates"
_LEAST_KM = 0.1
_SHOWN = 60  # characters of what is no point


class Written(NamedTuple):
    """A point, and in km how far off it may be as it was written: 33.8 is less than 33.79512."""

    latitude: float
    longitude: float
    radius_km: float
    rest: str = ""  # the words around it, with `COORDINATES` in its place


def read_point(text: str) -> tuple[float, float]:
    """Read latitude and longitude in degrees; raise `InvalidRecord` for anything but a position."""
    found = read_position(text)
    if found is None:
        raise InvalidRecord("place", "coordinates", text[:_SHOWN], f"is not a point; write {FORMS}")
    return found.latitude, found.longitude


def point_in(text: str) -> Written | None:
    """Find the first position in a text; None if there is none."""
    found = position_in(text)
    if found is None:
        return None
    latitude, longitude, step = found.position
    radius = max(_LEAST_KM, round(step * KM_PER_DEGREE, 1))
    return Written(latitude, longitude, radius, f"{found.before}{COORDINATES}{found.after}")
