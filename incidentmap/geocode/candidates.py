"""From a name and what is known around it to the place it means; nothing is guessed away."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from incidentmap.gazetteer.context import Context
from incidentmap.gazetteer.kind_words import cut_kind, is_administrative
from incidentmap.gazetteer.lookup import Entry, Gazetteer
from incidentmap.geocode.place_words import with_usual_words
from incidentmap.geocode.ranking import AREAS, Scored, apart_km, rank, stands_alone
from incidentmap.geocode.similarity import same_consonants, supported
from incidentmap.geocode.spelling import spelled_otherwise
from incidentmap.model import Alias, Candidate, Place

NEAR_EQUAL = 0.05
CLEAR = 0.06  # by which a place must win where neither country nor governorate is stated
LISTED = 5
SAME_PLACE_KM = 1
_RECENT = 256  # names: one question asks for each of its own several times
WEAK = 0.65  # less than this is only the kind of place, or what is left of a longer name


class Match(NamedTuple):
    """The best place, how well it fits (0 to 1), what else the name may mean, and whether that is near-equal.

    `alike`: only much like a name of the place, so that it is never exactly there.
    """

    place: Place
    score: float
    candidates: tuple[Candidate, ...]
    ambiguous: bool
    kind_differs: bool
    alias: Alias | None = None
    alike: bool = False


@lru_cache(maxsize=_RECENT)
def resolve(name: str, gazetteer: Gazetteer, context: Context = Context()) -> Match | None:  # noqa: B008  immutable
    """Find the place of a name, exact or folded; None if there is none.

    Of places of the same consonants, one much like it within a governorate, one only spelled otherwise in a country.
    What only a part of a longer name or a kind of place speaks for is ambiguous: a candidate for a person.
    """
    ranked = _named(name, gazetteer, context)
    alike: list[Scored] = []
    if _is_weak(ranked) and (context.country or context.admin1):  # elsewhere consonants are no more than hints
        found = same_consonants(name, gazetteer, context)
        alike = supported(name, found, gazetteer, context) or spelled_otherwise(name, found, gazetteer, context)
        ranked = alike or ranked
    if not ranked:
        return None
    best = ranked[0]
    anywhere = not (context.country or context.admin1)
    rivals = [other.entry for other in ranked[1:] if best.score - other.score < (CLEAR if anywhere else NEAR_EQUAL)]
    rivals = [each for each in rivals if anywhere or not _outspells(name, best.entry, each, gazetteer)]
    apart = any(not _same_place(best.entry, rival) for rival in rivals)
    weak = best.score < WEAK and not best.kind_differs and best.entry.core == 1
    ambiguous = weak or (apart and best.entry.kind != "country")  # villages are called Iraq, too
    ambiguous = ambiguous or (anywhere and not stands_alone(name, best.entry))
    place = gazetteer.place_of(best.entry)
    return Match(place, best.score, listed(ranked), ambiguous, best.kind_differs, alike=bool(alike))


def listed(ranked: list[Scored]) -> tuple[Candidate, ...]:
    """List the best of ranked places as candidates."""
    return tuple(Candidate(one.entry.place_id, one.entry.name, round(one.score, 3)) for one in ranked[:LISTED])


def _same_place(one: Entry, other: Entry) -> bool:
    """Tell whether the two are one spot, or one is the area the other lies in: taking the first then hides nothing."""
    areas = [entry.radius_km for entry in (one, other) if entry.kind in AREAS]
    return apart_km(one, other) <= max(areas, default=SAME_PLACE_KM)


def _named(name: str, gazetteer: Gazetteer, context: Context) -> list[Scored]:
    """Rank the places of a name; in a country also with the words that names are made of as the gazetteer has them."""
    ranked = rank(name, gazetteer, context)
    usual = with_usual_words(name) if context.country and _is_weak(ranked) else ""
    return (rank(usual, gazetteer, context) if usual else []) or ranked


def _is_weak(ranked: list[Scored]) -> bool:
    return not ranked or ranked[0].score < WEAK


def _outspells(name: str, one: Entry, other: Entry, gazetteer: Gazetteer) -> bool:
    """Tell whether one "X district" or "X governorate" is called just so, and the other only much like it."""
    core, kind = cut_kind(name)
    if not is_administrative(kind) or one.kind != other.kind:
        return False
    places = gazetteer.place_of(one), gazetteer.place_of(other)
    called = [core in {cut_kind(each)[0] for each in (place.name, *place.aliases)} for place in places]
    return called == [True, False]
