"""By casualties: figures of a kind that may be above 0, or have no number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from incidentmap.index import Index
from incidentmap.model import words
from incidentmap.model.vocabulary import CasualtiesOf, Measure
from incidentmap.query.filters.base import Facts, Names, Several, Widget, is_one_of, marked

if TYPE_CHECKING:
    from incidentmap.query.filter import IncidentFilter


class WithCasualties(Several):
    """`casualties`: pairs of a measure and whose it is, such as killed:civilians."""

    key = "casualties"
    widget = Widget("several", "Killed or injured, on which side", "Casualties")
    label = "casualties"
    kind = "a kind of casualties"
    title = "casualties"
    codes = tuple(f"{measure}:{of}" for measure in Measure for of in CasualtiesOf)

    def say(self, value: str, names: Names) -> str:
        """Name a pair in words."""
        measure, of = value.split(":")
        return f"{words.MEASURE[Measure(measure)]}, {words.OF[CasualtiesOf(of)]}"

    def option(self, value: str, names: Names) -> str:
        """Begin a line with what a sentence says."""
        said = self.say(value, names)
        return said[:1].upper() + said[1:]

    def facts(self, index: Index, chosen: IncidentFilter) -> Facts:
        """Compare the figures."""
        return {self.key: marked(index.figures.row[of_kinds(index, chosen.casualties)], len(index.incidents))}


def of_kinds(index: Index, codes: Sequence[str]) -> np.ndarray:
    """Tell which figures are of one of some kinds, and may be above 0."""
    figures = index.figures
    mask = np.zeros(len(figures.row), bool)
    for measure, of in (code.split(":") for code in codes):
        mask |= is_one_of(figures.measure, (measure,)) & is_one_of(figures.of, (of,))
    found: np.ndarray = mask & figures.may_be_positive
    return found
