"""Placements that a person chose: a candidate of the geocoder, or a point of one's own."""

from __future__ import annotations

import re

from geopy import Point

from incidentmap.errors import InvalidRecord
from incidentmap.geocode.find import place_at
from incidentmap.geocode.gazetteer import Gazetteer
from incidentmap.geocode.placement import Placed, words_of
from incidentmap.geocode.words import mentions
from incidentmap.model import Candidate, Incident, Place, Placement
from incidentmap.model.vocabulary import WherePrec

BY_HAND = "chosen by an analyst"
POINT_PRECISIONS = (WherePrec.EXACT, WherePrec.NEAR, WherePrec.DISTRICT, WherePrec.GOVERNORATE, WherePrec.SEA_OR_AIR)
_DEGREES = re.compile(r"([0-9]{1,9})\s*°")
_DECIMAL = re.compile(r"\s*([+-]?[0-9]{1,3}(?:\.[0-9]+)?)\s*[,;\s]\s*([+-]?[0-9]{1,3}(?:\.[0-9]+)?)\s*")


def at_place(incident: Incident, place: Place, others: tuple[Candidate, ...], gazetteer: Gazetteer) -> Placed:
    """Put an incident at, near or off a place of the gazetteer, as its words say; raise `InvalidRecord`."""
    words = words_of(incident, gazetteer)
    said = next(iter(mentions(words.text)), None)
    spot = place_at(words, place, said and said._replace(name=place.name))
    if spot is None:
        raise InvalidRecord(incident.incident_id, "place", place.name, "has no point; choose another, or give one")
    place = spot.place
    drawn = spot.where_prec not in (WherePrec.VAGUE_AREA, WherePrec.COUNTRY)
    placement = Placement(
        incident.incident_id,
        place.place_id,
        spot.where_prec,
        place.latitude if drawn else None,
        place.longitude if drawn else None,
        place.radius_km,
        "chosen",
        alternatives=tuple(other for other in others if other.place_id != place.place_id),
        queried_as=incident.site or incident.place_text,
        geocoder=BY_HAND,
    )
    return Placed(placement, place)


def at_point(incident: Incident, point: tuple[float, float], where_prec: WherePrec, radius_km: float) -> Placed:
    """Put an incident at a point of one's own; `radius_km` is how far off it may be."""
    latitude, longitude = (round(value, 5) for value in point)
    place = Place(
        place_id=f"point:{latitude}/{longitude}/{radius_km:g}km",
        name=incident.site or incident.place_text[:80] or f"{latitude}, {longitude}",
        kind="point",
        radius_km=radius_km,
        latitude=latitude,
        longitude=longitude,
        admin1=incident.admin1,
        country_code=incident.country,
        source=BY_HAND,
    )
    asked = incident.site or incident.place_text
    return Placed(
        Placement(
            incident.incident_id, place.place_id, where_prec, latitude, longitude, radius_km, "point",
            queried_as=asked, geocoder=BY_HAND,
        ),
        place,
    )  # fmt: skip


def read_point(text: str) -> tuple[float, float]:
    """Read latitude and longitude in degrees, as decimals or with ° ' ": 33.79, 42.44 or 33°47'12"N 42°26'0"E.

    Raise `InvalidRecord` for anything else; geopy alone would read 33 47 12 N 42 26 0 E as 26 north.
    """
    decimal = _DECIMAL.fullmatch(text)
    try:
        if decimal:
            latitude, longitude = float(decimal[1]), float(decimal[2])
        elif (degrees := _DEGREES.findall(text)) and max(map(int, degrees)) <= 180:  # geopy would go on round the globe
            latitude, longitude, _ = Point.from_string(text)
        else:
            raise ValueError("no known form")
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise ValueError("off the globe")
    except ValueError as trouble:
        problem = "is not a point; write 33.79, 42.44 or 33°47'12\"N 42°26'0\"E, latitude first"
        raise InvalidRecord("place", "coordinates", text[:60], problem) from trouble
    return latitude, longitude
