"""Points that contradict what the record says around them: they are shown, and said."""

from __future__ import annotations

from typing import NamedTuple

from incidentmap.gazetteer.context import Context
from incidentmap.gazetteer.geodesy import Circle, distance_km
from incidentmap.gazetteer.lookup import Gazetteer

_SLACK_KM = 20  # as far as places of Baghdad lie outside of its outline, which is little more than the city
_WATERS_KM = 370  # 200 nautical miles: as far off its coast as something may still be called a country's
_REACH = 2.5  # of the radius of a disc of a country's size; long countries reach that far


BLANK = "is what an empty cell becomes, in the sea off Africa"


class Contradiction(NamedTuple):
    """Where a point lies instead of where it should, and the point turned round where that cures it."""

    sentence: str
    swapped: Circle | None = None


def contradiction_at(point: Circle, context: Context, gazetteer: Gazetteer) -> Contradiction | None:
    """Tell that a point lies outside the stated country or governorate; None if not, or if nobody can tell.

    A point may be as far out as its own radius, and 20 km more; off a coast as far as a country's waters reach.
    0, 0 is contradicted wherever it is stated to be.
    """
    if point[:2] == (0, 0):
        return Contradiction(BLANK)
    sentence = _outside(point, context, gazetteer)
    if not sentence:
        return None
    swapped = Circle(point.longitude, point.latitude, point.radius_km)
    cures = abs(swapped.latitude) <= 90 and not _outside(swapped, context, gazetteer)
    return Contradiction(sentence, swapped if cures else None)


def contradiction_of(point: Circle, context: Context, gazetteer: Gazetteer) -> str:
    """Say in a sentence what contradicts a point, and whether it may be turned round; "" if nothing does."""
    found = contradiction_at(point, context, gazetteer)
    return f"{found.sentence}{'; swapped?' if found.swapped else ''}" if found else ""


def _outside(point: Circle, context: Context, gazetteer: Gazetteer) -> str:
    return _outside_country(point, context.country, gazetteer) or _outside_governorate(point, context.admin1, gazetteer)


def _outside_country(point: Circle, code: str, gazetteer: Gazetteer) -> str:
    from incidentmap.gazetteer.polygons import country_at, km_outside_country  # shapely loads slowly

    country = gazetteer.country(code)
    here = country_at(gazetteer, *point[:2]) if country else None
    if country is None or here == code:
        return ""
    away = km_outside_country(gazetteer, *point[:2], code)
    if away is None:  # nothing of it is drawn
        return f"lies far from {country.name}" if _is_far(point, country.place_id, country.radius_km, gazetteer) else ""
    if away <= point.radius_km + (_SLACK_KM if here else _WATERS_KM):
        return ""
    other = gazetteer.country(here or "")
    return f"lies {away:.0f} km outside {country.name}, in {other.name}" if other else f"lies far from {country.name}"


def _outside_governorate(point: Circle, code: str, gazetteer: Gazetteer) -> str:
    from incidentmap.gazetteer.polygons import governorate_at, km_outside

    stated = gazetteer.admin1(code) if code else None
    away = km_outside(gazetteer, *point[:2], code) if stated else None
    if stated is None or away is None or away <= point.radius_km + _SLACK_KM:
        return ""
    other = gazetteer.admin1(governorate_at(gazetteer, *point[:2]) or "")
    return f"lies {away:.0f} km outside {stated.name}" + (f", in {other.name}" if other else "")


def _is_far(point: Circle, place_id: str, radius_km: float, gazetteer: Gazetteer) -> bool:
    label = gazetteer.label(place_id)
    return label is not None and distance_km(*label, *point[:2]) > _REACH * radius_km
