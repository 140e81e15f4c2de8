"""Outlines that a user brings, checked as points are: they lie in the country and governorate that they state."""

from __future__ import annotations

from math import cos, radians

import shapely
from shapely.geometry.base import BaseGeometry

from incidentmap.gazetteer.consistency import contradiction_of
from incidentmap.gazetteer.context import Context
from incidentmap.gazetteer.geodesy import KM_PER_DEGREE, Circle
from incidentmap.gazetteer.lookup import Gazetteer
from incidentmap.gazetteer.place_row import PlaceRow
from incidentmap.gazetteer.polygons import country_at
from incidentmap.gazetteer.user_places import Refused

_DISPUTED_KM = 100  # as far as one map may draw a border from where another does
_SHARE = 0.9  # of an area that a ring about its seat should hold
_STEPS = 12


def check_outline(outline: BaseGeometry, record: PlaceRow, gazetteer: Gazetteer) -> None:
    """Raise `Refused` for an area in another country or governorate, or with a corner far away: axes are swapped."""
    inside = outline.representative_point()
    middle = Circle(round(inside.y, 4), round(inside.x, 4), 0.0)
    around = Context(record.country_code, record.admin1 if gazetteer.admin1(record.admin1) else "")
    problem = contradiction_of(middle, around, gazetteer) or _in_another(middle, record.country_code, gazetteer)
    if problem:
        raise Refused("geometry", f"{middle.latitude}, {middle.longitude}", problem)
    for longitude, latitude in shapely.get_coordinates(outline.convex_hull):
        corner = Circle(round(float(latitude), 4), round(float(longitude), 4), _DISPUTED_KM)
        if problem := contradiction_of(corner, Context(record.country_code), gazetteer):
            raise Refused("geometry", f"{corner.latitude}, {corner.longitude}", problem)


def reach(outline: BaseGeometry, latitude: float, longitude: float) -> float:
    """Give how many km about a point hold nine tenths of an area."""
    scale = (KM_PER_DEGREE * cos(radians(latitude)), KM_PER_DEGREE)
    flat = shapely.transform(outline, lambda points: (points - (longitude, latitude)) * scale)
    here = shapely.Point(0, 0)
    low, high = 0.0, float(shapely.hausdorff_distance(flat, here))
    for _ in range(_STEPS):
        middle = (low + high) / 2
        held = flat.intersection(here.buffer(middle)).area
        low, high = (low, middle) if held >= _SHARE * flat.area else (middle, high)
    return high


def _in_another(middle: Circle, country: str, gazetteer: Gazetteer) -> str:
    """Say in which country an area lies whose own country the gazetteer does not hold."""
    if gazetteer.country(country):
        return ""
    other = gazetteer.country(country_at(gazetteer, *middle[:2]) or "")
    return f"lies in {other.name}, not in {country}" if other else ""
