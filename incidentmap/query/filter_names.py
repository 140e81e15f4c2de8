"""What the ids in a filter are called, on the screen as in files: groups, countries, governorates and places."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping

from incidentmap.gazetteer.place_labels import Known, called, where_lies
from incidentmap.index import Index
from incidentmap.query.filters.base import present
from incidentmap.query.place_selection import roots, wanted

_AREAS = {"admin1": "governorate", "admin2": "district"}  # by what an id begins with


def filter_names(index: Index, known: Known, places: dict[str, str], chosen: Iterable[str] = ()) -> ChainMap[str, str]:
    """Give the names by id: of what these records know, and of what is only `chosen` as the middle of a circle.

    `places` are the names that `place_names` gave; `known` finds any other place.
    """
    held = index.incidents
    countries = {code: called(known, f"country:{code}", code) for code in present(held.country)}
    governorates = {code: called(known, f"admin1:{code}", code) for code in present(held.admin1)}
    actors = {actor_id: actor.name for actor_id, actor in index.actors.items()}
    return ChainMap(actors, countries, governorates, places, middle_names(chosen, known, places))


def bare_place_names(index: Index, known: Known) -> dict[str, str]:
    """Give the names of all places that can be chosen by their ids."""
    found = dict(zip(index.incidents.place.values, index.places.name, strict=True))
    for place_id in roots(index).keys() - found.keys():  # nothing stands on it itself
        found[place_id] = called(known, place_id, place_id)
    return found


def place_names(bare: dict[str, str]) -> dict[str, str]:
    """Give these names again; an area says that it is one."""
    return bare | {each: with_kind(each, bare[each]) for each in bare if each.startswith(tuple(_AREAS))}


def with_kind(place_id: str, name: str) -> str:
    """Say of a governorate or district what it is, as it is often called as a town is; its parts say so already."""
    kind = _AREAS[place_id.partition(":")[0]]
    return name if "@" in place_id or kind in name.casefold() else f"{name} {kind}"


def middle_names(codes: Iterable[str], known: Known, places: Mapping[str, str]) -> dict[str, str]:
    """Name the middles of circles on which nothing of these records stands, such as a town: what and where it is."""
    middles = [each.place_id for each in filter(None, map(wanted, codes)) if each.km and each.place_id not in places]
    found = filter(None, map(known, middles))
    return {place.place_id: f"{place.name} ({where_lies(place, known)})" for place in found}
