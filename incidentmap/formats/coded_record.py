"""One record of an article coded by hand: its fields, and the words of the article that they rest on."""

from __future__ import annotations

from datetime import date
from typing import Any

from incidentmap.errors import InvalidRecord
from incidentmap.model import Article, Span
from incidentmap.model import vocabulary as v


class CodedRecord:
    """One coded record and the article whose words it quotes."""

    def __init__(self, record: dict[str, Any], article: Article, actor_ids: dict[str, str]) -> None:
        self.record = record
        self.article = article
        self.actor_ids = actor_ids
        self.id: str = record["id"]
        self.fields: dict[str, dict[str, Any]] = record["fields"]
        self.citation_id = f"{self.id}.{article.article_id}"

    def value(self, name: str) -> Any:
        """Give what is said of a field; None where nothing is."""
        return self.fields.get(name, {}).get("value")

    def dates(self) -> tuple[date | None, date, v.TimePrecision]:
        """Give the earliest and the latest day, and how well they are known."""
        when = self.value("date")
        earliest = date.fromisoformat(when["earliest"]) if when["earliest"] else None
        return earliest, date.fromisoformat(when["latest"]), v.TimePrecision(when["time_precision"])

    def actors(self, name: str) -> tuple[str, ...]:
        """Give the ids of the actors a field names; a name without an entry among the actors is left to its quote."""
        found: list[str] = []
        for value in listed(self.value(name)):
            found += [self._actor_id(name, each) for each in listed(value.get("canonical"))]
        return tuple(dict.fromkeys(found))

    def _actor_id(self, field: str, name: str) -> str:
        if name not in self.actor_ids:
            raise InvalidRecord(self.id, field, name, "is not a name in actors.csv; correct it, or add it there first")
        return self.actor_ids[name]

    def notes(self) -> str:
        """Give the notes on all fields."""
        return " ".join(filter(None, (each.get("note") for each in self.fields.values())))

    def spans(self, quotes: list[dict[str, Any]]) -> tuple[Span, ...]:
        """Find quotes in the article; one that does not stand where it is said to is refused."""
        return tuple(self._span(quote) for quote in quotes)

    def _span(self, quote: dict[str, Any]) -> Span:
        span = self.article.span(quote["start"], quote["end"])
        if span.quote != quote["text"]:
            raise InvalidRecord(self.id, "text", quote["text"][:60], f"does not stand at {span.start} to {span.end}")
        return span


def listed(value: Any) -> list[Any]:
    """Give one value, several or none as a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
