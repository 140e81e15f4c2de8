"""From the words for a place to the spot they mean, within what the record says of country and governorate."""

from __future__ import annotations

from incidentmap.geocode import spots
from incidentmap.geocode.coordinates import COORDINATES, Written, point_in
from incidentmap.geocode.doubts import doubt
from incidentmap.geocode.joint import find_several, joins_places
from incidentmap.geocode.question import Finding, Words, readable
from incidentmap.geocode.resolve import elsewhere
from incidentmap.geocode.sphere import Circle
from incidentmap.geocode.standing import decided, place_at, undecided
from incidentmap.geocode.words import Mention, is_between, mentions
from incidentmap.model.vocabulary import PlaceRelation

_UNKNOWN = "the gazetteer knows no place of these words"
_ELSEWHERE = "no place of these words is known there; the ones listed are elsewhere, or only sound like it"


def find(words: Words) -> Finding:
    """Try the names of the words, the inner before the outer; the first one known decides."""
    return readable(lambda: _find(words), words.text)


def _find(words: Words) -> Finding:
    if point := point_in(words.text):
        return _written(words, point)
    joint = words.relation is PlaceRelation.SEVERAL or is_between(words.text) or joins_places(words)
    if joint and (together := find_several(words, None)):
        return together
    for mention in _whole(words.text) + mentions(words.text):
        if answer := words.resolve(mention):
            return undecided(words, answer) if answer.ambiguous else decided(words, mention, answer)
    return _suggested(words)


def _suggested(words: Words) -> Finding:
    """Say that nothing was found there, and what of these names, or much like them, lies elsewhere in the country."""
    names = [mention.name for mention in _whole(words.text) + mentions(words.text)]
    found = next((listed for name in names if (listed := elsewhere(name, words.gazetteer, words.context))), ())
    reason = _ELSEWHERE if found else _UNKNOWN
    if words.context.admin1 and not words.gazetteer.admin1(words.context.admin1):
        reason = f"{reason}; nor is the governorate known that is stated: {words.context.admin1}"
    return Finding(None, candidates=found, reason=reason)


def _whole(text: str) -> list[Mention]:
    """Take a description with a comma as one name first: "Red Sea, north" is one."""
    return [Mention(text)] if "," in text or "،" in text else []


def _written(words: Words, point: Written) -> Finding:
    """Take coordinates that stand in the words, unless they contradict the country or governorate stated."""
    within, circle = words.context, Circle(*point[:3])
    said = f"{point.latitude}, {point.longitude}"
    if contradiction := doubt(circle, within, words.gazetteer):
        return Finding(None, reason=f"{said} {contradiction}")
    if point_in(point.rest):
        return Finding(None, reason="more than one point is written; give one")
    place = spots.point("", circle, within.country, within.admin1, "coordinates in the words")
    mention = next((each for each in mentions(point.rest) if each.relation and each.name == COORDINATES), None)
    spot = place_at(words, place, mention) if mention else spots.of_point(place)
    return Finding(spot, 1.0 if spot else 0.0, reason="" if spot else f"{said} is too coarse for a point")
