"""Places as a reader tells them apart: by name and, where several share one, by what each is and where it lies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from incidentmap.model import Place
from incidentmap.ui.shared import session

_KINDS = {"admin1": "governorate", "admin2": "district", "oilgas": "oil or gas field"}
_AREAS = {"admin1": "governorate", "admin2": "district"}  # by what an id begins with


def where_lies(place: Place | None) -> str:
    """Say what a place is and in which governorate and country it lies."""
    if place is None:
        return ""
    parts = [_KINDS.get(place.kind, place.kind)]
    parts += [session.place_name("admin1", place.admin1)] if place.admin1 and place.kind != "admin1" else []
    parts += [session.place_name("country", place.country_code)] if place.country_code else []
    return ", ".join(filter(None, parts))


def told_apart(names: Mapping[str, str], place_of: Callable[[str], Place | None]) -> dict[str, str]:
    """Name places by their ids; what shares its name says what it is and where it lies."""
    alike = Counter(name.casefold() for name in names.values())

    def say(place_id: str, name: str) -> str:
        where = where_lies(place_of(place_id)) if alike[name.casefold()] > 1 else ""
        return f"{name}, {where}" if where else name

    return {place_id: say(place_id, name) for place_id, name in names.items()}


def is_area(place_id: str) -> bool:
    """Tell whether an id is that of a governorate or district, which is often called as a town is."""
    return place_id.startswith(tuple(_AREAS)) and "@" not in place_id


def with_kind(place_id: str, name: str) -> str:
    """Say of a governorate or district what it is, where its name alone might be that of a town."""
    kind = _AREAS[place_id.partition(":")[0]]
    return name if kind in name.casefold() else f"{name} {kind}"
