"""A total over many events, as printed. It is never put on the map and never added to an incident."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from incidentmap.model import checks
from incidentmap.model.article import Span
from incidentmap.model.vocabulary import Category


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A running total by one counter; None means not stated. `by_country` pairs ISO codes with counts of events."""

    aggregate_id: str
    as_of: date
    counter: str
    category: Category
    period_start: date | None = None
    attackers: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    total_low: int | None = None
    total_high: int | None = None
    by_country: tuple[tuple[str, int], ...] = ()
    killed_low: int | None = None
    killed_high: int | None = None
    injured_low: int | None = None
    injured_high: int | None = None
    places: tuple[str, ...] = ()
    title: str = ""
    publisher: str = ""
    url: str = ""
    note: str = ""
    spans: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        name = self.aggregate_id
        checks.identifier(name, "aggregate_id", name)
        checks.clean_text(name, self)
        checks.one_of(name, "category", self.category, Category)
        checks.ordered(name, "period_start, as_of", self.period_start, self.as_of)
        for measure in ("total", "killed", "injured"):
            low, high = getattr(self, f"{measure}_low"), getattr(self, f"{measure}_high")
            checks.in_range(name, f"{measure}_low", low, 0, 10_000_000)
            checks.in_range(name, f"{measure}_high", high, 0, 10_000_000)
            checks.ordered(name, measure, low, high)
