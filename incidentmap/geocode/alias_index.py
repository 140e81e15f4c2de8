"""Names this house has learned: consulted before the gazetteer, each bound to its country and governorate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from incidentmap.gazetteer.kind_words import cut_kind
from incidentmap.model import Alias, Place
from incidentmap.text.folding import fold


class PlaceAlias(NamedTuple):
    """An alias and the place it stands for."""

    alias: Alias
    place: Place


class AliasIndex:
    """The aliases of a moment; empty unless somebody entered any."""

    def __init__(self, entries: Iterable[PlaceAlias] = ()) -> None:
        self._by_key: dict[tuple[str, str], list[PlaceAlias]] = defaultdict(list)
        self._places: dict[str, Place] = {}
        for each in entries:
            self._by_key[_key(each.alias.text)].append(each)
            self._places[each.place.place_id] = each.place

    def __bool__(self) -> bool:
        return bool(self._by_key)

    def place(self, place_id: str) -> Place | None:
        """Return a place that some words were learned to mean, or None."""
        return self._places.get(place_id)

    def named(self, text: str, country: str = "", admin1: str = "") -> list[PlaceAlias]:
        """List what these words mean there, one entry a place; the closest binding shuts out wider ones.

        What is bound to an area is not known elsewhere, and is asked about where the question names no area.
        """
        if not self._by_key:
            return []
        found = [
            each
            for each in self._by_key.get(_key(text), ())
            if _fits(each.alias.country, country) and _fits(each.alias.admin1, admin1)
        ]
        closest = max((_closeness(each.alias, country, admin1) for each in found), default=0)
        kept = [each for each in found if _closeness(each.alias, country, admin1) == closest]
        return list({each.place.place_id: each for each in kept}.values())


NO_ALIASES = AliasIndex()


def _key(text: str) -> tuple[str, str]:
    """Fold a name and the kind its words tell; a village and a town of one name are one, its base is another."""
    core, kind = cut_kind(text)
    return fold(core), kind if kind and kind != "town" else ""


def _fits(bound: str, asked: str) -> bool:
    return not bound or not asked or bound == asked


def _closeness(alias: Alias, country: str, admin1: str) -> int:
    return (bool(country) and alias.country == country) + 2 * (bool(admin1) and alias.admin1 == admin1)
