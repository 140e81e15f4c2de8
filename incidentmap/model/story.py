"""An ordered briefing: steps that show a view or tell an incident, each with a line of our own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from incidentmap.errors import InvalidRecord
from incidentmap.model import checks
from incidentmap.model.field import Field

Frame = tuple[tuple[float, float], tuple[float, float]]  # south-western and north-eastern corner; latitude, longitude


@dataclass(frozen=True, slots=True)
class Step:
    """One step: a view, as the parameters of its link, and the incident that is told in it, if one is.

    `step_id` tells it from the other steps of its story, wherever it is moved. The frame is in degrees WGS 84; without
    one the map looks at the incident, or at what is shown. `incident_id` may name what was taken away since.
    """

    step_id: Annotated[str, Field("Id", key=True)]
    text: Annotated[str, Field("Our words", "Empty: the summary of the incident", long=True)] = ""
    query: Annotated[str, Field("View")] = ""
    incident_id: Annotated[str, Field("Incident")] = ""
    south: Annotated[float | None, Field(low=-90, high=90)] = None
    west: Annotated[float | None, Field(low=-360, high=360)] = None
    north: Annotated[float | None, Field(low=-90, high=90)] = None
    east: Annotated[float | None, Field(low=-360, high=360)] = None

    def __post_init__(self) -> None:
        checks.declared(self.step_id or "step", self)
        corners = (self.south, self.west, self.north, self.east)
        if 0 < corners.count(None) < len(corners):
            raise InvalidRecord(self.step_id, "south", corners, "is no whole frame; give all four sides", kind=Step)
        checks.ordered(self.step_id, "south, north", self.south, self.north, kind=Step)
        checks.ordered(self.step_id, "west, east", self.west, self.east, kind=Step)

    @property
    def frame(self) -> Frame | None:
        """Give the corners between which the map looks; None where none were chosen."""
        if self.south is None or self.west is None or self.north is None or self.east is None:
            return None
        return (self.south, self.west), (self.north, self.east)


@dataclass(frozen=True, slots=True)
class Story:
    """Steps in the order in which they are shown."""

    story_id: Annotated[str, Field("Id", key=True)]
    title: Annotated[str, Field("Name", required=True)]
    steps: Annotated[tuple[Step, ...], Field("Steps")] = ()

    def __post_init__(self) -> None:
        checks.declared(self.story_id, self)
        names = [each.step_id for each in self.steps]
        if len(set(names)) < len(names):
            raise InvalidRecord(self.story_id, "steps", "", "name two steps alike", kind=Story)
