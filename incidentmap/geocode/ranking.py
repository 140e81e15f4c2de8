"""The places of a name, ranked: kind of match, kind of place, people."""

from __future__ import annotations

import re
from math import inf, log10
from typing import NamedTuple

from incidentmap.gazetteer.context import Context, within
from incidentmap.gazetteer.geodesy import distance_km
from incidentmap.gazetteer.kind_words import agrees, cut_kind, is_administrative, names_nothing
from incidentmap.gazetteer.lookup import Entry, Gazetteer
from incidentmap.geocode.description import is_written_as_name
from incidentmap.geocode.other_letters import has_other_letters
from incidentmap.model import Place
from incidentmap.text.folding import fold_light
from incidentmap.text.search_keys import keys

LARGE_TOWN = 50_000  # people
_COLLECTED = ("geonames:", "ourairports:")
_TELLING = 5  # letters: a shorter name in another spelling may be any word
# How likely a bare name means a place of this kind. A base is mostly named with its kind word: "Harir" alone may be
# the town as well, so it ranks no higher than a town of that name, and both are reported.
WEIGHT = {"town": 1.0, "sea": 1.0, "country": 1.0, "admin1": 0.9, "admin2": 0.8}
AREAS = ("admin1", "admin2")
OTHER_WEIGHT = 0.95
_FOLDED, _CORE, _OTHER_KIND = 0.98, 0.93, 0.6
_BESIDE_A_TOWN, _BESIDE_KM = 0.9, 25
_FAR = 0.9  # of the score, for what lies outside the circle of the stated district
_SERIES = re.compile(r"[a-z][0-9]{1,2}")
_UNKNOWN_POPULATION, _LARGEST_LOG = 5_000, 7


class Scored(NamedTuple):
    """A place and how well a name fits it; `kind_differs`: only the kind word says another kind of place."""

    score: float
    entry: Entry
    kind_differs: bool


def rank(name: str, gazetteer: Gazetteer, context: Context) -> list[Scored]:
    """Rank the places of a name in a context, exact or folded."""
    if names_nothing(name):
        return []
    core, kind = cut_kind(name)
    whole = keys(name)
    cores = whole if core == whole[0] else keys(core)
    asked = dict.fromkeys((*whole, *cores))
    if not asked:
        return []
    best: dict[str, Scored] = {}
    named = gazetteer.named(asked)
    if _SERIES.fullmatch(cores[-1]):  # H3 may be any of three fields of that station
        named += [entry._replace(key=whole[0], core=0) for entry in gazetteer.beginning(cores[-1])]
    if not (fitting := within(named, context)):
        return []
    for entry in fitting:
        scored = _score(entry, whole, kind)
        if scored and scored.score > best.get(entry.place_id, (0.0,))[0]:
            best[entry.place_id] = scored
    ranked = [one for one in best.values() if len(best) == 1 or not has_other_letters(whole[0], one.entry, gazetteer)]
    found = _nearest_first(ranked, gazetteer, context)
    if kind is None:
        found = _towns_first(found)
    return sorted(found, key=lambda scored: (-scored.score, scored.entry.place_id))


def _nearest_first(found: list[Scored], gazetteer: Gazetteer, context: Context) -> list[Scored]:
    """Rank what is filed under the stated district, or lies about it, before namesakes that are filed under none."""
    district = gazetteer.place(f"admin2:{context.admin2}") if context.admin2 and len(found) > 1 else None
    if district is None:
        return found
    filed = any(one.entry.admin2 and one.entry.kind not in AREAS for one in found)
    unfiled = [one.entry for one in found if not one.entry.admin2 and one.entry.kind not in AREAS]
    far = {entry.place_id for entry in unfiled if filed or not lies_about(district, entry)}
    return [one._replace(score=one.score * _FAR) if one.entry.place_id in far else one for one in found]


def lies_about(district: Place, entry: Entry) -> bool:
    """Tell whether a place may lie in a district, which is a rough circle; true where either has no point."""
    if None in (district.latitude, district.longitude, entry.latitude, entry.longitude):
        return True
    apart = distance_km(district.latitude, district.longitude, entry.latitude, entry.longitude)  # type: ignore[arg-type]
    return apart <= district.radius_km


def _towns_first(found: list[Scored]) -> list[Scored]:
    """Rank a large town before the airfields that are called after it: these are mostly named with their kind."""
    if len(found) < 2:
        return found
    large = [one.entry for one in found if one.entry.kind == "town" and one.entry.population >= LARGE_TOWN]
    beside = {
        one.entry.place_id
        for one in found
        if one.entry.kind not in ("town", *AREAS, "country")
        and any(apart_km(one.entry, town) <= _BESIDE_KM for town in large)
    }
    return [one._replace(score=one.score * _BESIDE_A_TOWN) if one.entry.place_id in beside else one for one in found]


def apart_km(one: Entry | Place, other: Entry | Place) -> float:
    """Give the distance in km; infinite where either has no point."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return inf
    return distance_km(one.latitude, one.longitude, other.latitude, other.longitude)


def stands_alone(name: str, entry: Entry) -> bool:
    """Tell whether a name is enough where no country is stated: most words are a village's somewhere.

    Small towns and airfields that nobody listed are meant only where their name is written as it is known, as a name.
    """
    if not entry.place_id.startswith(_COLLECTED):
        return True
    as_known = entry.key == fold_light(name) and is_written_as_name(name)
    return as_known or (entry.population >= LARGE_TOWN and len(entry.key) >= _TELLING)


def _score(entry: Entry, whole: tuple[str, ...], kind: str | None) -> Scored | None:
    kind_fits = kind is None or agrees(kind, entry.kind)
    if not kind_fits and entry.key not in whole:
        if is_administrative(kind) or entry.core or entry.kind != "town":
            return None
        return Scored(_OTHER_KIND * size_weight(entry), entry, True)
    level = 1.0 if entry.key == whole[0] and not entry.core else _FOLDED
    if entry.core and not (kind and kind_fits):
        level = _CORE if entry.kind in AREAS else _OTHER_KIND
    weight = 1.0 if kind and kind_fits else WEIGHT.get(entry.kind, OTHER_WEIGHT)
    return Scored(level * weight * size_weight(entry), entry, False)


def size_weight(entry: Entry) -> float:
    """Weigh a GeoNames town by the logarithm of its people; places of our own lists are there because they matter."""
    if not entry.place_id.startswith("geonames:"):
        return 1.0
    return 0.8 + 0.2 * min(1.0, log10(max(entry.population, 0) or _UNKNOWN_POPULATION) / _LARGEST_LOG)
