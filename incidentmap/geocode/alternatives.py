"""Places that stand side by side without a word between them: "A / B", "A; B" may be both, or one or the other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from incidentmap.geocode.candidates import SAME_PLACE_KM, Match
from incidentmap.geocode.containment import holders, inside
from incidentmap.geocode.description import ASIDE, Mention, mentions
from incidentmap.geocode.enumeration import SIDE_BY_SIDE, joins_with_and, members
from incidentmap.geocode.place_query import GeocodeResult, PlaceQuery
from incidentmap.geocode.ranking import apart_km
from incidentmap.geocode.relation import ambiguous_result
from incidentmap.geocode.wording import as_read
from incidentmap.model import Candidate, Place
from incidentmap.model.vocabulary import PlaceRelation


def find_either(query: PlaceQuery) -> GeocodeResult | None:
    """Leave the choice between places that lie apart to a person; None where they are one place, or one is not known.

    Where a relation is stated it tells which of them is meant.
    """
    text = ASIDE.sub(" ", as_read(query.text))
    if ":" in text or not SIDE_BY_SIDE.search(text) or joins_with_and(text):
        return None
    if query.relation not in (None, PlaceRelation.AT) or any(each.relation for each in mentions(text)):
        return None
    if query.resolve(Mention(" ".join(query.text.split()))):  # a name with a stroke in it
        return None
    inner, outer = members(text)
    around = holders(query, [mention._replace(outer=True) for mention in outer])
    answers = [answer for options in inner if (answer := _first(query, options, around))]
    places = [answer.place for answer in answers]
    if len(answers) < len(inner) or not any(_lie_apart(*pair) for pair in combinations(places, 2)):
        return None
    listed = {place.place_id: Candidate(place.place_id, place.name, 1.0) for place in places}
    result = ambiguous_result(query, answers[0]._replace(score=1.0, candidates=tuple(listed.values())))
    return result._replace(note=_countries_of(query, places))


def _countries_of(query: PlaceQuery, places: Sequence[Place]) -> str:
    """Say in which countries places lie, where these differ: one of them may be meant as part of the other."""
    lie = {place: country for place in places if (country := query.gazetteer.country(place.country_code))}
    differ = len({country.place_id for country in lie.values()}) > 1 and not any(each.kind == "country" for each in lie)
    return ", ".join(f"{place.name} lies in {country.name}" for place, country in lie.items()) if differ else ""


def _first(query: PlaceQuery, options: Sequence[Mention], around: Sequence[Place]) -> Match | None:
    """Take the first name known; without a country stated only one that is clear, as most words are a village's."""
    answers = (inside(query, mention, around) for mention in options)
    return next((each for each in answers if each and (query.context.country or not each.ambiguous)), None)


def _lie_apart(one: Place, other: Place) -> bool:
    """Tell whether neither place holds the other."""
    if one.kind == other.kind and one.kind in ("country", "admin1", "sea"):
        return one.place_id != other.place_id
    if "sea" in (one.kind, other.kind):
        return False
    if "country" in (one.kind, other.kind):
        return one.country_code != other.country_code
    if "admin1" in (one.kind, other.kind) and one.admin1 == other.admin1:
        return False
    return apart_km(one, other) > max(one.radius_km, other.radius_km, SAME_PLACE_KM)
