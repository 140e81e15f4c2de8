"""What a place is, and where it lies, in words."""

from __future__ import annotations

from collections.abc import Callable

from incidentmap.model import Place

Known = Callable[[str], Place | None]  # finds a place by its id
_KINDS = {"admin1": "governorate", "admin2": "district", "oilgas": "oil or gas field"}


def kind_of(place: Place) -> str:
    """Say what a place is."""
    return _KINDS.get(place.kind, place.kind)


def where_lies(place: Place, known: Known) -> str:
    """Say what a place is and in which governorate and country it lies."""
    parts = [kind_of(place)]
    parts += [called(known, f"admin1:{place.admin1}", place.admin1)] if place.admin1 and place.kind != "admin1" else []
    parts += [called(known, f"country:{place.country_code}", place.country_code)] if place.country_code else []
    return ", ".join(filter(None, parts))


def called(known: Known, place_id: str, otherwise: str) -> str:
    """Give the name of a place, or what is said `otherwise` where it is not known."""
    place = known(place_id)
    return place.name if place else otherwise
