"""What holds a place is often in the words: "Yarmouk, Mosul" is no Yarmouk of another country."""

from __future__ import annotations

from collections.abc import Sequence

from incidentmap.geocode.candidates import NEAR_EQUAL, WEAK, Match
from incidentmap.geocode.description import Mention
from incidentmap.geocode.place_query import PlaceQuery
from incidentmap.geocode.ranking import apart_km
from incidentmap.model import Place

REACH_KM = 25  # how far beyond its town a place may lie that is told by it, over the border of a governorate
_WIDTH = {"country": 3, "sea": 3, "admin1": 2, "admin2": 1}  # of other kinds 0


def holders(query: PlaceQuery, found: Sequence[Mention]) -> list[Place]:
    """Give what the words say around the place, by its narrowest name known: a town, its district and governorate."""
    for mention in found:
        if mention.outer and not mention.beside and (answer := query.resolve(mention)):
            named = [other for other in answer.candidates if other.score >= WEAK]
            return [place for other in named if (place := query.place(other.place_id))]
    return []


def inside(query: PlaceQuery, mention: Mention, around: Sequence[Place]) -> Match | None:
    """Find the place of a name within what the words say around it; anywhere where they say nothing."""
    if not around:
        return None if mention.held else query.resolve(mention)
    contexts = {query.context._replace(country=each.country_code, admin1=each.admin1): None for each in around}
    for context in (*contexts, query.context):
        answer = query._replace(context=context).resolve(mention)
        if answer and (held := _held(query, answer, around)):
            return held
    return None


def narrowest(query: PlaceQuery, mention: Mention, answer: Match, found: Sequence[Mention]) -> tuple[Mention, Match]:
    """Go on to what the words say within a country, sea or governorate that they name first: "Iraq, Anbar, Ramadi"."""
    while (within := _narrower(query, answer, found)) is not None:
        mention, answer = within
    return mention, answer


def _narrower(query: PlaceQuery, answer: Match, found: Sequence[Mention]) -> tuple[Mention, Match] | None:
    width = _WIDTH.get(answer.place.kind, 0)
    if width <= 1 or answer.ambiguous:
        return None
    named = [mention._replace(outer=False) for mention in found if mention.outer and not mention.part]
    for mention in named:
        other = inside(query, mention, [answer.place])
        if other is None or other.kind_differs or _WIDTH.get(other.place.kind, 0) >= width:
            continue
        if not other.ambiguous:
            return mention, other
        if _lies_by(answer.place, other.place):
            return mention, other._replace(ambiguous=False)
    return None


def _lies_by(sea: Place, place: Place) -> bool:
    """Tell whether a place lies at the sea that is named: then its name needs no country to be clear."""
    return sea.kind == "sea" and apart_km(sea, place) <= sea.radius_km + REACH_KM


def _held(query: PlaceQuery, answer: Match, around: Sequence[Place]) -> Match | None:
    """Keep of the places a name may mean those that lie in what the words say around it."""
    named = [(other, query.place(other.place_id)) for other in answer.candidates]
    kept = [(other, place) for other, place in named if place and any(_holds(each, place) for each in around)]
    if not kept:
        return None
    if len(kept) == len(named):
        return answer
    best, place = kept[0]
    rivals = [other for other, _ in kept if best.score - other.score < NEAR_EQUAL]
    return answer._replace(
        place=place,
        score=best.score,
        candidates=tuple(other for other, _ in kept),
        ambiguous=answer.ambiguous and (len(rivals) > 1 or best.score < WEAK),
    )


def _holds(holder: Place, place: Place) -> bool:
    if place.kind == "sea" or holder.kind == "sea":
        return True
    if holder.country_code != place.country_code:
        return False
    if "country" in (holder.kind, place.kind) or (holder.admin1 and holder.admin1 == place.admin1):
        return True
    return holder.kind != "admin1" and apart_km(holder, place) <= holder.radius_km + REACH_KM
