"""Places to filter by: those that incidents stand on, found by every name, or with the km around them that count."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import lru_cache, partial

from incidentmap.index import Index
from incidentmap.query import filter_names
from incidentmap.query.place_selection import MOST_KM, code_of, in_use, point_of, roots
from incidentmap.text.name_search import Fit, Found, look_up
from incidentmap.text.search_keys import keys
from incidentmap.ui.shared import place_names, session
from incidentmap.ui.shared.markup import visible
from incidentmap.ui.shared.named_choice import Choices, Entry

LISTED = 500  # places, those most used; the others are found by what is typed
_NUMBER = r"(?P<km>\d{1,5}(?:\.\d+)?) ?km"
_WITH_KM = (
    re.compile(rf"\s*(?:within )?{_NUMBER}(?: of| around| from)? (?P<place>.+)", re.IGNORECASE),
    re.compile(rf"(?P<place>.+?),? (?:within )?{_NUMBER}\s*", re.IGNORECASE),
)


@lru_cache(maxsize=2)
def names(index: Index) -> dict[str, str]:
    """Give the names of all places that can be chosen by their ids; an area says that it is one."""
    return filter_names.place_names(_bare_names(index))


@lru_cache(maxsize=2)
def _bare_names(index: Index) -> dict[str, str]:
    return filter_names.bare_place_names(index, session.known_place)


@lru_cache(maxsize=2)
def choices(index: Index) -> Choices:
    """Give the places that incidents stand on; what was placed from one comes with it."""
    named, bare, used = names(index), _bare_names(index), _used(index)
    listed = sorted(sorted(used, key=lambda each: -used[each])[:LISTED], key=lambda each: named[each].casefold())
    others = session.names_of_places(listed)
    alike = Counter(named[place_id] for place_id in listed)
    several = [place_id for place_id in listed if alike[named[place_id]] > 1]
    named = named | {each: f"{named[each]}, {place_names.where_lies(session.known_place(each))}" for each in several}
    entries = [
        _entry(place_id, named[place_id], [each for each in others.get(place_id, ()) if each != bare[place_id]])
        for place_id in listed
    ]
    called = {each: (bare[each], *others.get(each, ())) for each in used}
    return Choices(entries, partial(_find, called=called, index=index), "place in use")


def _used(index: Index) -> dict[str, int]:
    """Count the incidents on each place with what was placed from it; those placed from others are not told apart."""
    counted = in_use(index)
    found = {each: int(counted[list(numbers)].sum()) for each, numbers in roots(index).items() if "@" not in each}
    return {place_id: count for place_id, count in found.items() if count}


def _entry(place_id: str, name: str, others: Iterable[str]) -> Entry:
    said = tuple(dict.fromkeys(each for each in others if each and each != name))
    arabic = next((each for each in said if not each.isascii()), "")
    behind = f" · \u2068{visible(arabic)}\u2069" if arabic else ""
    return Entry(code_of(place_id), name, "", behind, said)


def beyond(index: Index, codes: Iterable[str]) -> dict[str, str]:
    """Name the middles of circles on which nothing of these records stands, such as a town: what and where it is."""
    return filter_names.middle_names(codes, session.known_place, names(index))


def _find(typed: str, called: Mapping[str, Sequence[str]], index: Index) -> list[Found]:
    """Look places up by name; "50 km around Erbil" finds circles, which are about points and never about areas.

    A circle about what is not called just so is asked about: another place may be meant.
    """
    place, km = _parted(typed)
    found = look_up(place, called)
    if km is None:
        return [each._replace(key=code_of(each.key)) for each in found]
    points = [each for each in found if point_of(index, each.key)]
    whole = [each for each in points if each.fit <= Fit.SPELLED] or _towns(place, called, index)
    parts = [each._replace(fit=max(each.fit, Fit.WITHIN)) for each in points if each.fit > Fit.SPELLED]
    return [each._replace(key=code_of(each.key, km)) for each in (*whole, *parts)]


def _towns(typed: str, used: Container[str], index: Index) -> list[Found]:
    """Look up points that are called just so and no incident stands on."""
    entries = session.gazetteer().named(keys(typed))
    others = {each.place_id for each in entries if not each.core and each.place_id not in used}
    places = filter(None, map(session.gazetteer().place, sorted(others)))
    called = {each.place_id: (each.name, each.name_ar, *each.aliases) for each in places}
    return [each for each in look_up(typed, called) if each.fit <= Fit.SPELLED and point_of(index, each.key)]


def _parted(typed: str) -> tuple[str, float | None]:
    for pattern in _WITH_KM:
        found = pattern.fullmatch(typed)
        if found and 0 < float(found["km"]) <= MOST_KM:
            return found["place"], float(found["km"])
    return typed, None
