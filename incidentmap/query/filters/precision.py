"""By precision: how well an incident is placed, if it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from incidentmap.index import Index
from incidentmap.model import words
from incidentmap.model.vocabulary import WherePrec
from incidentmap.query.filters.base import Facts, Names, Several, Widget

if TYPE_CHECKING:
    from incidentmap.query.filter import IncidentFilter

UNPLACED = "unplaced"


class Precision(Several):
    """`precision`: codes 1 to 7, or not placed."""

    key = "precision"
    widget = Widget("several", "How well the place is known", "Place")
    label = "precision"
    kind = "a precision (1 to 7, unplaced)"
    codes = (*(str(int(code)) for code in WherePrec), UNPLACED)

    def say(self, value: str, names: Names) -> str:
        """Name a code in words."""
        return "not placed" if value == UNPLACED else words.WHERE_PREC[WherePrec(int(value))]

    def option(self, value: str, names: Names) -> str:
        """Begin a line with what a sentence says."""
        said = self.say(value, names)
        return said[:1].upper() + said[1:]

    def facts(self, index: Index, chosen: IncidentFilter) -> Facts:
        """Compare the codes; 0 is not placed."""
        wanted = np.array([UNPLACED in chosen.precision, *(str(int(code)) in chosen.precision for code in WherePrec)])
        return {self.key: wanted[index.incidents.where_prec]}
