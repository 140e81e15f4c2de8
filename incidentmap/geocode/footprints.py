"""From a place of the gazetteer and a relation to it to the footprint that may be drawn: point, radius, precision.

Whatever is not simply at the place becomes a place of its own ("site:ain-al-asad@7km-E"), so that one `place_id` has
one point, one radius and one precision.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any, NamedTuple

from incidentmap.gazetteer.geodesy import Circle, holding, offset
from incidentmap.geocode.offsets import spread, wind_name
from incidentmap.model import DERIVED, Place
from incidentmap.model.vocabulary import PlacementMethod, WherePrec

EXACT_KM = 5  # a larger site is an area itself
NEAR_KM = 25  # the widest radius that is still "near a named place"
DISTRICT_KM = 100  # the widest that is still like a district
SEAT_KM = 30  # as far as most districts of the theatre reach
_NEAR_MARGIN, _AREA_MARGIN, _SIDE_MARGIN = 5, 8, 15
_PART_SIZE = 0.7  # of the radius: reaches the rim, and over the middle
_LONGEST_ID = 120
_OF_AREAS = {
    "country": WherePrec.COUNTRY,
    "admin1": WherePrec.GOVERNORATE,
    "admin2": WherePrec.DISTRICT,
    "sea": WherePrec.SEA_OR_AIR,
    "town": WherePrec.NEAR,
}
_METHODS = {
    "country": PlacementMethod.COUNTRY,
    "admin1": PlacementMethod.GOVERNORATE,
    "admin2": PlacementMethod.DISTRICT,
    "sea": PlacementMethod.SEA,
    "town": PlacementMethod.TOWN,
}
_SHORT = {"north": "N", "south": "S", "east": "E", "west": "W"}


class Footprint(NamedTuple):
    """A place with one precision, how it came about, and the id of the place that it was derived from, if any."""

    place: Place
    where_prec: WherePrec
    method: PlacementMethod
    anchor_id: str = ""


def at(place: Place) -> Footprint | None:
    """Take the place itself; None where it has no point and is no country."""
    if place.latitude is None and place.kind != "country":
        return None
    exact = place.radius_km <= EXACT_KM and place.kind != DERIVED and place.verified != "unverified"
    wide = WherePrec.NEAR if place.radius_km <= NEAR_KM else WherePrec.DISTRICT  # a plain, a lake
    where_prec = _OF_AREAS.get(place.kind, WherePrec.EXACT if exact else wide)
    return Footprint(place, where_prec, _METHODS.get(place.kind, PlacementMethod.SITE))


def point(name: str, circle: Circle, country: str, admin1: str, source: str) -> Place:
    """Make a place of coordinates: the same ones are the same place."""
    latitude, longitude = round(circle.latitude, 5), round(circle.longitude, 5)
    return Place(
        place_id=f"point:{latitude}/{longitude}/{circle.radius_km:g}km",
        name=name or f"{latitude}, {longitude}",
        kind="point",
        radius_km=circle.radius_km,
        latitude=latitude,
        longitude=longitude,
        admin1=admin1,
        country_code=country,
        source=source,
    )


def of_point(place: Place) -> Footprint | None:
    """Take a point as it is written, as well as its digits tell; None where that is wider than a district."""
    for km, where_prec in ((EXACT_KM, WherePrec.EXACT), (NEAR_KM, WherePrec.NEAR), (DISTRICT_KM, WherePrec.DISTRICT)):
        if place.radius_km <= km:
            return Footprint(place, where_prec, PlacementMethod.COORDINATES)
    return None


def near(place: Place, km: float | None = None) -> Footprint | None:
    """Widen to what "near" may mean, or to the distance the words state."""
    radius = place.radius_km + (_NEAR_MARGIN if km is None else km)
    said = "near" if km is None else f"{km:g} km from"
    suffix = "near" if km is None else f"near-{km:g}km"
    return _widened(place, radius, suffix, said, PlacementMethod.NEAR)


def area(place: Place) -> Footprint | None:
    """Widen to the area named after the place: twice its size, or 8 km more."""
    return _widened(
        place, max(2 * place.radius_km, place.radius_km + _AREA_MARGIN), "area", "area of", PlacementMethod.AREA
    )


def district(place: Place) -> Footprint | None:
    """Widen to the district that is named after the place, where nothing more is known of it."""
    footprint = _widened(place, SEAT_KM, "district", "district of", PlacementMethod.DISTRICT)
    return footprint and footprint._replace(where_prec=WherePrec.DISTRICT)


def part(place: Place, bearing: int) -> Footprint | None:
    """Take the side of a governorate or district that the words name: half-way to its rim, and most of its size."""
    if place.latitude is None or place.longitude is None:
        return None
    wind = wind_name(bearing)
    latitude, longitude = offset(place.latitude, place.longitude, place.radius_km / 2, bearing)
    circle = Circle(latitude, longitude, _PART_SIZE * place.radius_km)
    within = _place(place, circle, f"part-{_short(wind)}", f"{wind}ern {place.name}")
    return Footprint(within, _OF_AREAS[place.kind], PlacementMethod.PART, place.place_id)


def toward(place: Place, km: float | None, bearing: int | None) -> Footprint | None:
    """Move by distance and bearing; without a distance, or where several winds are named, only widen."""
    if bearing is None:
        radius = place.radius_km + (_SIDE_MARGIN if km is None else km)
        return _widened(
            place, radius, "sides" if km is None else f"sides-{km:g}km", "around", PlacementMethod.DIRECTION
        )
    wind = wind_name(bearing)
    if km is None:
        return _widened(place, place.radius_km + _SIDE_MARGIN, _short(wind), f"{wind} of", PlacementMethod.DIRECTION)
    if place.latitude is None or place.longitude is None or _is_area(place):
        return at(place)
    latitude, longitude = offset(place.latitude, place.longitude, km, bearing)
    circle = Circle(latitude, longitude, place.radius_km + spread(bearing) * km)
    name = f"{km:g} km {wind} of {place.name}"
    return _derived(place, circle, f"{km:g}km-{_short(wind)}", name, PlacementMethod.DIRECTION)


def several(places: Sequence[Place], method: PlacementMethod = PlacementMethod.SEVERAL) -> Footprint | None:
    """Draw the circle that holds all places; the method ONE_OF is for one of them, not known which."""
    circles = [
        Circle(p.latitude, p.longitude, p.radius_km)
        for p in places
        if p.latitude is not None and p.longitude is not None
    ]
    if not circles or len(circles) < len(places):
        return None
    suffix = f"{method}-" + "+".join(place.place_id.partition(":")[2] for place in places[1:])
    one_of = method is PlacementMethod.ONE_OF
    joined = " or " if one_of else " and "
    names = joined.join(filter(None, (", ".join(p.name for p in places[:-1]), places[-1].name)))
    first = replace(places[0], **_in_common(places))
    footprint = _derived(first, holding(circles), suffix, names if one_of else f"area of {names}", method)
    return footprint and footprint._replace(anchor_id="")  # none of them more than the others


def _in_common(places: Sequence[Place]) -> dict[str, Any]:
    """Give the areas that hold all places, "" where they lie in different ones."""
    areas = {name: {getattr(place, name) for place in places} for name in ("country_code", "admin1", "admin2")}
    return {name: found.pop() if len(found) == 1 else "" for name, found in areas.items()}


def _widened(place: Place, radius: float, suffix: str, said: str, method: PlacementMethod) -> Footprint | None:
    if place.latitude is None or place.longitude is None or _is_area(place):
        return at(place)  # an area is already as wide as its name
    return _derived(place, Circle(place.latitude, place.longitude, radius), suffix, f"{said} {place.name}", method)


def _derived(anchor: Place, circle: Circle, suffix: str, name: str, method: PlacementMethod) -> Footprint | None:
    if circle.radius_km > DISTRICT_KM:
        return None
    place = _place(anchor, circle, suffix, name)
    where_prec = WherePrec.NEAR if place.radius_km <= NEAR_KM else WherePrec.DISTRICT
    return Footprint(place, where_prec, method, anchor.place_id)


def _place(anchor: Place, circle: Circle, suffix: str, name: str) -> Place:
    return replace(
        anchor,
        place_id=_identifier(anchor.place_id, suffix),
        name=name,
        name_ar="",
        aliases=tuple(filter(None, (anchor.name, anchor.name_ar, *anchor.aliases))),  # to be found by, not shown
        kind=DERIVED,
        latitude=round(circle.latitude, 5),
        longitude=round(circle.longitude, 5),
        radius_km=round(circle.radius_km, 1),
        source=f"from {anchor.place_id}; {anchor.source}",
    )


def _short(wind: str) -> str:
    """Write a wind in letters: "NE", "WSW"."""
    return "".join(_SHORT[point] for point in re.findall("north|south|east|west", wind))


def _is_area(place: Place) -> bool:
    return place.kind in ("country", "admin1", "admin2", "sea")


def _identifier(anchor: str, suffix: str) -> str:
    whole = f"{anchor}@{suffix}"
    if len(whole) <= _LONGEST_ID:
        return whole
    return f"{whole[: _LONGEST_ID - 9]}-{sha256(whole.encode()).hexdigest()[:8]}"
