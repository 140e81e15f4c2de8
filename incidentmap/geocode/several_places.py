"""Several places in one description: the area that holds them all."""

from __future__ import annotations

from collections.abc import Sequence

from incidentmap.gazetteer.kind_words import names_nothing
from incidentmap.gazetteer.lookup import Gazetteer
from incidentmap.geocode import footprints
from incidentmap.geocode.border_lines import is_border
from incidentmap.geocode.candidates import Match
from incidentmap.geocode.description import Mention, is_written_as_name
from incidentmap.geocode.enumeration import SIDE_BY_SIDE, is_between, joins_with_and, members
from incidentmap.geocode.footprints import Footprint
from incidentmap.geocode.name_spans import words_of
from incidentmap.geocode.place_query import GeocodeResult, PlaceQuery
from incidentmap.geocode.relation import governorate_of, one_of
from incidentmap.model import Candidate, Place
from incidentmap.model.vocabulary import PlacementMethod, WherePrec

_BESIDE = "what is named beside it is not known"


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


def find_known_part(query: PlaceQuery) -> GeocodeResult | None:
    """Offer those places of "A and B" that are known where others are not; None where all are, or none."""
    inner = members(query.text)[0] if joins_with_and(query.text) else []
    known = [answer.place for options in inner if (answer := _first(query, options))]
    return _half_known(known) if len(known) < len(inner) else None


def unknown_beside(query: PlaceQuery) -> str:
    """Say which names of "A / B", "A; B" or "A and B" nothing is known of, where others are known; "" for none.

    Words in small letters, a border, or what only names a kind of place, are no names.
    """
    if not SIDE_BY_SIDE.search(query.text) and not joins_with_and(query.text):
        return ""
    inner, _ = members(query.text)
    unknown = [options[0].name for options in inner if not any(map(query.resolve, options))]
    names = [each for each in unknown if _is_name(query, each)]
    return f"{_BESIDE}: {', '.join(names)}" if names and len(unknown) < len(inner) else ""


def _is_name(query: PlaceQuery, words: str) -> bool:
    named = is_written_as_name(words) and not names_nothing(words) and not is_border(query, words)
    return named and any(word.tells for word in words_of(words))


def _half_known(known: Sequence[Place]) -> GeocodeResult | None:
    """Refuse "between A and B" where only one of them is known: anywhere around A is not between them."""
    listed = tuple(Candidate(place.place_id, place.name, 1.0) for place in known)
    return (
        GeocodeResult(None, candidates=listed, reason=f"of the places named only {_listed(known)} known")
        if known
        else None
    )


def _listed(places: Sequence[Place]) -> str:
    return f"{' and '.join(place.name for place in places)} {'is' if len(places) == 1 else 'are'}"


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
    if within != {""} and len(within) == 1 and (footprint := governorate_of(places[0], gazetteer)):
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
    return one_of(query, answer) is not None


def _is_wide(place: Place) -> bool:
    return place.kind in ("admin1", "country", "sea")
