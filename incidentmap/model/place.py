"""Where: a place of the gazetteer, and how an incident was placed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from incidentmap.errors import InvalidRecord
from incidentmap.model import checks
from incidentmap.model.field import Field
from incidentmap.model.vocabulary import WITHOUT_POINT, PlacementMethod, WherePrec

DERIVED = "derived"  # the kind of a place made from another one, such as 7 km off it


@dataclass(frozen=True, slots=True)
class Place:
    """A named place; degrees WGS 84, radius in km. A country or a place without a known point has no coordinates."""

    place_id: Annotated[str, Field("Id", key=True)]
    name: Annotated[str, Field("Name", required=True)]
    kind: str
    radius_km: Annotated[float, Field("Radius, km", low=0, high=20_000)]
    latitude: Annotated[float | None, Field("Latitude", low=-90, high=90)] = None
    longitude: Annotated[float | None, Field("Longitude", low=-180, high=180)] = None
    name_ar: str = ""
    aliases: tuple[str, ...] = ()
    admin1: str = ""
    admin2: str = ""
    country_code: str = ""
    source: str = ""
    licence: str = ""
    verified: str = ""

    def __post_init__(self) -> None:
        checks.declared(self.place_id, self)
        check_point(self.place_id, self.latitude, self.longitude)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean, as the geocoder scored it (0 to 1)."""

    place_id: str
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an incident was put and how well that is known, or the `reason` why it was not put anywhere.

    `where_prec` 5 and 6 carry a place but no point. `uncertainty_km` is the radius in which the event may lie. Where it
    `fell_back`, the place is only the area stated around words that could not be read; the `reason` then stands beside
    it. `decided_by` names the person who chose the place, "" for nobody. `anchor_id` is the place it was derived from.
    """

    incident_id: Annotated[str, Field("Incident")]
    place_id: Annotated[str | None, Field("Place")]
    where_prec: Annotated[WherePrec | None, Field("Precision")]
    latitude: Annotated[float | None, Field("Latitude")] = None
    longitude: Annotated[float | None, Field("Longitude")] = None
    uncertainty_km: Annotated[float | None, Field("Within, km")] = None
    method: Annotated[PlacementMethod | None, Field("Placed by")] = None
    score: Annotated[float | None, Field("Score")] = None
    alternatives: Annotated[tuple[Candidate, ...], Field("What else the words may mean")] = ()
    queried_as: Annotated[str, Field("Looked up as")] = ""
    geocoder: Annotated[str, Field("By")] = ""
    reason: Annotated[str, Field("Reason")] = ""
    fell_back: Annotated[bool, Field("Only the area stated around the words")] = False
    decided_by: Annotated[str, Field("Decided by")] = ""
    anchor_id: Annotated[str, Field("Derived from")] = ""

    def __post_init__(self) -> None:
        try:
            self._check()
        except InvalidRecord as refusal:
            refusal.kind = Placement
            raise

    def _check(self) -> None:
        checks.clean_text(self.incident_id, self)
        checks.one_of(self.incident_id, "method", self.method, PlacementMethod, blank=True)
        checks.one_of(self.incident_id, "where_prec", self.where_prec, WherePrec, blank=True)
        check_point(self.incident_id, self.latitude, self.longitude)
        checks.in_range(self.incident_id, "uncertainty_km", self.uncertainty_km, 0, 20_000)
        checks.in_range(self.incident_id, "score", self.score, 0, 1)
        if (self.place_id is None) != (self.where_prec is None):
            raise InvalidRecord(self.incident_id, "where_prec", self.where_prec, "goes with a place; give both or none")
        if (self.place_id is None or self.fell_back) != bool(self.reason):
            problem = "stands exactly where there is no place, or only the area stated around the words"
            raise InvalidRecord(self.incident_id, "reason", self.reason, problem)
        if self.fell_back and (self.place_id is None or self.decided_by):
            raise InvalidRecord(self.incident_id, "fell_back", True, "stands beside a place that nobody chose")
        if (self.latitude is None) != (self.where_prec in (None, *WITHOUT_POINT)):
            problem = "goes with a site, town, district, governorate or sea, never with a country or a wide area"
            raise InvalidRecord(self.incident_id, "latitude", self.latitude, problem)


def is_derived(place: Place | None) -> bool:
    """Tell whether a place was made from others: it is drawn, but is no place to choose."""
    return place is not None and place.kind == DERIVED


def check_point(record: str, latitude: float | None, longitude: float | None) -> None:
    """Refuse half a point or one off the globe."""
    if (latitude is None) != (longitude is None):
        raise InvalidRecord(record, "latitude", latitude, "goes with a longitude; give both or none")
    checks.in_range(record, "latitude", latitude, -90, 90)
    checks.in_range(record, "longitude", longitude, -180, 180)
