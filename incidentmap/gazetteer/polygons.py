"""Governorates as they are drawn: which one holds a point, and how far a point lies outside of its own.

Natural Earth's outlines, simplified to about 1 km, or those that somebody added. Some are coarse (Baghdad is little
more than the city) and some governorates are not drawn at all: ask with a tolerance, and take None for "not known".
"""

from __future__ import annotations

import json
from functools import lru_cache
from math import cos, radians
from typing import Any, NamedTuple

import shapely
from shapely.geometry.base import BaseGeometry

from incidentmap.gazetteer.geodesy import KM_PER_DEGREE
from incidentmap.gazetteer.lookup import Gazetteer


class _Drawn(NamedTuple):
    codes: list[str]
    shapes: dict[str, BaseGeometry]
    tree: shapely.STRtree


def outline_of(gazetteer: Gazetteer, place_id: str) -> dict[str, Any] | None:
    """Return the outline of a governorate or district as a GeoJSON geometry in degrees, None where it is not drawn."""
    wkb = gazetteer.outline(place_id)
    if wkb is None:
        return None
    geometry: dict[str, Any] = json.loads(shapely.to_geojson(shapely.from_wkb(wkb)))
    return geometry


def governorate_at(gazetteer: Gazetteer, latitude: float, longitude: float) -> str | None:
    """Return the ISO 3166-2 code of the governorate that holds a point (degrees), None where none is drawn there."""
    return area_at(gazetteer, "admin1", latitude, longitude)


def area_at(gazetteer: Gazetteer, kind: str, latitude: float, longitude: float) -> str | None:
    """Return the code of the area of a kind (admin1, admin2) that holds a point; on a border, the first by code."""
    drawn = _drawn(gazetteer, kind)
    found = drawn.tree.query(shapely.Point(longitude, latitude), predicate="intersects")
    return drawn.codes[min(found)] if len(found) else None


def km_outside(gazetteer: Gazetteer, latitude: float, longitude: float, admin1: str) -> float | None:
    """Return how many km a point lies outside of a governorate, 0 inside, None where the governorate is not drawn."""
    shape = _drawn(gazetteer, "admin1").shapes.get(admin1)
    if shape is None:
        return None
    # Degrees become km around the point: exact enough for the short distances that matter.
    east, north = KM_PER_DEGREE * cos(radians(latitude)), KM_PER_DEGREE
    flat = shapely.transform(shape, lambda points: (points - (longitude, latitude)) * (east, north))
    return float(shapely.distance(flat, shapely.Point(0, 0)))


def country_at(gazetteer: Gazetteer, latitude: float, longitude: float) -> str | None:
    """Return the ISO 3166-1 code of the country whose governorates hold a point, None where none is drawn there."""
    area = gazetteer.admin1(governorate_at(gazetteer, latitude, longitude) or "")
    return area.country_code if area else None


def km_outside_country(gazetteer: Gazetteer, latitude: float, longitude: float, country: str) -> float | None:
    """Return how many km a point lies outside of a country, 0 inside, None where none of its governorates is drawn."""
    away = (km_outside(gazetteer, latitude, longitude, code) for code in _governorates(gazetteer, country))
    return min((km for km in away if km is not None), default=None)


@lru_cache(maxsize=64)
def _governorates(gazetteer: Gazetteer, country: str) -> tuple[str, ...]:
    return tuple(each.place_id.partition(":")[2] for each in gazetteer.areas("admin1", country))


@lru_cache(maxsize=8)
def _drawn(gazetteer: Gazetteer, kind: str) -> _Drawn:
    outlines = gazetteer.outlines(kind)
    shapes = {code: shapely.from_wkb(wkb) for code, wkb in outlines}
    return _Drawn(list(shapes), shapes, shapely.STRtree(list(shapes.values())))
