"""Several places in one description: the area that holds them all."""

from __future__ import annotations

from collections.abc import Sequence

from incidentmap.gazetteer.lookup import Gazetteer
from incidentmap.geocode import footprints
from incidentmap.geocode.candidates import Match
from incidentmap.geocode.description import Mention, is_between, joins_with_and, members
from incidentmap.geocode.footprints import Footprint
from incidentmap.geocode.query import GeocodeResult, PlaceQuery
from incidentmap.geocode.relation import ambiguous_result, governorate_of
from incidentmap.model import Candidate, Place
from incidentmap.model.vocabulary import PlacementMethod, WherePrec


def joins_places(query: PlaceQuery) -> bool:
    """Tell whether "and" joins places that are all known: "command and control" does not."""
    joined = members(query.text)[0] if joins_with_and(query.text) else []
    return len(joined) > 1 and all(_first(query, options) for options in joined)


def find_several(query: PlaceQuery, anchor: Place | None) -> GeocodeResult | None:
    """Find the area that holds all places of an enumeration; None where none of them is known."""
    inner, outer = members(query.text)
    answers = [_first(query, options) for options in inner]
    if None in answers and anchor is None and is_between(query.text):
        return _half_known([answer.place for answer in answers if answer])
    known = [anchor] * bool(anchor) + [answer.place for answer in answers if answer]
    places = list({place.place_id: place for place in known if place}.values())
    if not places or None in answers or any(place.latitude is None for place in places):
        holder = _first(query, [mention._replace(outer=True) for mention in outer])
        places += [holder.place] if holder and holder.place not in places and not _is_wide(holder.place) else []
    if not places:
        return None
    score = min([answer.score for answer in answers if answer], default=1.0)
    footprint = _together(query.gazetteer, places)
    listed = tuple(Candidate(place.place_id, place.name, round(score, 3)) for place in places)
    return GeocodeResult(
        footprint, score, listed, reason="" if footprint else "the places named lie too far apart for one area"
    )


def _half_known(known: Sequence[Place]) -> GeocodeResult | None:
    """Refuse "between A and B" where only one of them is known: anywhere around A is not between them."""
    listed = tuple(Candidate(place.place_id, place.name, 1.0) for place in known)
    return (
        GeocodeResult(None, candidates=listed, reason=f"of the places named only {known[0].name} is known")
        if known
        else None
    )


def _together(gazetteer: Gazetteer, places: Sequence[Place]) -> Footprint | None:
    without_point = [place for place in places if place.latitude is None]
    pointed = [place for place in places if place.latitude is not None and place.kind != "admin1"]
    if len(places) == 1:
        return footprints.area(places[0]) if pointed else governorate_of(places[0], gazetteer)
    if len(pointed) == len(places) and (footprint := footprints.several(pointed)):
        return footprint
    if without_point and len(pointed) > 1 and (footprint := footprints.several(pointed)):
        return footprint
    within = {place.admin1 for place in places}
    if len(within) == 1 and (footprint := governorate_of(places[0], gazetteer)):
        return footprint
    countries = {place.country_code for place in places}
    country = gazetteer.country(countries.pop()) if len(countries) == 1 else None
    return Footprint(country, WherePrec.VAGUE_AREA, PlacementMethod.SEVERAL) if country else None


def _first(query: PlaceQuery, options: Sequence[Mention]) -> Match | None:
    for mention in options:
        answer = query.resolve(mention)
        if answer and answer.place.kind != "country" and (not answer.ambiguous or _is_one_place(query, answer)):
            return answer
    return None


def _is_one_place(query: PlaceQuery, answer: Match) -> bool:
    """Tell whether near-equal candidates are neighbours: among several places it does not matter which is meant."""
    footprint = ambiguous_result(query, answer).footprint
    return footprint is not None and footprint.where_prec is WherePrec.NEAR


def _is_wide(place: Place) -> bool:
    return place.kind in ("admin1", "country", "sea")
