"""Placements that a person chose: a candidate of the geocoder, or a point of one's own."""

from __future__ import annotations

from incidentmap.errors import InvalidRecord
from incidentmap.gazetteer.geodesy import Circle
from incidentmap.gazetteer.lookup import Gazetteer
from incidentmap.geocode import footprints
from incidentmap.geocode.placement import Placed, query_of
from incidentmap.geocode.relation import footprint_at, mention_of
from incidentmap.model import Candidate, Incident, Place, Placement
from incidentmap.model.vocabulary import WITHOUT_POINT, PlacementMethod, WherePrec

_BY_HAND = "chosen by an analyst"  # in words; `decided_by` says who, once the edit is signed
POINT_PRECISIONS = (WherePrec.EXACT, WherePrec.NEAR, WherePrec.DISTRICT, WherePrec.GOVERNORATE, WherePrec.SEA_OR_AIR)


def at_place(incident: Incident, place: Place, others: tuple[Candidate, ...], gazetteer: Gazetteer) -> Placed:
    """Put an incident at, near or off a place of the gazetteer, as its words say; raise `InvalidRecord`."""
    query = query_of(incident, gazetteer)
    footprint = footprint_at(query, place, mention_of(place, query, also_unknown=True))
    if footprint is None:
        raise InvalidRecord(incident.incident_id, "place", place.name, "has no point; choose another, or give one")
    place = footprint.place
    drawn = footprint.where_prec not in WITHOUT_POINT
    placement = Placement(
        incident.incident_id,
        place.place_id,
        footprint.where_prec,
        place.latitude if drawn else None,
        place.longitude if drawn else None,
        place.radius_km,
        PlacementMethod.CHOSEN,
        alternatives=tuple(other for other in others if other.place_id != place.place_id),
        queried_as=incident.site or incident.place_text,
        geocoder=_BY_HAND,
        anchor_id=footprint.anchor_id,
    )
    return Placed(placement, place)


def at_point(incident: Incident, point: tuple[float, float], where_prec: WherePrec, radius_km: float) -> Placed:
    """Put an incident at a point of one's own; `radius_km` is how far off it may be."""
    latitude, longitude = point
    name = incident.site or incident.place_text[:80]
    place = footprints.point(name, Circle(latitude, longitude, radius_km), incident.country, incident.admin1, _BY_HAND)
    asked = incident.site or incident.place_text
    return Placed(
        Placement(
            incident.incident_id, place.place_id, where_prec, place.latitude, place.longitude, radius_km,
            PlacementMethod.POINT,
            queried_as=asked, geocoder=_BY_HAND,
        ),
        place,
    )  # fmt: skip
