"""How we know: citations, statements of responsibility, casualty figures and evidence by field."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from incidentmap.errors import InvalidRecord
from incidentmap.model import checks, nations, part_ids
from incidentmap.model.article import SOURCE_RELIABILITY, Span
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
_OWN_ID = Field("Id", indexed=True, unique=True)  # made where it is left blank
INFORMATION_CREDIBILITY = Field(
    "Information credibility (1–6)",
    "Admiralty scale: how far what it says can be believed, 1 confirmed by others to 5 improbable; 6 cannot be judged",
)
_MOST = 10_000_000
_UNFIT = {
    Stated.NUMBER: "does not fit its figures: give at least one of them, the highest above 0",
    Stated.NONE: "does not fit its figures: write 0 as the lowest, the best and the highest",
    Stated.UNSPECIFIED: "does not fit its figures: leave all of them empty, or say that it is a number",
}


@dataclass(frozen=True, slots=True)
class Citation:
    """A source named for an incident, graded by the copy that is cited; `article_id` if we hold the text."""

    citation_id: Annotated[str, Field("Id", key=True)]
    incident_id: Annotated[str, _INCIDENT]
    title: Annotated[str, Field("Title")] = ""
    publisher: Annotated[str, Field("Publisher")] = ""
    url: Annotated[str, Field("Address")] = ""
    date: Annotated[date | None, Field("Published on")] = None
    source_reliability: Annotated[Reliability | None, SOURCE_RELIABILITY] = None
    information_credibility: Annotated[Credibility | None, INFORMATION_CREDIBILITY] = None
    article_id: Annotated[str | None, Field("Its text", refers="article")] = None

    def __post_init__(self) -> None:
        checks.declared(self.citation_id, self)
        if not (self.title + self.url + (self.article_id or "")).strip():
            problem = "are all empty; give the title or address, or hold the text"
            raise InvalidRecord(self.citation_id, "title, url, article_id", "", problem, kind=Citation)


@dataclass(frozen=True, slots=True)
class Attribution:
    """One dated, sourced statement that an actor did it, or did not."""

    attribution_id: Annotated[str, _OWN_ID] = field(default="", kw_only=True)
    incident_id: Annotated[str, _INCIDENT]
    actor_id: Annotated[str, Field("Who", required=True, refers="actor", indexed=True)]
    basis: Annotated[AttributionBasis, Field("Basis", "How it is known who did it")]
    stance: Annotated[Stance, Field("Stance", "Whether it is said that they did it, or that they did not")]
    stated_as: Annotated[str, Field("In which name, as written")] = ""
    stated_by: Annotated[str, Field("Said by")] = ""
    stated_on: Annotated[date | None, Field("Said on")] = None
    citation_id: Annotated[str | None, Field("By source", refers="citation")] = None

    def __post_init__(self) -> None:
        checks.declared(self.incident_id, self)
        part_ids.identify(self)


@dataclass(frozen=True, slots=True)
class Casualties:
    """One figure of one source. Figures of one incident, measure and side are rivals: never add them.

    `nationality` is the code of a country, and blank unless the source itself says whose nation they were.
    """

    casualties_id: Annotated[str, _OWN_ID] = field(default="", kw_only=True)
    incident_id: Annotated[str, _INCIDENT]
    measure: Annotated[Measure, Field("Measure")]
    of: Annotated[CasualtiesOf, Field("Whose")]
    stated: Annotated[Stated, Field("Stated")]
    low: Annotated[int | None, Field("Lowest", low=0, high=_MOST)] = None
    best: Annotated[int | None, Field("Best", low=0, high=_MOST)] = None
    high: Annotated[int | None, Field("Highest", low=0, high=_MOST)] = None
    citation_id: Annotated[str | None, Field("By source", refers="citation")] = None
    note: Annotated[str, Field("Note")] = ""
    nationality: Annotated[str, Field("Nation, if it is said", "Only where the source says it", later=True)] = ""

    def __post_init__(self) -> None:
        checks.declared(self.incident_id, self)
        nations.check(self.incident_id, self.nationality)
        part_ids.identify(self)
        checks.ordered(self.incident_id, "low, best, high", self.low, self.best, self.high, kind=Casualties)
        self._check_stated()

    @property
    def bounds(self) -> tuple[int | None, int | None]:
        """Give the lowest and the highest number that it allows; None is open."""
        return bounds(self.low, self.best, self.high)

    def _check_stated(self) -> None:
        figures = {self.low, self.best, self.high}
        fits = {
            Stated.NUMBER: figures != {None} and self.high != 0,
            Stated.NONE: figures == {0},
            Stated.UNSPECIFIED: figures == {None},
        }
        if not fits[self.stated]:
            raise InvalidRecord(self.incident_id, "stated", self.stated, _UNFIT[self.stated], kind=Casualties)


def bounds(low: int | None, best: int | None, high: int | None) -> tuple[int | None, int | None]:
    """Give the ends of a figure; a best one alone is both."""
    return (best, best) if low is None and high is None else (low, high)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one source says of one field, or of one statement or figure by its id, and with which words."""

    incident_id: Annotated[str, _INCIDENT]
    citation_id: Annotated[str, Field("Source", refers="citation")]
    field: Annotated[str, Field("Field they speak of", "What of the record the marked words tell", required=True)]
    value: Annotated[str, Field("What they say it is", "In short; may stay empty")]
    basis: Annotated[FieldBasis, Field("How it is known", "In these words, elsewhere in the article, or only inferred")]
    grade: Annotated[Grade, Field("Grade", "A the words say it, B the article says it elsewhere, C inferred")]
    spans: Annotated[tuple[Span, ...], Field("Words", apart="spans")] = ()

    def __post_init__(self) -> None:
        checks.declared(self.incident_id, self)
        if self.basis is not FieldBasis.NOT_STATED and not self.spans:
            problem = "are missing: something is told without the words it rests on; mark them"
            raise InvalidRecord(self.incident_id, "spans", "", problem, kind=Evidence)
