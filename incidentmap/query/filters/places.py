"""By place: what stands on a place or was placed from it, or within some km of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from incidentmap.errors import InvalidRecord
from incidentmap.index import Index
from incidentmap.query.filters.base import Facts, Names, Several, Widget, listed
from incidentmap.query.link_reader import Said
from incidentmap.query.place_selection import Wanted, code_of, placed_there, point_of, roots, wanted, within

if TYPE_CHECKING:
    from incidentmap.query.filter import IncidentFilter


class Places(Several):
    """`places`: ids, each alone or with km around it, such as site:ain-al-asad~50; any of them will do."""

    key = "places"
    widget = Widget("places", "Base or place", "Place")
    label = "place"
    kind = "a place of these records"

    def options(self, index: Index) -> Sequence[str]:
        """List all places that can be chosen alone."""
        return [code_of(each) for each in roots(index)]

    def check(self, chosen: IncidentFilter) -> None:
        """Refuse what is no place nor a circle around one."""
        for code in chosen.places:
            if wanted(code) is None:
                raise InvalidRecord("filter", self.key, code, "is not a place, nor one with km such as site:x~50")

    def read(self, said: Said, index: Index) -> dict[str, Any]:
        """Read the places that these records know."""
        codes = list(filter(None, dict.fromkeys(said.query.get(self.key, "").split(","))))
        wrong = {code: problem for code in codes if (problem := _problem(code, index))}
        for code, problem in wrong.items():
            said.refuse(self.key, code, problem)
        return {self.key: tuple(code for code in codes if code not in wrong)}

    def facts(self, index: Index, chosen: IncidentFilter) -> Facts:
        """Compare the places, and the points with those of circles."""
        found = np.zeros(len(index.incidents), bool)
        for place_id, km in filter(None, map(wanted, chosen.places)):
            found |= placed_there(index, place_id) if km is None else within(index, place_id, km)
        return {self.key: found}

    def say(self, value: str, names: Names) -> str:
        """Name a place, or the circle around it."""
        place_id, km = wanted(value) or Wanted(value)
        named = names.get(place_id) or place_id
        return named if km is None else f"within {km:g} km of {named}"

    def option(self, value: str, names: Names) -> str:
        """Begin a line with what a sentence says."""
        said = self.say(value, names)
        return said[:1].upper() + said[1:]

    def sentence(self, chosen: IncidentFilter, names: Names) -> str:
        """Say the places."""
        return f"{self.label}: {listed(self.say(code, names) for code in chosen.places)}" if chosen.places else ""


def _problem(code: str, index: Index) -> str:
    """Say what is wrong with a code of a link; "" where nothing is."""
    found = wanted(code)
    if found and found.km and point_of(index, found.place_id):
        return ""
    if found is None or found.place_id not in roots(index):
        return f"is not {Places.kind}"
    return "is no point to measure from" if found.km else ""
