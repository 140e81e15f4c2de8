"""A total over many events, as printed. It is never put on the map and never added to an incident."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from incidentmap.model import checks
from incidentmap.model.article import Span
from incidentmap.model.field import Field
from incidentmap.model.vocabulary import Category

_EXACT = "The same as the other where one figure is printed; empty where this end is not stated"
_MOST = 10_000_000


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A running total by one counter; None means not stated. `by_country` pairs ISO codes with counts of events."""

    aggregate_id: Annotated[str, Field("Id", key=True)]
    as_of: Annotated[date, Field("As of")]
    counter: Annotated[str, Field("Counted by", "Who counted, as the source names them")]
    category: Annotated[Category, Field("What is counted")]
    period_start: Annotated[date | None, Field("Since", "The first day that is counted; empty where not stated")] = None
    attackers: Annotated[tuple[str, ...], Field("Attacks by")] = ()
    targets: Annotated[tuple[str, ...], Field("Attacks against")] = ()
    total_low: Annotated[int | None, Field("Events, at least", _EXACT, low=0, high=_MOST)] = None
    total_high: Annotated[int | None, Field("Events, at most", _EXACT, low=0, high=_MOST)] = None
    by_country: Annotated[tuple[tuple[str, int], ...], Field("Events by country")] = ()
    killed_low: Annotated[int | None, Field("Killed, at least", _EXACT, low=0, high=_MOST)] = None
    killed_high: Annotated[int | None, Field("Killed, at most", _EXACT, low=0, high=_MOST)] = None
    injured_low: Annotated[int | None, Field("Injured, at least", _EXACT, low=0, high=_MOST)] = None
    injured_high: Annotated[int | None, Field("Injured, at most", _EXACT, low=0, high=_MOST)] = None
    places: Annotated[tuple[str, ...], Field("In")] = ()
    title: Annotated[str, Field("Title")] = ""
    publisher: Annotated[str, Field("Publisher")] = ""
    url: Annotated[str, Field("Address")] = ""
    note: Annotated[str, Field("Note", "Our own words: how the figure was made, what is odd about it", long=True)] = ""
    spans: Annotated[tuple[Span, ...], Field("Words", apart="spans")] = ()

    def __post_init__(self) -> None:
        name = self.aggregate_id
        checks.declared(name, self)
        checks.ordered(name, "period_start, as_of", self.period_start, self.as_of, kind=Aggregate)
        for measure in ("total", "killed", "injured"):
            ends = f"{measure}_low", f"{measure}_high"
            checks.ordered(name, ", ".join(ends), *(getattr(self, end) for end in ends), kind=Aggregate)
