"""Placing an incident: the path from its fields to a `Placement`, or to the reason why there is none.

1. The `site` is the anchor. `place_relation` and `place_text` say how the event stands to it.
2. Without a site, `place_text` is read within the stated country and governorate.
3. What is not found there falls to the district, the governorate, the country: never to a guess.
Nothing here reads a database or a network; the same incident and gazetteer give the same placement.
"""

from __future__ import annotations

from typing import NamedTuple

from incidentmap.gazetteer.context import context_of
from incidentmap.gazetteer.kind_words import cut_kind
from incidentmap.gazetteer.lookup import Gazetteer
from incidentmap.geocode import footprints
from incidentmap.geocode.alias_index import NO_ALIASES, AliasIndex
from incidentmap.geocode.candidates import resolve
from incidentmap.geocode.description import Mention, offset_in
from incidentmap.geocode.find import find
from incidentmap.geocode.footprints import Footprint
from incidentmap.geocode.place_query import GeocodeResult, PlaceQuery, readable
from incidentmap.geocode.relation import footprint_at, mention_of, never_exact
from incidentmap.geocode.several_places import find_several
from incidentmap.geocode.telling import read_as_told
from incidentmap.model import Candidate, Incident, Place, Placement
from incidentmap.model.vocabulary import WITHOUT_POINT, PlacementMethod, PlaceRelation, WherePrec
from incidentmap.text.folding import fold_light

_NOTHING = "no site, place, governorate or country is stated"
_UNKNOWN_SITE = "the gazetteer knows no site of this name"
_SITE_LIST = ("site:", "sea:")
_SOURCES = ("GeoNames", "OurAirports", "Natural Earth")
_FALLBACK_SCORE = 0.5  # of what is only stated around words that nobody could read


class Placed(NamedTuple):
    """A placement and the place it names: one of the gazetteer, or one derived from it, to be kept with the record."""

    placement: Placement
    place: Place | None


def place(incident: Incident, gazetteer: Gazetteer, aliases: AliasIndex = NO_ALIASES) -> Placed:
    """Place one incident; never raises for what the incident says."""
    asked = incident.site or incident.place_text
    result = result_of(incident, gazetteer, aliases)
    if result.footprint is None:
        return Placed(_unplaced(incident, result, asked), None)
    return Placed(_placement(incident, result, result.footprint, asked), result.footprint.place)


def result_of(incident: Incident, gazetteer: Gazetteer, aliases: AliasIndex = NO_ALIASES) -> GeocodeResult:
    """Find the footprint of one incident, or the area stated around it, and why nothing better is known."""
    query = query_of(incident, gazetteer, aliases)
    asked = incident.site or incident.place_text
    found = readable(lambda: _by_site(incident, query) or _by_text(incident, query), asked)
    return or_around(found, query, asked)


def query_of(incident: Incident, gazetteer: Gazetteer, aliases: AliasIndex = NO_ALIASES) -> PlaceQuery:
    """Gather the question an incident puts."""
    context = context_of(gazetteer, incident.country, incident.admin1, incident.admin2)
    return PlaceQuery(incident.place_text, gazetteer, context, incident.place_relation, aliases)


def or_around(result: GeocodeResult, query: PlaceQuery, asked: str) -> GeocodeResult:
    """Take the district, governorate or country stated around the words where nothing narrower was found.

    What is stated and not known is noted: the place was looked for without it.
    """
    result = result._replace(
        note="; ".join(filter(None, (result.note, *query.context.unknown, *query.context.read_as)))
    )
    says_no_more = result.footprint and result.footprint.place.place_id == f"admin1:{query.context.admin1}"
    if result.footprint and result.footprint.where_prec not in WITHOUT_POINT and not says_no_more:
        return result
    around = _around(query)
    if around is None or (result.footprint and around.where_prec in WITHOUT_POINT):
        return result
    if says_no_more and around.where_prec is not WherePrec.DISTRICT:
        return result
    if not asked:
        return result._replace(footprint=around, score=1.0)
    reason = "; ".join(filter(None, (result.reason, f"this is the {around.method} that is stated")))
    return result._replace(footprint=around, score=_FALLBACK_SCORE, reason=reason, fell_back=True)


def _around(query: PlaceQuery) -> Footprint | None:
    country, admin1, admin2, *_ = query.context
    district = query.gazetteer.place(f"admin2:{admin2}")
    stated = (district, query.gazetteer.place(f"admin1:{admin1}"), query.gazetteer.place(f"country:{country}"))
    seat = _seat(query) if admin2 and district is None else None
    return seat or next((footprint for found in stated if found and (footprint := footprints.at(found))), None)


def _seat(query: PlaceQuery) -> Footprint | None:
    """Take the town that a district nobody lists is named after."""
    within = query.context._replace(admin2="")
    answer = resolve(cut_kind(query.context.admin2)[0], query.gazetteer, within)
    return (
        footprints.district(answer.place) if answer and not answer.ambiguous and answer.place.kind == "town" else None
    )


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


def _by_site(incident: Incident, query: PlaceQuery) -> GeocodeResult | None:
    if not incident.site.strip():
        return None
    answer = query.resolve(Mention(incident.site))
    alias = answer.alias if answer and not answer.ambiguous else None
    if answer and alias and query.relation in (None, PlaceRelation.AT):
        return GeocodeResult(
            Footprint(answer.place, alias.where_prec, PlacementMethod.ALIAS), answer.score, answer.candidates
        )
    anchor, score = None if alias else anchor_of(incident.site, incident.country, query.gazetteer), 1.0
    if anchor is None and answer and not answer.ambiguous:
        anchor, score = answer.place, answer.score
    if anchor is None:
        return None
    if incident.place_relation is PlaceRelation.SEVERAL and (together := find_several(query, anchor)):
        return together
    if query.relation in (None, PlaceRelation.AT):
        said = mention_of(anchor, query, also_unknown=False)
    else:
        said = Mention(anchor.name, None, *offset_in(incident.place_text))
    footprint = footprint_at(query, anchor, said)
    taken = answer if answer and answer.place == anchor else None
    footprint = never_exact(footprint) if taken and taken.alike else footprint
    note = read_as_told(incident.site, taken) if taken else ""
    listed = (Candidate(anchor.place_id, anchor.name, round(score, 3)),)
    return GeocodeResult(
        footprint,
        score,
        listed,
        reason="" if footprint else f"{anchor.name}: the area is too wide for one ring",
        note=note,
    )


def _by_text(incident: Incident, query: PlaceQuery) -> GeocodeResult:
    if query.text.strip():
        return find(query)
    return GeocodeResult(None, reason=_UNKNOWN_SITE if incident.site.strip() else _NOTHING)


def _placement(incident: Incident, result: GeocodeResult, footprint: Footprint, asked: str) -> Placement:
    drawn = footprint.where_prec not in WITHOUT_POINT
    return Placement(
        incident.incident_id,
        footprint.place.place_id,
        footprint.where_prec,
        latitude=footprint.place.latitude if drawn else None,
        longitude=footprint.place.longitude if drawn else None,
        uncertainty_km=footprint.place.radius_km,
        method=footprint.method,
        score=round(min(result.score, 1.0), 3),
        alternatives=tuple(other for other in result.candidates if other.place_id != footprint.place.place_id),
        queried_as=asked,
        geocoder=f"offline gazetteer, {_source_of(footprint.place)}",
        reason=result.told if result.fell_back else "",
        fell_back=result.fell_back,
        anchor_id=footprint.anchor_id,
    )


def _source_of(place: Place) -> str:
    """Name the site list for what stands in it (it names its own sources), else the place's source in short."""
    if place.place_id.startswith(_SITE_LIST):
        return "site list"
    return next((name for name in _SOURCES if name in place.source), place.source)


def _unplaced(incident: Incident, result: GeocodeResult, asked: str) -> Placement:
    return Placement(
        incident.incident_id,
        None,
        None,
        alternatives=result.candidates,
        queried_as=asked,
        reason=result.told or _NOTHING,
    )
