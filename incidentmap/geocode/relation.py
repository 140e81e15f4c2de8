"""How an event stands to a place: at it, near it, off it, somewhere in it."""

from __future__ import annotations

from collections.abc import Sequence

from incidentmap.gazetteer.kind_words import cut_kind, names_nothing
from incidentmap.gazetteer.lookup import Gazetteer
from incidentmap.geocode import footprints
from incidentmap.geocode.candidates import NEAR_EQUAL, Match, resolve
from incidentmap.geocode.description import Mention, is_rural, is_urban, mentions
from incidentmap.geocode.footprints import Footprint
from incidentmap.geocode.place_query import GeocodeResult, PlaceQuery
from incidentmap.model import Place
from incidentmap.model.vocabulary import PlacementMethod, PlaceRelation, WherePrec
from incidentmap.text.folding import fold


def footprint_at(query: PlaceQuery, place: Place, mention: Mention | None = None) -> Footprint | None:
    """Put the event at, near, around or off a place, as the record's relation and the words say."""
    gazetteer, relation = query.gazetteer, query.relation
    if place.latitude is None and place.kind != "country":
        return governorate_of(place, gazetteer)
    if mention and mention.relation and relation in (None, PlaceRelation.AT):
        relation = mention.relation
    km, bearing = (mention.km, mention.bearing) if mention else (None, None)
    match relation:
        case PlaceRelation.DIRECTION if bearing is not None or (mention and mention.relation is relation):
            return footprints.toward(place, km, bearing)
        case PlaceRelation.NEAR | PlaceRelation.DIRECTION:
            return footprints.near(place, km)
        case PlaceRelation.AREA | PlaceRelation.SEVERAL:
            return footprints.area(place)
        case PlaceRelation.DISTRICT:
            return _district_of(place, query) or footprints.area(place)
    return footprints.at(place)


def never_exact(footprint: Footprint | None) -> Footprint | None:
    """Widen what is exact to what is near: the name is only much like the place's."""
    return footprints.near(footprint.place) if footprint and footprint.where_prec is WherePrec.EXACT else footprint


def mention_of(place: Place, query: PlaceQuery, *, also_unknown: bool) -> Mention | None:
    """Return what the words say of where the event stands to a place; None where they say nothing of this one.

    "30 km east of the base" speaks of whatever place is asked about; a distance from a name that nobody knows, too, if
    the place was chosen for these words (`also_unknown`).
    """
    unknown = None
    for mention in mentions(query.text):
        answer = query.resolve(mention)
        if answer and place.place_id in {answer.place.place_id, *(other.place_id for other in answer.candidates)}:
            return mention
        if answer is None and mention.km is not None and (also_unknown or names_nothing(mention.name)):
            unknown = unknown or mention
    return unknown


def governorate_of(place: Place, gazetteer: Gazetteer) -> Footprint | None:
    """Fall back to the governorate, or the country, a place lies in."""
    within = gazetteer.admin1(place.admin1) or gazetteer.country(place.country_code)
    return footprints.at(within) if within else None


def matched(query: PlaceQuery, mention: Mention, answer: Match) -> GeocodeResult:
    """Put the event where the one place stands that a name means."""
    place = answer.place
    if place.kind == "country" and (mention.part or mention.bearing is not None):
        footprint: Footprint | None = Footprint(place, WherePrec.VAGUE_AREA, PlacementMethod.AREA)
    elif _is_part(mention, place) and mention.bearing is not None:
        footprint = footprints.part(place, mention.bearing)
    elif mention.outer:
        footprint = _somewhere_in(query, mention, answer)
    elif answer.alias and mention.relation is None and query.relation in (None, PlaceRelation.AT):
        footprint = Footprint(place, answer.alias.where_prec, PlacementMethod.ALIAS)
    elif answer.kind_differs and query.relation in (None, PlaceRelation.AT):
        footprint = footprints.area(place)  # "Ramadi base", when only the town is known
    else:
        footprint = footprint_at(query, place, mention)
    footprint = never_exact(footprint) if answer.alike else footprint
    reason = "" if footprint else f"{place.name}: the area is too wide"
    return GeocodeResult(footprint, answer.score, answer.candidates, reason=reason, taken=(mention, answer))


def _is_part(mention: Mention, place: Place) -> bool:
    """Tell whether a wind names a part of the place: "south of the Red Sea" is in it, in most languages."""
    return (mention.part and place.kind in ("admin1", "admin2", "sea")) or (place.kind == "sea" and mention.km is None)


def _somewhere_in(query: PlaceQuery, mention: Mention, answer: Match) -> Footprint | None:
    """Place what is only known to belong to a place: a street is in the town, a village in its governorate."""
    place, relation = answer.place, query.relation
    if place.kind != "town":
        return footprint_at(query._replace(relation=None), place)
    at = relation in (None, PlaceRelation.AT)
    if is_urban(query.text) or (mention.part and at):
        return footprints.at(place) if at else footprints.area(place)
    within = _namesake(query, mention, answer)
    if within or is_rural(query.text):
        return footprints.at(within) if within else governorate_of(place, query.gazetteer)
    return footprints.area(place)


def _namesake(query: PlaceQuery, mention: Mention, answer: Match) -> Place | None:
    """Return the governorate that is commonly called as its town is: Aleppo, but not Nineveh, once Mosul's."""
    called = {fold(cut_kind(name)[0]) for name in (mention.name, answer.place.name, answer.place.name_ar)}
    for other in answer.candidates:
        area = query.place(other.place_id) if other.place_id.startswith("admin1:") else None
        if area and called & {fold(cut_kind(name)[0]) for name in (area.name, area.name_ar) if name}:
            return area
    return None


def one_of(query: PlaceQuery, answer: Match) -> Footprint | None:
    """Give the area that holds all places that a name may mean, if they are neighbours."""
    places = _rivals(query, answer)
    footprint = footprints.several(places, PlacementMethod.ONE_OF) if len(places) > 1 else None
    return footprint if footprint and footprint.where_prec is WherePrec.NEAR else None


def ambiguous_result(query: PlaceQuery, answer: Match, mention: Mention | None = None) -> GeocodeResult:
    """Hold near-equal candidates in one area if they are neighbours, else name what they share; a person chooses.

    An offset is kept, and the ring is the wider for all the places it may start from.
    """
    places = _rivals(query, answer)
    alone = len(places) == 1 and not (query.context.country or query.context.admin1)  # may be no place at all
    footprint = None
    if not alone:
        footprint = _off_one_of(query, places, mention) or one_of(query, answer) or _shared(places, query.gazetteer)
    reason = "may be " + " or ".join(f"{place.name} ({place.place_id})" for place in places) + "; choose one"
    return GeocodeResult(
        footprint,
        answer.score,
        answer.candidates,
        ambiguous=True,
        reason="" if footprint else reason,
        taken=(mention, answer) if mention else None,
    )


def _rivals(query: PlaceQuery, answer: Match) -> list[Place]:
    rivals = [other for other in answer.candidates if answer.score - other.score < NEAR_EQUAL]
    return [place for rival in rivals if (place := query.place(rival.place_id))]


def _off_one_of(query: PlaceQuery, places: Sequence[Place], mention: Mention | None) -> Footprint | None:
    said = (mention and not mention.outer and mention.relation) or query.relation not in (None, PlaceRelation.AT)
    together = footprints.several(places, PlacementMethod.ONE_OF) if said and len(places) > 1 else None
    moved = footprint_at(query, together.place, mention) if together else None
    return moved and moved._replace(anchor_id="")  # none of them more than the others


def _shared(places: Sequence[Place], gazetteer: Gazetteer) -> Footprint | None:
    """Take the governorate, or the country, all places lie in."""
    if places[0].admin1 and len({place.admin1 for place in places}) == 1:
        return governorate_of(places[0], gazetteer)
    country = gazetteer.country(places[0].country_code)
    return footprints.at(country) if country and len({place.country_code for place in places}) == 1 else None


def _district_of(place: Place, query: PlaceQuery) -> Footprint | None:
    context = query.context._replace(country=place.country_code, admin1=place.admin1, admin2="")
    answers = (resolve(f"{name} district", query.gazetteer, context) for name in (place.name, *place.aliases))
    known = (answer.place for answer in answers if answer and not answer.ambiguous)
    found = next((place for place in known if place.kind == "admin2"), None)
    return (footprints.at(found) or governorate_of(found, query.gazetteer)) if found else None
