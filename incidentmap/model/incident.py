"""What happened: the incident itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from incidentmap.errors import InvalidRecord
from incidentmap.model import checks
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

    incident_id: str
    category: Category
    event_type: EventType
    date_earliest: date | None
    date_latest: date
    time_precision: TimePrecision
    version: int = 1
    outcome: Outcome | None = None
    weapon: str = ""
    weapon_class: WeaponClass | None = None
    target: str = ""
    target_actors: tuple[str, ...] = ()
    place_text: str = ""
    place_relation: PlaceRelation | None = None
    site: str = ""
    admin1: str = ""
    admin2: str = ""
    country: str = ""
    summary: str = ""
    notes: str = ""
    status: Status = Status.CONFIRMED
    merged_into: str | None = None
    tlp: Tlp | None = None

    def __post_init__(self) -> None:
        name = self.incident_id
        object.__setattr__(self, "target_actors", tuple(sorted(set(self.target_actors))))
        checks.identifier(name, "incident_id", self.incident_id)
        checks.clean_text(name, self)
        checks.in_range(name, "version", self.version, 1, 2**31 - 1)
        checks.one_of(name, "category", self.category, Category)
        checks.one_of(name, "event_type", self.event_type, EventType)
        checks.one_of(name, "time_precision", self.time_precision, TimePrecision)
        checks.one_of(name, "outcome", self.outcome, Outcome, blank=True)
        checks.one_of(name, "weapon_class", self.weapon_class, WeaponClass, blank=True)
        checks.one_of(name, "place_relation", self.place_relation, PlaceRelation, blank=True)
        checks.one_of(name, "status", self.status, Status)
        checks.one_of(name, "tlp", self.tlp, Tlp, blank=True)
        checks.ordered(name, "dates", self.date_earliest, self.date_latest)
        if (self.date_earliest is None) != (self.time_precision is TimePrecision.ON_OR_BEFORE):
            raise InvalidRecord(
                name, "time_precision", str(self.time_precision), "and an open start go together: on_or_before"
            )
        if (self.merged_into is None) == (self.status is Status.MERGED):
            raise InvalidRecord(name, "merged_into", self.merged_into, "goes with status merged, and only with it")


@dataclass(frozen=True, slots=True)
class Response:
    """`from_incident` answers `to_incident`."""

    from_incident: str
    to_incident: str
    basis: ResponseBasis

    def __post_init__(self) -> None:
        checks.one_of(self.from_incident, "basis", self.basis, ResponseBasis)
        if self.from_incident == self.to_incident:
            raise InvalidRecord(self.from_incident, "to_incident", self.to_incident, "is the incident itself")


@dataclass(frozen=True, slots=True)
class SameEvent:
    """Incidents that may be one event, kept sorted; a person confirms or refuses."""

    incident_ids: tuple[str, ...]
    status: SameEventStatus
    why: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "incident_ids", tuple(sorted(self.incident_ids)))
        name = "|".join(self.incident_ids)
        checks.clean_text(name, self)
        checks.one_of(name, "status", self.status, SameEventStatus)
        if len(set(self.incident_ids)) < 2 or len(set(self.incident_ids)) != len(self.incident_ids):
            raise InvalidRecord(name, "incident_ids", name, "needs two or more different incidents")
