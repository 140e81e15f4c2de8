"""How an event stands to a place: at it, near it, off it, somewhere in it."""

from __future__ import annotations

from collections.abc import Sequence

from incidentmap.geocode import spots
from incidentmap.geocode.gazetteer import Gazetteer
from incidentmap.geocode.kinds import names_nothing
from incidentmap.geocode.question import Finding, Words
from incidentmap.geocode.resolve import NEAR_EQUAL, Answer, resolve
from incidentmap.geocode.spots import Spot
from incidentmap.geocode.words import Mention, is_rural, is_urban, mentions
from incidentmap.model import Place
from incidentmap.model.vocabulary import PlacementMethod, PlaceRelation, WherePrec


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


def said_of(place: Place, words: Words, *, also_unknown: bool) -> Mention | None:
    """Return what the words say of where the event stands to a place; None where they say nothing of this one.

    "30 km east of the base" speaks of whatever place is asked about; a distance from a name that nobody knows, too, if
    the place was chosen for these words (`also_unknown`).
    """
    unknown = None
    for mention in mentions(words.text):
        answer = words.resolve(mention)
        if answer and place.place_id in {answer.place.place_id, *(other.place_id for other in answer.candidates)}:
            return mention
        if answer is None and mention.km is not None and (also_unknown or names_nothing(mention.name)):
            unknown = unknown or mention
    return unknown


def governorate_of(place: Place, gazetteer: Gazetteer) -> Spot | None:
    """Fall back to the governorate, or the country, a place lies in."""
    within = gazetteer.admin1(place.admin1) or gazetteer.country(place.country_code)
    return spots.at(within) if within else None


def decided(words: Words, mention: Mention, answer: Answer) -> Finding:
    """Put the event where the one place stands that a name means."""
    place = answer.place
    if mention.part and place.kind == "country":
        spot: Spot | None = Spot(place, WherePrec.VAGUE_AREA, PlacementMethod.AREA)
    elif mention.part and mention.bearing is not None and place.kind in ("admin1", "admin2"):
        spot = spots.part(place, mention.bearing)
    elif mention.outer:
        spot = _somewhere_in(words, mention, answer)
    elif answer.taught and mention.relation is None and words.relation in (None, PlaceRelation.AT):
        spot = Spot(place, answer.taught.where_prec, PlacementMethod.ALIAS)
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


def undecided(words: Words, answer: Answer) -> Finding:
    """Hold near-equal candidates in one area if they are neighbours, else name what they share; a person chooses."""
    rivals = [other for other in answer.candidates if answer.score - other.score < NEAR_EQUAL]
    places = [place for rival in rivals if (place := words.place(rival.place_id))]
    spot = spots.several(places, PlacementMethod.ONE_OF) if len(places) > 1 else None
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


def _district_of(place: Place, words: Words) -> Spot | None:
    context = words.context._replace(country=place.country_code, admin1=place.admin1, admin2="")
    answers = (resolve(f"{name} district", words.gazetteer, context) for name in (place.name, *place.aliases))
    found = next((answer.place for answer in answers if answer and answer.place.kind == "admin2"), None)
    return (spots.at(found) or governorate_of(found, words.gazetteer)) if found else None
