"""Only what may be the same event as another incident, as long as nobody has decided it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from incidentmap.index import Index
from incidentmap.query.filters.base import Facts, Filter, Names, Widget
from incidentmap.query.link_reader import Said

if TYPE_CHECKING:
    from incidentmap.query.filter import IncidentFilter


class SameEvents(Filter):
    """`same_events`: a switch."""

    key = "same_events"
    widget = Widget("switch", "Only what may be the same event as another")

    @property
    def title(self) -> str:
        """Name it within a sentence."""
        return "may be the same event"

    def read(self, said: Said, index: Index) -> dict[str, Any]:
        """Read the switch."""
        return {self.key: said.one(self.key, {"1": True}, False, "1 or left out")}

    def write(self, chosen: IncidentFilter) -> dict[str, str]:
        """Write the switch."""
        return {self.key: "1"} if chosen.same_events else {}

    def facts(self, index: Index, chosen: IncidentFilter) -> Facts:
        """Look which have an open rival."""
        return {self.key: index.incidents.may_be_same}

    def sentence(self, chosen: IncidentFilter, names: Names) -> str:
        """Say what is left."""
        return "only what may be the same event as another" if chosen.same_events else ""
