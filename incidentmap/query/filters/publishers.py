"""By source: who published what is cited."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from incidentmap.index import Index
from incidentmap.query.filters.base import NOT_STATED, Facts, Names, Several, Widget, is_one_of, marked, present

if TYPE_CHECKING:
    from incidentmap.query.filter import IncidentFilter


class Publishers(Several):
    """`publishers`: of a citation, or of the article that it stands for; not stated where no citation names any."""

    key = "publishers"
    widget = Widget("several", "Cited publisher", "Source")
    label = "cited by"
    kind = "a publisher cited in these records"
    title = "cited by"

    def options(self, index: Index) -> Sequence[str]:
        """List those that are cited."""
        return [*present(index.citations.publisher), NOT_STATED]

    def option(self, value: str, names: Names) -> str:
        """Name a publisher as it stands."""
        return "Not stated" if value == NOT_STATED else value

    def say(self, value: str, names: Names) -> str:
        """Name a publisher as it stands."""
        return "not stated" if value == NOT_STATED else value

    def link(self, value: str) -> str:
        """Write a name; commas part the values of a link."""
        return value.replace("%", "%25").replace(",", "%2C")

    def facts(self, index: Index, chosen: IncidentFilter) -> Facts:
        """Compare every citation."""
        incidents, cited = len(index.incidents), index.citations
        named = tuple(each for each in chosen.publishers if each != NOT_STATED)
        found = marked(cited.row[is_one_of(cited.publisher, named)], incidents)
        if NOT_STATED in chosen.publishers:
            found |= ~marked(cited.row[cited.publisher.codes >= 0], incidents)
        return {self.key: found}
