"""Where else a name is known that is not known there, and what is only spelled much like it: hints, never places."""

from __future__ import annotations

from typing import NamedTuple

from incidentmap.gazetteer.context import Context
from incidentmap.gazetteer.kind_words import names_nothing
from incidentmap.geocode.candidates import NEAR_EQUAL, WEAK, Match, listed, resolve
from incidentmap.geocode.description import is_written_as_name
from incidentmap.geocode.place_query import PlaceQuery
from incidentmap.geocode.ranking import stands_alone
from incidentmap.geocode.similarity import same_consonants
from incidentmap.geocode.spelling import one_but_for_vowels
from incidentmap.model import Candidate, Place

_TOLD = 3  # areas; the rest is "elsewhere"


class Elsewhere(NamedTuple):
    """What a name means outside the area asked about, best first, and the areas that hold the best of it."""

    candidates: tuple[Candidate, ...]
    places: tuple[Place, ...]

    @property
    def is_area(self) -> bool:
        """Tell whether the name is that of a country or governorate."""
        return self.places[0].kind in ("country", "admin1")


def known_elsewhere(name: str, query: PlaceQuery, country: str = "") -> Elsewhere | None:
    """Find a name, by no likeness, in the rest of a country, or else anywhere; None where nothing has it.

    Without a country, what is written in small letters is a word, unless a large town or a site is called so.
    """
    for context in (Context(country), Context()) if country else (Context(),):
        answer = resolve(name, query.gazetteer, context)
        if answer and not answer.alike and answer.score >= WEAK and (is_written_as_name(name) or not answer.ambiguous):
            return Elsewhere(answer.candidates, _best(answer, query))
    return None


def alike_elsewhere(name: str, query: PlaceQuery) -> tuple[Candidate, ...]:
    """List what has the same consonants in the country stated; without one, what is large and only spelled otherwise.

    Without a country most words have the consonants of a village somewhere.
    """
    gazetteer, country = query.gazetteer, query.context.country
    if names_nothing(name):
        return ()
    found = same_consonants(name, gazetteer, Context(country))
    if not country:
        known = [one for one in found if stands_alone(name, one.entry)]
        found = one_but_for_vowels(name, known, gazetteer, Context())
    return listed(found)


def holders_of(places: tuple[Place, ...], query: PlaceQuery, country: str) -> str:
    """Name what holds places: their governorates in the `country` asked about, elsewhere their countries."""
    gazetteer = query.gazetteer
    areas = (gazetteer.admin1(each.admin1) if each.country_code == country else None for each in places)
    held = [area or gazetteer.country(each.country_code) for area, each in zip(areas, places, strict=True)]
    names = list(dict.fromkeys(_called(area) for area in held if area))
    return " and ".join(names[:_TOLD] + ["elsewhere"] * (len(names) > _TOLD))


def _called(area: Place) -> str:
    return f"{area.name} governorate" if area.kind == "admin1" else area.name


def _best(answer: Match, query: PlaceQuery) -> tuple[Place, ...]:
    near = [other.place_id for other in answer.candidates if answer.score - other.score < NEAR_EQUAL]
    found = (query.place(place_id) for place_id in near)
    return tuple(place for place in found if place) or (answer.place,)
