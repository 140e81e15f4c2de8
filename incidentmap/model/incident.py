"""What happened: the incident itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from incidentmap.errors import InvalidRecord
from incidentmap.model import checks
from incidentmap.model.field import Field
from incidentmap.model.vocabulary import (
    Category,
    EventType,
    Outcome,
    PlaceRelation,
    ResponseBasis,
    SameEventStatus,
    Status,
    TimePrecision,
    Tlp,
    WeaponClass,
)


@dataclass(frozen=True, slots=True)
class Incident:
    """One strike or attack. Who did it and how many were hurt stand in records of their own.

    `site` anchors the place, `place_relation` and `place_text` say how the words stand to it; `admin1` is an
    ISO 3166-2 code, `country` an ISO 3166-1 code; `target_actors` are kept sorted. None and "" mean: not stated.
    """

    incident_id: Annotated[str, Field("Id", key=True)]
    category: Annotated[Category, Field("Category")]
    event_type: Annotated[EventType, Field("Event type", "ACLED sub-event")]
    date_earliest: Annotated[date | None, Field("From", "Empty: open start")]
    date_latest: Annotated[date, Field("To", "The latest day on which it may have happened", indexed=True)]
    time_precision: Annotated[TimePrecision, Field("Known to the", "How exactly the source tells when it was")]
    version: Annotated[int, Field("Version", low=1, high=2**31 - 1)] = 1
    outcome: Annotated[Outcome | None, Field("Outcome")] = None
    weapon: Annotated[str, Field("Weapon, as written")] = ""
    weapon_class: Annotated[WeaponClass | None, Field("Weapon class")] = None
    target: Annotated[str, Field("Target, as written")] = ""
    target_actors: Annotated[
        tuple[str, ...], Field("Directed against", refers="actor", apart="target_actors.actor_id")
    ] = ()
    place_text: Annotated[str, Field("Place, as written")] = ""
    place_relation: Annotated[
        PlaceRelation | None,
        Field("Relation to the site", "Whether it was at the site or place named, near it, off it"),
    ] = None
    site: Annotated[str, Field("Site", "The base, town or field from which the source tells where it was")] = ""
    admin1: Annotated[str, Field("Governorate")] = ""
    admin2: Annotated[str, Field("District")] = ""
    country: Annotated[str, Field("Country")] = ""
    summary: Annotated[str, Field("Summary", "Our own words, shown where we hold no text", long=True)] = ""
    notes: Annotated[str, Field("Notes", long=True)] = ""
    status: Annotated[
        Status, Field("Status", "In review: counted apart, not on the map. Rejected and withdrawn: not counted")
    ] = Status.CONFIRMED
    merged_into: Annotated[str | None, Field("Merged into", refers="incident")] = None
    tlp: Annotated[Tlp | None, Field("TLP", "How far it may be passed on")] = None

    def __post_init__(self) -> None:
        name = self.incident_id
        object.__setattr__(self, "target_actors", tuple(sorted(set(self.target_actors))))
        checks.declared(name, self)
        checks.ordered(name, "date_earliest, date_latest", self.date_earliest, self.date_latest, kind=Incident)
        self._check_start()
        if (self.merged_into is None) == (self.status is Status.MERGED):
            problem = "goes with the status merged, and only with it"
            raise InvalidRecord(name, "merged_into", self.merged_into, problem, kind=Incident)

    def _check_start(self) -> None:
        """Refuse an open start that is known to the day, and a first day where only the last is known."""
        is_open = self.date_earliest is None
        if is_open != (self.time_precision is TimePrecision.ON_OR_BEFORE):
            problem = (
                "has no first day; give the first day, or choose: on or before"
                if is_open
                else "has a first day; leave the first day empty, or choose another"
            )
            raise InvalidRecord(self.incident_id, "time_precision", self.time_precision, problem, kind=Incident)


@dataclass(frozen=True, slots=True)
class Response:
    """`from_incident` answers `to_incident`."""

    from_incident: Annotated[str, Field("Answer", key=True, refers="incident")]
    to_incident: Annotated[str, Field("Answered", key=True, refers="incident", indexed=True)]
    basis: Annotated[ResponseBasis, Field("Basis")]

    def __post_init__(self) -> None:
        checks.declared(self.from_incident, self)
        if self.from_incident == self.to_incident:
            raise InvalidRecord(
                self.from_incident, "to_incident", self.to_incident, "is the incident itself", kind=Response
            )


@dataclass(frozen=True, slots=True)
class SameEvent:
    """Incidents that may be one event, kept sorted; a person confirms or refuses."""

    incident_ids: Annotated[
        tuple[str, ...], Field("Incidents", refers="incident", apart="same_event_members.incident_id")
    ]
    status: Annotated[SameEventStatus, Field("Status")]
    why: Annotated[str, Field("Why")] = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "incident_ids", tuple(sorted(self.incident_ids)))
        name = "|".join(self.incident_ids)
        checks.declared(name, self)
        if len(set(self.incident_ids)) < 2 or len(set(self.incident_ids)) != len(self.incident_ids):
            problem = "needs two or more different incidents"
            raise InvalidRecord(name, "incident_ids", name, problem, kind=SameEvent)

    @property
    def same_event_id(self) -> str:
        """Name the set by its members, whatever their order."""
        return "|".join(self.incident_ids)
