"""By basis: who says that they did it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from incidentmap.index import Index
from incidentmap.model import words
from incidentmap.model.vocabulary import AttributionBasis
from incidentmap.query.filters.actors import did_it, names_chosen
from incidentmap.query.filters.base import Facts, Names, Several, Widget, is_one_of, marked
from incidentmap.query.role import Role

if TYPE_CHECKING:
    from incidentmap.query.filter import IncidentFilter


class Basis(Several):
    """`basis` applies to *did it*; with groups chosen, to the statements that name them."""

    key = "basis"
    widget = Widget("several", "Who says who did it")
    label = "basis"
    kind = "a basis"
    title = "basis"
    codes = tuple(each.value for each in AttributionBasis)

    def option(self, value: str, names: Names) -> str:
        """Say what the basis means."""
        return words.BASIS[AttributionBasis(value)]

    def is_set(self, chosen: IncidentFilter) -> bool:
        """Tell whether it can refuse anything: who was hit has no basis."""
        return bool(chosen.basis) and not (chosen.actors and chosen.role is Role.WAS_HIT)

    def facts(self, index: Index, chosen: IncidentFilter) -> Facts:
        """Say which incidents have a statement on a chosen basis, of anybody and of the groups chosen."""
        incidents, rows = len(index.incidents), index.statements.row
        based = is_one_of(index.statements.basis, chosen.basis)
        found = {self.key: marked(rows[based], incidents)}
        if chosen.actors:
            named = names_chosen(index, chosen.actors, chosen.members)
            did = found[f"basis_{Role.DID_IT}"] = marked(rows[named & based], incidents)
            found[f"basis_{Role.EITHER}"] = did | marked(rows[named & ~did_it(index)], incidents)
        return found

    def passes(self, facts: Facts, chosen: IncidentFilter) -> np.ndarray:
        """Judge by the role, where groups are chosen."""
        return facts[f"basis_{chosen.role}" if chosen.actors else self.key]
