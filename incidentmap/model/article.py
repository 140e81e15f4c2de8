"""The words we hold: an article and a stretch of its text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from incidentmap.errors import InvalidRecord
from incidentmap.model import checks
from incidentmap.model.vocabulary import Reliability, Tlp


def article_id_of(text: str) -> str:
    """Name an article after its text, so that the same words are never held twice."""
    return "art-" + sha256(text.encode("utf-8")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Article:
    """A source article, its text kept exactly as it was read."""

    article_id: str
    text: str
    title: str = ""
    publisher: str = ""
    author: str = ""
    url: str = ""
    published_on: date | None = None
    retrieved_at: datetime | None = None
    language: str = ""
    source_reliability: Reliability | None = None
    tlp: Tlp | None = None
    replaces: str | None = None

    def __post_init__(self) -> None:
        checks.clean_text(self.article_id, self)
        checks.required(self.article_id, "text", self.text)
        checks.one_of(self.article_id, "source_reliability", self.source_reliability, Reliability, blank=True)
        checks.one_of(self.article_id, "tlp", self.tlp, Tlp, blank=True)
        if self.retrieved_at is not None:
            checks.zoned(self.article_id, "retrieved_at", self.retrieved_at)
        if self.article_id != article_id_of(self.text):
            raise InvalidRecord(self.article_id, "article_id", self.article_id, "does not belong to this text")

    def span(self, start: int, end: int) -> Span:
        """Quote text[start:end]; raise `InvalidRecord` where that is no stretch of this text."""
        return Span(self.article_id, start, end, self.text[max(start, 0) : max(end, 0)])


@dataclass(frozen=True, slots=True)
class Span:
    """A quote and where it stands: code points, end exclusive."""

    article_id: str
    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        checks.clean_text(self.article_id, self)
        if not 0 <= self.start < self.end or self.end - self.start != len(self.quote):
            problem = f"is not as long as its offsets {self.start} to {self.end}"
            raise InvalidRecord(self.article_id, "quote", self.quote[:40], problem)
