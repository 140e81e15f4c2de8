"""From the words for a place to the footprint they mean, within what the record says of country and governorate."""

from __future__ import annotations

from incidentmap.gazetteer.consistency import contradiction_of
from incidentmap.gazetteer.geodesy import Circle
from incidentmap.geocode import footprints
from incidentmap.geocode.candidates import elsewhere
from incidentmap.geocode.coordinates import COORDINATES, Written, point_in
from incidentmap.geocode.description import Mention, is_between, mentions
from incidentmap.geocode.query import GeocodeResult, PlaceQuery, readable
from incidentmap.geocode.relation import ambiguous_result, footprint_at, matched
from incidentmap.geocode.several_places import find_several, joins_places
from incidentmap.model.vocabulary import PlaceRelation

_UNKNOWN = "the gazetteer knows no place of these words"
_ELSEWHERE = "no place of these words is known there; the ones listed are elsewhere, or only sound like it"


def find(query: PlaceQuery) -> GeocodeResult:
    """Try the names of the words, the inner before the outer; the first one known decides."""
    return readable(lambda: _find(query), query.text)


def _find(query: PlaceQuery) -> GeocodeResult:
    if point := point_in(query.text):
        return _written(query, point)
    several = query.relation is PlaceRelation.SEVERAL or is_between(query.text) or joins_places(query)
    if several and (together := find_several(query, None)):
        return together
    for mention in _whole(query.text) + mentions(query.text):
        if answer := query.resolve(mention):
            return ambiguous_result(query, answer) if answer.ambiguous else matched(query, mention, answer)
    return _suggested(query)


def _suggested(query: PlaceQuery) -> GeocodeResult:
    """Say that nothing was found there, and what of these names, or much like them, lies elsewhere in the country."""
    names = [mention.name for mention in _whole(query.text) + mentions(query.text)]
    found = next((listed for name in names if (listed := elsewhere(name, query.gazetteer, query.context))), ())
    reason = _ELSEWHERE if found else _UNKNOWN
    if query.context.admin1 and not query.gazetteer.admin1(query.context.admin1):
        reason = f"{reason}; nor is the governorate known that is stated: {query.context.admin1}"
    return GeocodeResult(None, candidates=found, reason=reason)


def _whole(text: str) -> list[Mention]:
    """Take a description with a comma as one name first: "Red Sea, north" is one."""
    return [Mention(text)] if "," in text or "،" in text else []


def _written(query: PlaceQuery, point: Written) -> GeocodeResult:
    """Take coordinates that stand in the words, unless they contradict the country or governorate stated."""
    within, circle = query.context, Circle(*point[:3])
    said = f"{point.latitude}, {point.longitude}"
    if contradiction := contradiction_of(circle, within, query.gazetteer):
        return GeocodeResult(None, reason=f"{said} {contradiction}")
    if point_in(point.rest):
        return GeocodeResult(None, reason="more than one point is written; give one")
    place = footprints.point("", circle, within.country, within.admin1, "coordinates in the words")
    mention = next((each for each in mentions(point.rest) if each.relation and each.name == COORDINATES), None)
    footprint = footprint_at(query, place, mention) if mention else footprints.of_point(place)
    return GeocodeResult(
        footprint, 1.0 if footprint else 0.0, reason="" if footprint else f"{said} is too coarse for a point"
    )
