"""The geometry of a row in files for GIS: as honest as on the map.

Precision 1 and 2 are a point; 3 and 4 the outline of their district or governorate, or nothing; 5 and 6 nothing; 7 the
ring within which it lies.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from math import cos, radians
from typing import NamedTuple

import shapely
from shapely.geometry.base import BaseGeometry

from incidentmap.export.hand_out import Row
from incidentmap.gazetteer import Gazetteer
from incidentmap.gazetteer.geodesy import KM_PER_DEGREE, offset
from incidentmap.gazetteer.outlined import outline_of
from incidentmap.model import Placement
from incidentmap.model.vocabulary import WherePrec

DECIMALS = 6  # of a degree: a decimetre
_CORNERS = 72  # of a ring
_POINTS = (WherePrec.EXACT, WherePrec.NEAR)


class DrawnAs(StrEnum):
    """What a geometry stands for."""

    POINT = "point"
    OUTLINE = "outline"
    RING = "ring"
    NOTHING = "nothing"


class Drawn(NamedTuple):
    """A geometry in degrees WGS 84 (longitude, latitude), and what it stands for."""

    kind: DrawnAs
    geometry: BaseGeometry | None = None


NOTHING = Drawn(DrawnAs.NOTHING)


def drawn(row: Row, gazetteer: Gazetteer) -> Drawn:
    """Give the geometry of a row."""
    placement = row.record.placement
    if placement is None or placement.where_prec is None:
        return NOTHING
    if placement.where_prec in _POINTS:
        return Drawn(DrawnAs.POINT, shapely.Point(*_point(placement)))
    if placement.where_prec is WherePrec.SEA_OR_AIR:
        ring = _ring(*_point(placement), placement.uncertainty_km)
        return Drawn(DrawnAs.RING, ring) if ring else NOTHING
    outline = _outline(gazetteer, placement.place_id or "", placement.where_prec)
    return Drawn(DrawnAs.OUTLINE, outline) if outline else NOTHING


def _point(placement: Placement) -> tuple[float, float]:
    assert placement.longitude is not None and placement.latitude is not None  # noqa: S101  # the model sees to it
    return round(placement.longitude, DECIMALS), round(placement.latitude, DECIMALS)


@lru_cache(maxsize=500)  # of many incidents in few areas
def _outline(gazetteer: Gazetteer, place_id: str, where_prec: WherePrec) -> BaseGeometry | None:
    found = outline_of(gazetteer, place_id, where_prec)
    if found is None:
        return None
    outline: BaseGeometry = shapely.orient_polygons(shapely.from_wkb(found))  # as RFC 7946 wants them
    return outline


def _ring(longitude: float, latitude: float, km: float | None) -> BaseGeometry | None:
    """Draw a circle on the globe; None without a radius, and where it would hold a pole or cross the date line."""
    up = (km or 0) / KM_PER_DEGREE
    aside = up / max(cos(radians(latitude)), 0.01)
    if not km or abs(latitude) + up > 89 or abs(longitude) + 2 * aside > 180:
        return None
    corners = [offset(latitude, longitude, km, -360 / _CORNERS * each) for each in range(_CORNERS)]
    return shapely.Polygon([(round(east, DECIMALS), round(north, DECIMALS)) for north, east in corners])
