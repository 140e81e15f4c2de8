"""How we know: citations, statements of responsibility, casualty figures and evidence by field."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from incidentmap.errors import InvalidRecord
from incidentmap.model import checks
from incidentmap.model.article import Span
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


@dataclass(frozen=True, slots=True)
class Citation:
    """A source named for an incident, graded by the copy that is cited; `article_id` if we hold the text."""

    citation_id: str
    incident_id: str
    title: str = ""
    publisher: str = ""
    url: str = ""
    date: date | None = None
    source_reliability: Reliability | None = None
    information_credibility: Credibility | None = None
    article_id: str | None = None

    def __post_init__(self) -> None:
        checks.identifier(self.citation_id, "citation_id", self.citation_id)
        checks.clean_text(self.citation_id, self)
        checks.one_of(self.citation_id, "source_reliability", self.source_reliability, Reliability, blank=True)
        credibility = self.information_credibility
        checks.one_of(self.citation_id, "information_credibility", credibility, Credibility, blank=True)
        checks.required(self.citation_id, "title or address", self.title + self.url + (self.article_id or ""))


@dataclass(frozen=True, slots=True)
class Attribution:
    """One dated, sourced statement that an actor did it, or did not."""

    incident_id: str
    actor_id: str
    basis: AttributionBasis
    stance: Stance
    stated_as: str = ""
    stated_by: str = ""
    stated_on: date | None = None
    citation_id: str | None = None

    def __post_init__(self) -> None:
        checks.clean_text(self.incident_id, self)
        checks.required(self.incident_id, "actor_id", self.actor_id)
        checks.one_of(self.incident_id, "basis", self.basis, AttributionBasis)
        checks.one_of(self.incident_id, "stance", self.stance, Stance)


@dataclass(frozen=True, slots=True)
class Casualties:
    """One figure of one source. Figures of one incident, measure and side are rivals: never add them."""

    incident_id: str
    measure: Measure
    of: CasualtiesOf
    stated: Stated
    low: int | None = None
    best: int | None = None
    high: int | None = None
    citation_id: str | None = None
    note: str = ""

    def __post_init__(self) -> None:
        checks.clean_text(self.incident_id, self)
        checks.one_of(self.incident_id, "measure", self.measure, Measure)
        checks.one_of(self.incident_id, "of", self.of, CasualtiesOf)
        checks.one_of(self.incident_id, "stated", self.stated, Stated)
        for field in ("low", "best", "high"):
            checks.in_range(self.incident_id, field, getattr(self, field), 0, 10_000_000)
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

    incident_id: str
    citation_id: str
    field: str
    value: str
    basis: FieldBasis
    grade: Grade
    spans: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        checks.clean_text(self.incident_id, self)
        checks.required(self.incident_id, "field", self.field)
        checks.one_of(self.incident_id, "basis", self.basis, FieldBasis)
        checks.one_of(self.incident_id, "grade", self.grade, Grade)
        if self.basis is not FieldBasis.NOT_STATED and not self.spans:
            raise InvalidRecord(self.incident_id, self.field, self.value, "is given without the words it rests on")
