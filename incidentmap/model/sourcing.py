"""How we know: citations, statements of responsibility, casualty figures and evidence by field."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from incidentmap.errors import InvalidRecord
from incidentmap.model import checks
from incidentmap.model.article import Span
from incidentmap.model.field import Field
from incidentmap.model.vocabulary import (
    AttributionBasis,
    CasualtiesOf,
    Credibility,
    FieldBasis,
    Grade,
    Measure,
    Reliability,
    Stance,
    Stated,
)

_INCIDENT = Field("Incident", refers="incident", indexed=True)
_MOST = 10_000_000


@dataclass(frozen=True, slots=True)
class Citation:
    """A source named for an incident, graded by the copy that is cited; `article_id` if we hold the text."""

    citation_id: Annotated[str, Field("Id", key=True)]
    incident_id: Annotated[str, _INCIDENT]
    title: Annotated[str, Field("Title")] = ""
    publisher: Annotated[str, Field("Publisher")] = ""
    url: Annotated[str, Field("Address")] = ""
    date: Annotated[date | None, Field("Published on")] = None
    source_reliability: Annotated[Reliability | None, Field("Source")] = None
    information_credibility: Annotated[Credibility | None, Field("Information")] = None
    article_id: Annotated[str | None, Field("Its text", refers="article")] = None

    def __post_init__(self) -> None:
        checks.declared(self.citation_id, self)
        checks.required(self.citation_id, "title or address", self.title + self.url + (self.article_id or ""))


@dataclass(frozen=True, slots=True)
class Attribution:
    """One dated, sourced statement that an actor did it, or did not."""

    incident_id: Annotated[str, _INCIDENT]
    actor_id: Annotated[str, Field("Who", required=True, refers="actor", indexed=True)]
    basis: Annotated[AttributionBasis, Field("Basis")]
    stance: Annotated[Stance, Field("Stance")]
    stated_as: Annotated[str, Field("In which name, as written")] = ""
    stated_by: Annotated[str, Field("Said by")] = ""
    stated_on: Annotated[date | None, Field("Said on")] = None
    citation_id: Annotated[str | None, Field("By source", refers="citation")] = None

    def __post_init__(self) -> None:
        checks.declared(self.incident_id, self)


@dataclass(frozen=True, slots=True)
class Casualties:
    """One figure of one source. Figures of one incident, measure and side are rivals: never add them."""

    incident_id: Annotated[str, _INCIDENT]
    measure: Annotated[Measure, Field("Measure")]
    of: Annotated[CasualtiesOf, Field("Whose")]
    stated: Annotated[Stated, Field("Stated")]
    low: Annotated[int | None, Field("Lowest", low=0, high=_MOST)] = None
    best: Annotated[int | None, Field("Best", low=0, high=_MOST)] = None
    high: Annotated[int | None, Field("Highest", low=0, high=_MOST)] = None
    citation_id: Annotated[str | None, Field("By source", refers="citation")] = None
    note: Annotated[str, Field("Note")] = ""

    def __post_init__(self) -> None:
        checks.declared(self.incident_id, self)
        checks.ordered(self.incident_id, "low, best, high", self.low, self.best, self.high)
        self._check_stated()

    def _check_stated(self) -> None:
        figures = {self.low, self.best, self.high}
        fits = {
            Stated.NUMBER: figures != {None} and self.high != 0,
            Stated.NONE: figures == {0},
            Stated.UNSPECIFIED: figures == {None},
        }
        if not fits[self.stated]:
            problem = "does not fit its figures: a number needs one above 0, none needs 0 0 0, unspecified has none"
            raise InvalidRecord(self.incident_id, "stated", str(self.stated), problem)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one source says of one field, and with which words."""

    incident_id: Annotated[str, _INCIDENT]
    citation_id: Annotated[str, Field("Source", refers="citation")]
    field: Annotated[str, Field("They tell the", required=True)]
    value: Annotated[str, Field("Which is")]
    basis: Annotated[FieldBasis, Field("How")]
    grade: Annotated[Grade, Field("Grade")]
    spans: Annotated[tuple[Span, ...], Field("Words", apart="spans")] = ()

    def __post_init__(self) -> None:
        checks.declared(self.incident_id, self)
        if self.basis is not FieldBasis.NOT_STATED and not self.spans:
            raise InvalidRecord(self.incident_id, self.field, self.value, "is given without the words it rests on")
