"""What a hand-out says of itself: what was asked, as of when, how much is shown and left out, its marking, its hash."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from incidentmap.query import FILTERS, Counts, to_text
from incidentmap.text.counting import counted

Said = str | int
NOT_MARKED = "not marked"
LINK, HASH = "Link", "SHA-256 of filter and records"  # titles of lines, by which a file is read back


@dataclass(frozen=True, slots=True)
class Provenance:
    """What stands in every hand-out.

    `asked` is the filter in words, `query` the parameters of its link; `as_of` is the moment (UTC) of which the records
    are, `data_until` the latest day of the data, `marking` the strictest of what is in it, in words.
    """

    asked: str
    query: Mapping[str, str]
    as_of: datetime
    data_until: date | None
    counts: Counts
    marking: str
    sha256: str

    @property
    def shown(self) -> str:
        """Say how many of how many."""
        return f"{self.counts.shown:,} of {counted(self.counts.total, 'incident')}"

    @property
    def moment(self) -> str:
        """Write the moment in UTC, to the second."""
        return f"{self.as_of:%Y-%m-%dT%H:%M:%SZ}"

    @property
    def link(self) -> str:
        """Write what stands in the address of the page behind its question mark."""
        return to_text(self.query)

    def lines(self) -> Iterator[tuple[str, Said]]:
        """Give all of it, line by line, each with its title; the numbers add up to the total."""
        counts = self.counts
        yield "Filter", self.asked
        yield LINK, f"?{self.link}"
        yield "As of", self.moment
        yield "Data until", self.data_until.isoformat() if self.data_until else "no data"
        yield "Shown", self.shown
        yield "On the map", counts.on_map
        yield "Counted on a country or area", counts.on_areas
        yield "Not placed", counts.unplaced
        for each in counts.excluded:
            yield f"Excluded by {FILTERS[each.filter].title}", each.charged
        yield "In review", counts.in_review
        yield "Total", counts.total
        yield "May be the same event as another", counts.may_be_same
        yield "Marking", self.marking
        yield HASH, self.sha256

    def sentence(self) -> str:
        """Say the most important of it in one line."""
        return f"{self.shown}; {self.asked}; as of {self.moment}; {self.marking}; sha256 {self.sha256}"
