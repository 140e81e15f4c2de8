"""From a name and what is known around it to the places it may mean, ranked; nothing is guessed away."""

from __future__ import annotations

from collections.abc import Iterable
from math import log10
from typing import NamedTuple

from incidentmap.geocode.gazetteer import Entry, Gazetteer
from incidentmap.geocode.kinds import agrees, cut_kind, is_administrative
from incidentmap.geocode.names import fold_light, keys
from incidentmap.geocode.sphere import distance_km
from incidentmap.model import Candidate, Place

NEAR_EQUAL = 0.05
LISTED = 5
ONE_SPOT_KM = 1
# How likely a bare name means a place of this kind. A base is mostly named with its kind word: "Harir" alone may be
# the town as well, so it ranks no higher than a town of that name, and both are reported.
_WEIGHT = {"town": 1.0, "sea": 1.0, "country": 1.0, "admin1": 0.9, "admin2": 0.8}
_OTHER_WEIGHT = 0.95
_FOLDED, _CORE, _OTHER_KIND = 0.98, 0.93, 0.6
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
    if not ranked:
        return None
    best = ranked[0]
    place = gazetteer.place(best.entry.place_id)
    if place is None:
        return None
    rivals = [other for other in ranked[1:] if best.score - other.score < NEAR_EQUAL]
    apart = any(not _same_spot(best.entry, rival.entry) for rival in rivals)
    ambiguous = apart and best.entry.kind != "country"  # villages are called Iraq, too
    return Answer(place, best.score, _listed(ranked, gazetteer), ambiguous, best.kind_differs)


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
    core, kind = cut_kind(name)
    whole, cores = keys(name), keys(core)
    asked = dict.fromkeys((*whole, *cores))
    if not asked:
        return []
    best: dict[str, _Scored] = {}
    for entry in _within(gazetteer.named(asked), context):
        scored = _score(entry, whole, kind)
        if scored and scored.score > best.get(entry.place_id, (0.0,))[0]:
            best[entry.place_id] = scored
    return sorted(best.values(), key=lambda scored: (-scored.score, scored.entry.place_id))


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
        level = _CORE if entry.kind in ("admin1", "admin2") else _OTHER_KIND
    weight = 1.0 if kind and kind_fits else _WEIGHT.get(entry.kind, _OTHER_WEIGHT)
    return _Scored(level * weight * _size(entry), entry, False)


def _size(entry: Entry) -> float:
    """Weigh a GeoNames town by the logarithm of its people; places of our own lists are there because they matter."""
    if not entry.place_id.startswith("geonames:"):
        return 1.0
    return 0.8 + 0.2 * min(1.0, log10(max(entry.population, 0) or _UNKNOWN_POPULATION) / _LARGEST_LOG)


def _same_spot(one: Entry, other: Entry) -> bool:
    """Tell whether the two are one spot, or one is the area the other lies in: taking the first then hides nothing."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return False
    apart = distance_km(one.latitude, one.longitude, other.latitude, other.longitude)
    areas = [entry.radius_km for entry in (one, other) if entry.kind in ("admin1", "admin2")]
    return apart <= max(areas, default=ONE_SPOT_KM)


def _listed(ranked: list[_Scored], gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    places = [(gazetteer.place(scored.entry.place_id), scored.score) for scored in ranked[:LISTED]]
    return tuple(Candidate(place.place_id, place.name, round(score, 3)) for place, score in places if place)
