"""From the words for a place to the spot they mean, within what the record says of country and governorate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from incidentmap.geocode import spots
from incidentmap.geocode.gazetteer import Gazetteer
from incidentmap.geocode.resolve import NEAR_EQUAL, Answer, Context, resolve
from incidentmap.geocode.spots import Spot
from incidentmap.geocode.words import Mention, is_between, is_rural, is_urban, members, mentions
from incidentmap.model import Candidate, Place
from incidentmap.model.vocabulary import PlaceRelation, WherePrec

_UNKNOWN = "the gazetteer knows no place of these words"


class Finding(NamedTuple):
    """The spot, or the reason why there is none; what else the words may mean, best first."""

    spot: Spot | None
    score: float = 0.0
    candidates: tuple[Candidate, ...] = ()
    ambiguous: bool = False
    reason: str = ""


class Words(NamedTuple):
    """A question: the words, what is known around them, and how the event stands to the place, if somebody said."""

    text: str
    gazetteer: Gazetteer
    context: Context = Context()
    relation: PlaceRelation | None = None

    def resolve(self, mention: Mention) -> Answer | None:
        """Look one name up."""
        return resolve(mention.name, self.gazetteer, self.context)


def find(words: Words) -> Finding:
    """Try the names of the words, the inner before the outer; the first one known decides."""
    joint = words.relation is PlaceRelation.SEVERAL or is_between(words.text)
    if joint and (together := find_several(words, None)):
        return together
    for mention in mentions(words.text):
        if answer := words.resolve(mention):
            return _ambiguous(words, answer) if answer.ambiguous else _one(words, mention, answer)
    return Finding(None, reason=_UNKNOWN)


def find_several(words: Words, anchor: Place | None) -> Finding | None:
    """Find the area that holds all places of an enumeration; None where none of them is known."""
    inner, outer = members(words.text)
    answers = [_first(words, options) for options in inner]
    known = [anchor] * bool(anchor) + [answer.place for answer in answers if answer]
    places = list({place.place_id: place for place in known if place}.values())
    if not places or None in answers or any(place.latitude is None for place in places):
        holder = _first(words, [mention._replace(outer=True) for mention in outer])
        places += [holder.place] if holder and holder.place not in places and not _is_wide(holder.place) else []
    if not places:
        return None
    score = min([answer.score for answer in answers if answer], default=1.0)
    spot = _together(words.gazetteer, places)
    listed = tuple(Candidate(place.place_id, place.name, round(score, 3)) for place in places)
    return Finding(spot, score, listed, reason="" if spot else "the places named lie too far apart for one area")


def place_at(words: Words, place: Place, mention: Mention | None = None) -> Spot | None:
    """Put the event at, near, around or off a place, as the record's relation and the words say."""
    gazetteer, relation = words.gazetteer, words.relation
    if place.latitude is None and place.kind != "country":
        return governorate_of(place, gazetteer)
    if mention and mention.relation and relation in (None, PlaceRelation.AT):
        relation = mention.relation
    km, bearing = (mention.km, mention.bearing) if mention else (None, None)
    match relation:
        case PlaceRelation.DIRECTION if bearing is not None:
            return spots.toward(place, km, bearing)
        case PlaceRelation.NEAR | PlaceRelation.DIRECTION:
            return spots.near(place, km)
        case PlaceRelation.AREA | PlaceRelation.SEVERAL:
            return spots.area(place)
        case PlaceRelation.DISTRICT:
            return _district_of(place, words) or spots.area(place)
    return spots.at(place)


def governorate_of(place: Place, gazetteer: Gazetteer) -> Spot | None:
    """Fall back to the governorate, or the country, a place lies in."""
    within = gazetteer.admin1(place.admin1) or gazetteer.country(place.country_code)
    return spots.at(within) if within else None


def _one(words: Words, mention: Mention, answer: Answer) -> Finding:
    place = answer.place
    if mention.part and place.kind == "country":
        spot: Spot | None = Spot(place, WherePrec.VAGUE_AREA, "area")
    elif mention.outer:
        spot = _somewhere_in(words, mention, answer)
    elif answer.kind_differs and words.relation in (None, PlaceRelation.AT):
        spot = spots.area(place)  # "Ramadi base", when only the town is known
    else:
        spot = place_at(words, place, mention)
    return Finding(spot, answer.score, answer.candidates, reason="" if spot else f"{place.name}: the area is too wide")


def _somewhere_in(words: Words, mention: Mention, answer: Answer) -> Spot | None:
    """Place what is only known to belong to a place: a street is in the town, a village in its governorate."""
    place, relation = answer.place, words.relation
    if place.kind != "town":
        return place_at(words._replace(relation=None), place)
    at = relation in (None, PlaceRelation.AT)
    if is_urban(words.text) or (mention.part and at):
        return spots.at(place) if at else spots.area(place)
    namesake = next((other for other in answer.candidates if other.place_id.startswith("admin1:")), None)
    within = words.gazetteer.place(namesake.place_id) if namesake else None
    if within or is_rural(words.text):
        return spots.at(within) if within else governorate_of(place, words.gazetteer)
    return spots.area(place)


def _ambiguous(words: Words, answer: Answer) -> Finding:
    """Hold near-equal candidates in one area if they are neighbours, else name what they share; a person chooses."""
    rivals = [other for other in answer.candidates if answer.score - other.score < NEAR_EQUAL]
    places = [place for rival in rivals if (place := words.gazetteer.place(rival.place_id))]
    spot = spots.several(places, "or")
    if spot is None or spot.where_prec is not WherePrec.NEAR:
        spot = _shared(places, words.gazetteer)
    reason = "may be " + " or ".join(f"{place.name} ({place.place_id})" for place in places) + "; choose one"
    return Finding(spot, answer.score, answer.candidates, ambiguous=True, reason="" if spot else reason)


def _shared(places: Sequence[Place], gazetteer: Gazetteer) -> Spot | None:
    """Take the governorate, or the country, all places lie in."""
    if len({place.admin1 for place in places}) == 1:
        return governorate_of(places[0], gazetteer)
    country = gazetteer.country(places[0].country_code)
    return spots.at(country) if country and len({place.country_code for place in places}) == 1 else None


def _together(gazetteer: Gazetteer, places: Sequence[Place]) -> Spot | None:
    without_point = [place for place in places if place.latitude is None]
    pointed = [place for place in places if place.latitude is not None and place.kind != "admin1"]
    if len(places) == 1:
        return spots.area(places[0]) if pointed else governorate_of(places[0], gazetteer)
    if len(pointed) == len(places) and (spot := spots.several(pointed)):
        return spot
    if without_point and len(pointed) > 1 and (spot := spots.several(pointed)):
        return spot
    within = {place.admin1 for place in places}
    if len(within) == 1 and (spot := governorate_of(places[0], gazetteer)):
        return spot
    countries = {place.country_code for place in places}
    country = gazetteer.country(countries.pop()) if len(countries) == 1 else None
    return Spot(country, WherePrec.VAGUE_AREA, "several") if country else None


def _first(words: Words, options: Sequence[Mention]) -> Answer | None:
    for mention in options:
        answer = words.resolve(mention)
        if answer and not answer.ambiguous and answer.place.kind != "country":
            return answer
    return None


def _district_of(place: Place, words: Words) -> Spot | None:
    context = words.context._replace(country=place.country_code, admin1=place.admin1, admin2="")
    answers = (resolve(f"{name} district", words.gazetteer, context) for name in (place.name, *place.aliases))
    found = next((answer.place for answer in answers if answer and answer.place.kind == "admin2"), None)
    return (spots.at(found) or governorate_of(found, words.gazetteer)) if found else None


def _is_wide(place: Place) -> bool:
    return place.kind in ("admin1", "country", "sea")
