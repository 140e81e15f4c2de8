"""A hand-out as slides: title, map, key figures, timeline, a slide an incident, sources.

Without a browser, and without a picture: what is drawn are shapes and charts that PowerPoint and LibreOffice edit.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from incidentmap.export.hand_out import HandOut, Row
from incidentmap.export.key_figures import key_figures
from incidentmap.export.slides import (
    figure_slides,
    incident_slides,
    map_slides,
    source_slides,
    timeline_slide,
    title_slide,
)
from incidentmap.export.slides.slide_frame import ROOM, Slides
from incidentmap.export.slides.slide_text import Paragraph
from incidentmap.export.slides.units import MARGIN
from incidentmap.text.counting import counted

MOST_STEPS = 50  # incidents with a slide of their own


def write(hand_out: HandOut) -> bytes:
    """Write the file; `hand_out.tell` hears how far it is."""
    slides = Slides(hand_out)
    _describe(slides)
    title_slide.add(slides, list(_contents(hand_out.provenance.counts.shown)))
    map_slides.add(slides)
    figure_slides.add(slides, key_figures(hand_out.view, hand_out.provenance.as_of.date()))
    timeline_slide.add(slides)
    rows, sources = _read(hand_out)
    incident_slides.add(slides, rows)
    _say_left_out(slides, len(rows))
    source_slides.add(slides, sources)
    hand_out.tell("writing the slides …")
    file = BytesIO()
    slides.template.finished().save(file)
    return file.getvalue()


def _contents(shown: int) -> Iterator[str]:
    yield "The map, with what is not on it"
    yield "Key figures: by category, by group, casualties by whose they are"
    yield "The incidents over time"
    if shown:
        first = f"the first {MOST_STEPS} of " if shown > MOST_STEPS else ""
        told = "words, sources, place; all that is said of it in its notes"
        yield f"A slide each of {first}{counted(shown, 'incident')}: {told}"
    yield "The sources"


def _read(hand_out: HandOut) -> tuple[list[Row], source_slides.Sources]:
    """Read the incidents that get a slide, and sources for as long as there is room for more."""
    steps: list[Row] = []
    sources = source_slides.Sources()
    for row in hand_out.rows():
        if len(steps) < MOST_STEPS:
            steps.append(row)
        elif sources.is_full:
            break
        if not sources.is_full:
            sources.take(row)
    return steps, sources


def _say_left_out(slides: Slides, made: int) -> None:
    shown = slides.hand_out.provenance.counts.shown
    if shown <= made:
        return
    page = slides.add([f"{counted(shown - made, 'incident')} without a slide"])
    said = (
        f"The first {made:,} incidents have a slide of their own, as many as a deck holds. The other "
        f"{shown - made:,} are on the map, in the key figures and in the timeline. To have slides of others, narrow "
        "the filters, such as by date, and hand out once more; XLSX and CSV of this view hold all of them."
    )
    page.text((MARGIN, 110, ROOM, 200), [Paragraph([said])], (22, 18), "What is left out")


def _describe(slides: Slides) -> None:
    """Say in the file's properties what it is; no name of a person or a machine stands in it."""
    said = slides.hand_out.provenance
    properties = slides.template.presentation.core_properties
    properties.title, properties.author, properties.last_modified_by = "Incidents on the map", "Incident Map", ""
    properties.comments = f"{said.shown}; as of {said.moment}; {said.marking}; sha256 {said.sha256}"
    properties.created = properties.modified = said.as_of.replace(tzinfo=None)
