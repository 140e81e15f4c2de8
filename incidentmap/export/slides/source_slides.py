"""The sources of what the deck shows, each once, with the incidents that cite it."""

from __future__ import annotations

from collections.abc import Iterator

from incidentmap.export.card_lines import Line
from incidentmap.export.hand_out import Row
from incidentmap.export.incident_card import sections
from incidentmap.export.map_vectors import Box
from incidentmap.export.page_look import QUIET
from incidentmap.export.slides.slide_frame import FOOT, ROOM, Slides
from incidentmap.export.slides.slide_text import Paragraph
from incidentmap.export.slides.units import MARGIN
from incidentmap.text.counting import counted

MOST = 240  # sources
MOST_NAMED = 4  # incidents of one source
TOP, GAP, SIZE = 84, 32, 12.5
WIDE = (ROOM - GAP) / 2


class Sources:
    """Takes the sources of incidents, until there are as many as slides hold."""

    def __init__(self) -> None:
        self.incidents = 0
        self.without = 0  # incidents that name none
        self._cited: dict[str, tuple[Line, list[str]]] = {}

    @property
    def is_full(self) -> bool:
        """Tell whether no more are taken."""
        return len(self._cited) >= MOST

    def take(self, row: Row) -> None:
        """Take those of one incident."""
        self.incidents += 1
        self.without += not row.record.citations
        if not row.record.citations:
            return
        (found,) = (each for each in sections(row, {}) if each.head == "Sources")
        for line in found.lines:
            _, named = self._cited.setdefault(repr(line), (line, []))
            if row.record.incident_id not in named[-1:]:  # it may cite one twice
                named.append(row.record.incident_id)

    def paragraphs(self) -> Iterator[Paragraph]:
        """Write each with the incidents that cite it."""
        for line, named in self._cited.values():
            more = f" and {len(named) - MOST_NAMED:,} more" if len(named) > MOST_NAMED else ""
            cited: Line = [["q", f"  [{', '.join(named[:MOST_NAMED])}{more}]"]]
            yield Paragraph([*line, *cited], above=0.45)

    def remarks(self, shown: int) -> Iterator[str]:
        """Say what is not listed."""
        if self.incidents < shown:
            yield (
                f"These are the sources of the first {self.incidents:,} of {shown:,} incidents; those of all are in "
                "the XLSX and CSV of this view, which carry the same hash."
            )
        if self.without:
            yield f"{counted(self.without, 'incident')} {'names' if self.without == 1 else 'name'} no source."
        if not self._cited:
            yield "No source is named."


def add(slides: Slides, sources: Sources) -> None:
    """Add as many slides as the sources take, in two columns each."""
    shown = slides.hand_out.provenance.counts.shown
    remarks = [Paragraph([each], above=0.45, bold=True, colour=QUIET) for each in sources.remarks(shown)]
    columns = list(_columns([*remarks, *sources.paragraphs()]))
    pages = [columns[at : at + 2] for at in range(0, len(columns), 2)]
    for number, page_columns in enumerate(pages, start=1):
        page = slides.add([f"Sources ({number} of {len(pages)})" if len(pages) > 1 else "Sources"])
        for at, column in enumerate(page_columns):
            box: Box = (MARGIN + at * (WIDE + GAP), TOP, WIDE, FOOT - TOP - 6)
            page.text(box, column, (SIZE,), "Sources", "…")


def _columns(paragraphs: list[Paragraph]) -> Iterator[list[Paragraph]]:
    """Fill columns from above; one is never empty."""
    column: list[Paragraph] = []
    room = FOOT - TOP - 6.0
    for each in paragraphs:
        high = each.height(WIDE, SIZE)
        if column and high > room:
            yield column
            column, room = [], FOOT - TOP - 6.0
        column.append(each)
        room -= high
    if column:
        yield column
