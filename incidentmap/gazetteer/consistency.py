"""Points that contradict what the record says around them: they are shown, and said."""

from __future__ import annotations

from incidentmap.gazetteer.context import Context
from incidentmap.gazetteer.geodesy import Circle, distance_km
from incidentmap.gazetteer.lookup import Gazetteer

_SLACK_KM = 20  # as far as places of Baghdad lie outside of its outline, which is little more than the city
_REACH = 2.5  # of the radius of a disc of a country's size; long countries reach that far


def contradiction_of(point: Circle, context: Context, gazetteer: Gazetteer) -> str:
    """Say in a sentence that a point lies outside the stated governorate or far from the stated country; "" if not.

    A point may be as far out as its own radius, and 20 km more.
    """
    from incidentmap.gazetteer.polygons import (
        governorate_at,
        km_outside,
    )  # shapely loads slowly; the first map needs none

    away = km_outside(gazetteer, *point[:2], context.admin1) if context.admin1 else None
    stated = gazetteer.admin1(context.admin1)
    if stated and away is not None and away > point.radius_km + _SLACK_KM:
        other = gazetteer.admin1(governorate_at(gazetteer, *point[:2]) or "")
        return f"lies {away:.0f} km outside {stated.name}" + (f", in {other.name}" if other else "")
    country = gazetteer.country(context.country)
    if country and _is_far(point, country.place_id, country.radius_km, gazetteer):
        swapped = Circle(point.longitude, point.latitude, point.radius_km)
        sentence = f"lies far from {country.name}"
        return sentence if _is_far(swapped, country.place_id, country.radius_km, gazetteer) else f"{sentence}; swapped?"
    return ""


def _is_far(point: Circle, place_id: str, radius_km: float, gazetteer: Gazetteer) -> bool:
    label = gazetteer.label(place_id)
    return label is not None and distance_km(*label, *point[:2]) > _REACH * radius_km
