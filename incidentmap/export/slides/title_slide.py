"""The first slide: what was asked, of when, how it may be passed on, where each incident went, and the hash of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from incidentmap.export.drawn_parts import box
from incidentmap.export.kml_folders import COLOURS
from incidentmap.export.provenance import Provenance
from incidentmap.export.slides.slide_frame import FOOT, ROOM, Slides
from incidentmap.export.slides.slide_text import Paragraph
from incidentmap.export.slides.units import MARGIN
from incidentmap.model import words
from incidentmap.model.vocabulary import Category

_BAR = (MARGIN, 104, 6, 176)
_ELSEWHERE = ("Filter", "Shown", "Marking", "As of", "Data until", "SHA-256 of filter and records")  # on the slide
LOW, COLUMN, GAP = 324, 580, 56
SIZES = (19.0, 17.0, 15.0, 13.0)


def add(slides: Slides, contents: Sequence[str]) -> None:
    """Add it; `contents` says what follows."""
    said = slides.hand_out.provenance
    page = slides.add(["Incidents on the map"])
    page.pen.draw([box(*_BAR, fill=COLOURS[Category.STRIKE])], "Bar")
    asked = Paragraph([["i", said.asked[:1].upper() + said.asked[1:]]], bold=True)
    page.text((MARGIN + 24, 104, ROOM - 24, 130), [asked], (40, 32, 26, 20, 16, 13), "What was asked")
    page.text(
        (MARGIN + 24, 246, ROOM - 24, 36), [Paragraph([["b", said.shown], f"  ·  {_moment(said)}"])], (22,), "When"
    )
    high = FOOT - LOW - 8
    where = [Paragraph(["Where each incident went"], bold=True), *_lines(said)]
    page.text((MARGIN + 24, LOW, COLUMN, high), where, SIZES, "Where each incident went")
    follows = [Paragraph(["What follows"], bold=True), *(Paragraph([each], above=0.35) for each in contents)]
    page.text((MARGIN + 24 + COLUMN + GAP, LOW, COLUMN - GAP, high), follows, SIZES, "What follows")
    page.note([Paragraph([f"{name}: ", ["i", str(told)]]) for name, told in said.lines()])


def _moment(said: Provenance) -> str:
    until = f"data until {words.day(said.data_until)}" if said.data_until else "no data"
    return f"as of {words.day(said.as_of.date())}, {said.as_of:%H:%M} UTC, {until}"


def _lines(said: Provenance) -> Iterator[Paragraph]:
    for name, told in said.lines():
        if name not in _ELSEWHERE and (name != "Link" or said.link):
            number = f"{told:,}" if isinstance(told, int) else told
            yield Paragraph([["q", f"{name}  "], ["b" if isinstance(told, int) else "i", number]], above=0.35)
