"""By the nation of the dead and the injured, where a source says it; nothing is derived from whose side they were."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from incidentmap.index import Index
from incidentmap.model import nations
from incidentmap.query.filters.base import NOT_STATED, Facts, Names, Several, Widget, is_one_of, marked, present
from incidentmap.query.filters.casualties import of_kinds
from incidentmap.query.kinds import Kind, kinds_of

if TYPE_CHECKING:
    from incidentmap.query.filter import IncidentFilter

_OF_KINDS = "nationality_of_kinds"


class Nationality(Several):
    """`nationality`: codes of countries; together with `casualties` it asks for one figure that is of both."""

    key = "nationality"
    widget = Widget("several", "Nationality of the casualties", "Casualties")
    label = "nation of casualties"
    kind = "a nation of casualties in these records"
    title = "nation of casualties"

    def options(self, index: Index) -> Sequence[str]:
        """List the nations that are said."""
        return [*present(index.figures.nationality), NOT_STATED]

    def say(self, value: str, names: Names) -> str:
        """Name the people."""
        return nations.NOT_SAID if value == NOT_STATED else nations.people(value)

    def option(self, value: str, names: Names) -> str:
        """Begin a line with what a sentence says."""
        said = self.say(value, names)
        return said[:1].upper() + said[1:]

    def remark(self, index: Index) -> str:
        """Count the figures that this filter cannot judge."""
        shown = kinds_of(index)[index.figures.row] >= Kind.ON_MAP
        return silent(int((shown & index.figures.may_be_positive & (index.figures.nationality.codes < 0)).sum()))

    def facts(self, index: Index, chosen: IncidentFilter) -> Facts:
        """Compare the figures that may be above 0: all of them, and those of the kinds chosen."""
        figures, incidents = index.figures, len(index.incidents)
        named = is_one_of(figures.nationality, chosen.nationality) & figures.may_be_positive
        found = {self.key: marked(figures.row[named], incidents)}
        if chosen.casualties:
            found[_OF_KINDS] = marked(figures.row[named & of_kinds(index, chosen.casualties)], incidents)
        return found

    def passes(self, facts: Facts, chosen: IncidentFilter) -> np.ndarray:
        """Judge by the figures of the kinds chosen, if any are."""
        return facts[_OF_KINDS if chosen.casualties else self.key]


def silent(figures: int) -> str:
    """Say how many figures do not say whose nation; "" if all do."""
    if not figures:
        return ""
    return "1 figure does not say whose nation." if figures == 1 else f"{figures:,} figures do not say whose nation."
