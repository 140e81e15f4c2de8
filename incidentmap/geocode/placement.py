"""Placing an incident: the path from its fields to a `Placement`, or to the reason why there is none.

1. The `site` is the anchor. `place_relation` and `place_text` say how the event stands to it.
2. Without a site, `place_text` is read within the stated country and governorate.
3. What is not found there falls to the district, the governorate, the country: never to a guess.
Nothing here reads a database or a network; the same incident and gazetteer give the same placement.
"""

from __future__ import annotations

from typing import NamedTuple

from incidentmap.geocode import spots
from incidentmap.geocode.find import Finding, Words, find, find_several, place_at
from incidentmap.geocode.gazetteer import Gazetteer
from incidentmap.geocode.names import fold_light
from incidentmap.geocode.resolve import context_of, resolve
from incidentmap.geocode.spots import Spot
from incidentmap.geocode.words import Mention, offset_in
from incidentmap.model import Candidate, Incident, Place, Placement
from incidentmap.model.vocabulary import PlaceRelation, WherePrec

_NOTHING = "no site, place, governorate or country is stated"
_WITHOUT_POINT = (WherePrec.VAGUE_AREA, WherePrec.COUNTRY)
_SITE_LIST = ("site:", "sea:")
_SOURCES = ("GeoNames", "OurAirports", "Natural Earth")
_FALLBACK_SCORE = 0.5


class Placed(NamedTuple):
    """A placement and the place it names: one of the gazetteer, or one derived from it, to be kept with the record."""

    placement: Placement
    place: Place | None


def place(incident: Incident, gazetteer: Gazetteer) -> Placed:
    """Place one incident; never raises for what the incident says."""
    words = words_of(incident, gazetteer)
    finding = _by_site(incident, words) or _by_text(words)
    asked = incident.site or incident.place_text
    if finding.spot is None or finding.spot.where_prec in _WITHOUT_POINT:
        around = spot_around(incident, gazetteer)
        if around and (finding.spot is None or around.where_prec not in _WITHOUT_POINT):
            score = _FALLBACK_SCORE if asked else 1.0
            finding = finding._replace(spot=around, score=score)
    if finding.spot is None:
        return Placed(_unplaced(incident, finding, asked), None)
    return Placed(_placement(incident, finding, finding.spot, asked), finding.spot.place)


def words_of(incident: Incident, gazetteer: Gazetteer) -> Words:
    """Gather the question an incident puts."""
    context = context_of(gazetteer, incident.country, incident.admin1, incident.admin2)
    return Words(incident.place_text, gazetteer, context, incident.place_relation)


def spot_around(incident: Incident, gazetteer: Gazetteer) -> Spot | None:
    """Fall back to the district, governorate or country the incident states."""
    context = context_of(gazetteer, incident.country, incident.admin1, incident.admin2)
    stated = (f"admin2:{context.admin2}", f"admin1:{context.admin1}", f"country:{context.country}")
    places = (gazetteer.place(place_id) for place_id in stated)
    return next((spot for found in places if found and (spot := spots.at(found))), None)


def anchor_of(site: str, country: str, gazetteer: Gazetteer) -> Place | None:
    """Return the place of the site list with this name or id; the stated country only settles a tie.

    A site may lie on a border and be claimed for the other side.
    """
    if not site.strip():
        return None
    if found := gazetteer.place(site):
        return found
    listed = [entry for entry in gazetteer.named([fold_light(site)]) if entry.place_id.startswith(_SITE_LIST)]
    named = [entry for entry in listed if not entry.core]
    kept = [entry for entry in named if len(named) == 1 or entry.country_code == country]
    return gazetteer.place(kept[0].place_id) if len(kept) == 1 else None


def _by_site(incident: Incident, words: Words) -> Finding | None:
    anchor, score = anchor_of(incident.site, incident.country, words.gazetteer), 1.0
    if anchor is None and incident.site.strip():
        answer = resolve(incident.site, words.gazetteer, words.context)
        if answer and not answer.ambiguous:
            anchor, score = answer.place, answer.score
    if anchor is None:
        return None
    if incident.place_relation is PlaceRelation.SEVERAL and (together := find_several(words, anchor)):
        return together
    km, bearing = offset_in(incident.place_text)
    spot = place_at(words, anchor, Mention(anchor.name, None, km, bearing))
    listed = (Candidate(anchor.place_id, anchor.name, round(score, 3)),)
    return Finding(spot, score, listed, reason="" if spot else f"{anchor.name}: the area is too wide for one ring")


def _by_text(words: Words) -> Finding:
    return find(words) if words.text.strip() else Finding(None, reason=_NOTHING)


def _placement(incident: Incident, finding: Finding, spot: Spot, asked: str) -> Placement:
    drawn = spot.where_prec not in _WITHOUT_POINT
    return Placement(
        incident.incident_id,
        spot.place.place_id,
        spot.where_prec,
        latitude=spot.place.latitude if drawn else None,
        longitude=spot.place.longitude if drawn else None,
        uncertainty_km=spot.place.radius_km,
        method=spot.method,
        score=round(min(finding.score, 1.0), 3),
        alternatives=tuple(other for other in finding.candidates if other.place_id != spot.place.place_id),
        queried_as=asked,
        geocoder=f"offline gazetteer, {_source_of(spot.place)}",
    )


def _source_of(place: Place) -> str:
    """Name the site list for what stands in it (it names its own sources), else the place's source in short."""
    if place.place_id.startswith(_SITE_LIST):
        return "site list"
    return next((name for name in _SOURCES if name in place.source), place.source)


def _unplaced(incident: Incident, finding: Finding, asked: str) -> Placement:
    return Placement(
        incident.incident_id,
        None,
        None,
        alternatives=finding.candidates,
        queried_as=asked,
        reason=finding.reason or _NOTHING,
    )
