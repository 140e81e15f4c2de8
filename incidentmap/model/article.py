"""The words we hold: an article and a stretch of its text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Annotated

from incidentmap.errors import InvalidRecord
from incidentmap.model import checks
from incidentmap.model.field import Field
from incidentmap.model.vocabulary import Reliability, Tlp

SOURCE_RELIABILITY = Field(
    "Source reliability (A–F)",
    "Admiralty scale: how far the copy that is cited can be trusted, A completely to E not at all; F cannot be judged",
)


def article_id_of(text: str) -> str:
    """Name an article after its text, so that the same words are never held twice."""
    return "art-" + sha256(text.encode("utf-8")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Article:
    """A source article, its text kept exactly as it was read."""

    article_id: Annotated[str, Field("Id", key=True)]
    text: Annotated[str, Field("Text", "Never changes: another text is another article", required=True, long=True)]
    title: Annotated[str, Field("Title")] = ""
    publisher: Annotated[str, Field("Publisher")] = ""
    author: Annotated[str, Field("Author")] = ""
    url: Annotated[str, Field("Address")] = ""
    published_on: Annotated[date | None, Field("Published on")] = None
    retrieved_at: Annotated[datetime | None, Field("Read on")] = None
    language: Annotated[str, Field("Language")] = ""
    source_reliability: Annotated[Reliability | None, SOURCE_RELIABILITY] = None
    tlp: Annotated[Tlp | None, Field("TLP", "How far it may be passed on")] = None
    replaces: Annotated[str | None, Field("Replaces", refers="article")] = None

    def __post_init__(self) -> None:
        checks.declared(self.article_id, self)
        if self.article_id != article_id_of(self.text):
            raise InvalidRecord(
                self.article_id, "article_id", self.article_id, "does not belong to this text", kind=Article
            )

    def span(self, start: int, end: int) -> Span:
        """Quote text[start:end]; raise `InvalidRecord` where that is no stretch of this text."""
        return Span(self.article_id, start, end, self.text[max(start, 0) : max(end, 0)])


@dataclass(frozen=True, slots=True)
class Span:
    """A quote and where it stands: code points, end exclusive."""

    article_id: Annotated[str, Field("Article", refers="article")]
    start: Annotated[int, Field("From")]
    end: Annotated[int, Field("To")]
    quote: Annotated[str, Field("Words")]

    def __post_init__(self) -> None:
        checks.clean_text(self.article_id, self)
        checks.whole(self.article_id, "start", self.start)
        checks.whole(self.article_id, "end", self.end)
        if not 0 <= self.start < self.end or self.end - self.start != len(self.quote):
            problem = f"is not as long as its offsets {self.start} to {self.end}"
            raise InvalidRecord(self.article_id, "quote", self.quote[:40], problem, kind=Span)
