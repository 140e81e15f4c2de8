"""From the words for a place to the spot they mean, within what the record says of country and governorate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from incidentmap.geocode import spots
from incidentmap.geocode.coordinates import Written, point_in
from incidentmap.geocode.gazetteer import Gazetteer
from incidentmap.geocode.learned import NOTHING_LEARNED, Learned, Taught
from incidentmap.geocode.resolve import NEAR_EQUAL, Answer, Context, elsewhere, resolve
from incidentmap.geocode.sphere import Circle, distance_km
from incidentmap.geocode.spots import Spot
from incidentmap.geocode.words import Mention, is_between, is_joint, is_rural, is_urban, members, mentions
from incidentmap.model import Candidate, Place
from incidentmap.model.vocabulary import PlaceRelation, WherePrec

_UNKNOWN = "the gazetteer knows no place of these words"
_REACH = 2.5  # of the radius of a disc of a country's size; long countries reach that far
_ELSEWHERE = "no place of these words is known there; the ones listed are elsewhere, or only sound like it"


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
    learned: Learned = NOTHING_LEARNED

    def resolve(self, mention: Mention) -> Answer | None:
        """Look one name up, among the learned ones first."""
        taught = self.learned.named(mention.name, self.context.country, self.context.admin1)
        return _as_taught(taught) if taught else resolve(mention.name, self.gazetteer, self.context)

    def place(self, place_id: str) -> Place | None:
        """Return a place of the gazetteer or of what was learned."""
        return self.gazetteer.place(place_id) or self.learned.place(place_id)


def find(words: Words) -> Finding:
    """Try the names of the words, the inner before the outer; the first one known decides."""
    if point := point_in(words.text):
        return _written(words, point)
    joint = words.relation is PlaceRelation.SEVERAL or is_between(words.text) or _all_known(words)
    if joint and (together := find_several(words, None)):
        return together
    for mention in _whole(words.text) + mentions(words.text):
        if answer := words.resolve(mention):
            return _ambiguous(words, answer) if answer.ambiguous else _one(words, mention, answer)
    return _suggested(words)


def _all_known(words: Words) -> bool:
    """Tell whether "and" joins places that are all known: "command and control" does not."""
    joined = members(words.text)[0] if is_joint(words.text) else []
    return len(joined) > 1 and all(_first(words, options) for options in joined)


def _suggested(words: Words) -> Finding:
    """Say that nothing was found there, and what of these names, or much like them, lies elsewhere in the country."""
    names = [mention.name for mention in _whole(words.text) + mentions(words.text)]
    found = next((listed for name in names if (listed := elsewhere(name, words.gazetteer, words.context))), ())
    return Finding(None, candidates=found, reason=_ELSEWHERE if found else _UNKNOWN)


def _written(words: Words, point: Written) -> Finding:
    """Take coordinates that stand in the words, unless they lie far from the country that is stated."""
    if _is_far(words, point):
        swapped = (
            " they may be swapped" if not _is_far(words, point._replace(latitude=point[1], longitude=point[0])) else ""
        )
        said = f"{point.latitude}, {point.longitude} lies far from the country stated;{swapped}"
        return Finding(None, reason=said.rstrip(";"))
    within = words.context
    place = spots.point("", Circle(*point), within.country, within.admin1, "coordinates in the words")
    exact = point.radius_km <= spots.EXACT_KM
    return Finding(Spot(place, WherePrec.EXACT if exact else WherePrec.NEAR, "coordinates"), 1.0)


def _is_far(words: Words, point: Written) -> bool:
    """Tell whether a point lies out of reach of the stated country; false where none is stated or known."""
    country = words.gazetteer.country(words.context.country)
    label = words.gazetteer.label(country.place_id) if country else None
    return bool(country and label and distance_km(*label, *point[:2]) > _REACH * country.radius_km)


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


def _whole(text: str) -> list[Mention]:
    """Take a description with a comma as one name first: "Red Sea, north" is one."""
    return [Mention(text)] if "," in text or "،" in text else []


def _as_taught(taught: Sequence[Taught]) -> Answer:
    """Answer with what was taught; several places of one name are reported, as with those of the gazetteer."""
    listed = tuple(Candidate(each.place.place_id, each.place.name, 1.0) for each in taught)
    return Answer(taught[0].place, 1.0, listed, ambiguous=len(taught) > 1, kind_differs=False, taught=taught[0].alias)


def _one(words: Words, mention: Mention, answer: Answer) -> Finding:
    place = answer.place
    if mention.part and place.kind == "country":
        spot: Spot | None = Spot(place, WherePrec.VAGUE_AREA, "area")
    elif mention.part and mention.bearing is not None and place.kind in ("admin1", "admin2"):
        spot = spots.part(place, mention.bearing)
    elif mention.outer:
        spot = _somewhere_in(words, mention, answer)
    elif answer.taught and mention.relation is None and words.relation in (None, PlaceRelation.AT):
        spot = Spot(place, answer.taught.where_prec, "alias")
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
    places = [place for rival in rivals if (place := words.place(rival.place_id))]
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
        if answer and answer.place.kind != "country" and (not answer.ambiguous or _is_one_spot(words, answer)):
            return answer
    return None


def _is_one_spot(words: Words, answer: Answer) -> bool:
    """Tell whether near-equal candidates are neighbours: among several places it does not matter which is meant."""
    spot = _ambiguous(words, answer).spot
    return spot is not None and spot.where_prec is WherePrec.NEAR


def _district_of(place: Place, words: Words) -> Spot | None:
    context = words.context._replace(country=place.country_code, admin1=place.admin1, admin2="")
    answers = (resolve(f"{name} district", words.gazetteer, context) for name in (place.name, *place.aliases))
    found = next((answer.place for answer in answers if answer and answer.place.kind == "admin2"), None)
    return (spots.at(found) or governorate_of(found, words.gazetteer)) if found else None


def _is_wide(place: Place) -> bool:
    return place.kind in ("admin1", "country", "sea")
