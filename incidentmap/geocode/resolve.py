"""From a name and what is known around it to the places it may mean, ranked; nothing is guessed away."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from math import inf, log10
from typing import NamedTuple

from incidentmap.geocode.gazetteer import Entry, Gazetteer
from incidentmap.geocode.kinds import agrees, cut_kind, is_administrative, names_nothing
from incidentmap.geocode.names import fold, fold_light, keys, skeleton
from incidentmap.geocode.sphere import distance_km
from incidentmap.model import Alias, Candidate, Place

NEAR_EQUAL = 0.05
LISTED = 5
ONE_SPOT_KM = 1
LARGE_TOWN = 50_000  # people
# How likely a bare name means a place of this kind. A base is mostly named with its kind word: "Harir" alone may be
# the town as well, so it ranks no higher than a town of that name, and both are reported.
_WEIGHT = {"town": 1.0, "sea": 1.0, "country": 1.0, "admin1": 0.9, "admin2": 0.8}
_AREAS = ("admin1", "admin2")
_OTHER_WEIGHT = 0.95
_FOLDED, _CORE, _OTHER_KIND, _ALIKE = 0.98, 0.93, 0.6, 0.7
_WEAK = 0.65  # less than this is only the kind of place, or what is left of a longer name
_BESIDE_A_TOWN, _BESIDE_KM = 0.9, 25
_SERIES = re.compile(r"[a-z][0-9]{1,2}")
_MUCH_ALIKE = 0.75
_UNKNOWN_POPULATION, _LARGEST_LOG = 5_000, 7


class Context(NamedTuple):
    """What the record says around the name: codes; "" where it does not say."""

    country: str = ""
    admin1: str = ""
    admin2: str = ""


class Answer(NamedTuple):
    """The best place, how well it fits (0 to 1), what else the name may mean, and whether that is near-equal."""

    place: Place
    score: float
    candidates: tuple[Candidate, ...]
    ambiguous: bool
    kind_differs: bool
    taught: Alias | None = None


class _Scored(NamedTuple):
    score: float
    entry: Entry
    kind_differs: bool


def context_of(gazetteer: Gazetteer, country: str = "", admin1: str = "", admin2: str = "") -> Context:
    """Turn names or codes into the gazetteer's codes; what it does not know stays as written and fits nothing."""
    code = _code(gazetteer, country, "country", Context())
    first = _code(gazetteer, admin1, "admin1", Context(code))
    return Context(code, first, _code(gazetteer, admin2, "admin2", Context(code, first)))


def resolve(name: str, gazetteer: Gazetteer, context: Context = Context()) -> Answer | None:  # noqa: B008  immutable
    """Find the place of a name: exact or folded, never fuzzy; None where nothing in the context has it."""
    ranked = _rank(name, gazetteer, context)
    if not ranked or ranked[0].score < _WEAK:
        ranked = _believed(name, _alike(name, gazetteer, context), gazetteer, context) or ranked
    if not ranked:
        return None
    best = ranked[0]
    place = gazetteer.place(best.entry.place_id)
    if place is None:
        return None
    rivals = [other for other in ranked[1:] if best.score - other.score < NEAR_EQUAL]
    apart = any(not _same_spot(best.entry, rival.entry) for rival in rivals)
    ambiguous = apart and best.entry.kind != "country"  # villages are called Iraq, too
    return Answer(place, best.score, _listed(ranked), ambiguous, best.kind_differs)


def elsewhere(name: str, gazetteer: Gazetteer, context: Context) -> tuple[Candidate, ...]:
    """List what a name, or one of the same consonants, may mean in the country outside the stated area: hints only."""
    wider = Context(context.country)
    ranked = _rank(name, gazetteer, wider) if context.admin1 else []
    return _listed(ranked or _alike(name, gazetteer, wider)) if context.country else ()


def _code(gazetteer: Gazetteer, text: str, kind: str, context: Context) -> str:
    written = text.strip()
    if not written or gazetteer.place(f"{kind}:{written.upper()}"):
        return written.upper()
    entries = _within(gazetteer.named({fold_light(written): 0, **dict.fromkeys(keys(cut_kind(written)[0]))}), context)
    found = [entry for entry in entries if entry.kind == kind]
    if not found:
        return written
    best = min(found, key=lambda entry: (entry.key != fold_light(written), entry.core, entry.place_id))
    return best.place_id.partition(":")[2]


def _rank(name: str, gazetteer: Gazetteer, context: Context) -> list[_Scored]:
    if names_nothing(name):
        return []
    core, kind = cut_kind(name)
    whole = keys(name)
    cores = whole if core == whole[0] else keys(core)
    asked = dict.fromkeys((*whole, *cores))
    if not asked:
        return []
    best: dict[str, _Scored] = {}
    named = gazetteer.named(asked)
    if _SERIES.fullmatch(cores[-1]):  # H3 may be any of three fields of that station
        named += [entry._replace(key=whole[0], core=0) for entry in gazetteer.beginning(cores[-1])]
    for entry in _within(named, context):
        scored = _score(entry, whole, kind)
        if scored and scored.score > best.get(entry.place_id, (0.0,))[0]:
            best[entry.place_id] = scored
    found = list(best.values())
    if kind is None:
        found = _towns_first(found)
    return sorted(found, key=lambda scored: (-scored.score, scored.entry.place_id))


def _towns_first(found: list[_Scored]) -> list[_Scored]:
    """Rank a large town before the airfields that are called after it: these are mostly named with their kind."""
    large = [one.entry for one in found if one.entry.kind == "town" and one.entry.population >= LARGE_TOWN]
    beside = {
        one.entry.place_id
        for one in found
        if one.entry.kind not in ("town", *_AREAS, "country")
        and any(_apart(one.entry, town) <= _BESIDE_KM for town in large)
    }
    return [one._replace(score=one.score * _BESIDE_A_TOWN) if one.entry.place_id in beside else one for one in found]


def _apart(one: Entry, other: Entry) -> float:
    """Give the distance in km; infinite where either has no point."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return inf
    return distance_km(one.latitude, one.longitude, other.latitude, other.longitude)


def _alike(name: str, gazetteer: Gazetteer, context: Context) -> list[_Scored]:
    """Rank the places of the same consonants."""
    core, kind = cut_kind(name)
    bones = skeleton(core)
    if not bones:
        return []
    district = gazetteer.place(f"admin2:{context.admin2}")
    found = [
        entry
        for entry in _within(gazetteer.named([bones]), context)
        if agrees(kind, entry.kind) and _about(district, entry) and (kind or not entry.core or entry.kind in _AREAS)
    ]
    best = {
        entry.place_id: _Scored(_ALIKE * _WEIGHT.get(entry.kind, _OTHER_WEIGHT) * _size(entry), entry, False)
        for entry in found
    }
    return sorted(best.values(), key=lambda scored: (-scored.score, scored.entry.place_id))


def _believed(name: str, alike: list[_Scored], gazetteer: Gazetteer, context: Context) -> list[_Scored]:
    """Believe consonants where the letters are much alike, too; in a whole country only of a large town or area."""
    if not context.country:
        return []
    known = [one for one in alike if context.admin1 or one.entry.kind in _AREAS or one.entry.population >= LARGE_TOWN]
    return [one for one in known if _likeness(name, gazetteer.place(one.entry.place_id)) >= _MUCH_ALIKE]


def _likeness(name: str, place: Place | None) -> float:
    """Compare a name with all names of a place, 0 to 1; 1 where none is in its script, as then nothing objects."""
    asked = fold(cut_kind(name)[0])
    called = (fold(cut_kind(each)[0]) for each in (place.name, place.name_ar, *place.aliases)) if place else ()
    same_script = [each for each in called if each and each.isascii() == asked.isascii()]
    return max((SequenceMatcher(None, asked, each).ratio() for each in same_script), default=1.0 if place else 0.0)


def _about(district: Place | None, entry: Entry) -> bool:
    """Tell whether a place may lie in a district; true where either has no point."""
    if district is None or None in (district.latitude, district.longitude, entry.latitude, entry.longitude):
        return True
    apart = distance_km(district.latitude, district.longitude, entry.latitude, entry.longitude)  # type: ignore[arg-type]
    return apart <= district.radius_km


def _within(entries: Iterable[Entry], context: Context) -> list[Entry]:
    """Keep what lies in the stated country, governorate and, where any does, district; seas lie in none."""
    kept = [entry for entry in entries if entry.country_code in ("", context.country) or not context.country]
    if context.admin1:
        kept = [entry for entry in kept if entry.admin1 in ("", context.admin1)]
    if context.admin2:
        kept = [entry for entry in kept if entry.admin2 == context.admin2] or kept
    return kept


def _score(entry: Entry, whole: tuple[str, ...], kind: str | None) -> _Scored | None:
    kind_fits = agrees(kind, entry.kind)
    if entry.key not in whole and not kind_fits:
        if is_administrative(kind) or entry.core or entry.kind != "town":
            return None
        return _Scored(_OTHER_KIND * _size(entry), entry, True)
    level = 1.0 if entry.key == whole[0] and not entry.core else _FOLDED
    if entry.core and not (kind and kind_fits):
        level = _CORE if entry.kind in _AREAS else _OTHER_KIND
    weight = 1.0 if kind and kind_fits else _WEIGHT.get(entry.kind, _OTHER_WEIGHT)
    return _Scored(level * weight * _size(entry), entry, False)


def _size(entry: Entry) -> float:
    """Weigh a GeoNames town by the logarithm of its people; places of our own lists are there because they matter."""
    if not entry.place_id.startswith("geonames:"):
        return 1.0
    return 0.8 + 0.2 * min(1.0, log10(max(entry.population, 0) or _UNKNOWN_POPULATION) / _LARGEST_LOG)


def _same_spot(one: Entry, other: Entry) -> bool:
    """Tell whether the two are one spot, or one is the area the other lies in: taking the first then hides nothing."""
    areas = [entry.radius_km for entry in (one, other) if entry.kind in _AREAS]
    return _apart(one, other) <= max(areas, default=ONE_SPOT_KM)


def _listed(ranked: list[_Scored]) -> tuple[Candidate, ...]:
    return tuple(Candidate(one.entry.place_id, one.entry.name, round(one.score, 3)) for one in ranked[:LISTED])
