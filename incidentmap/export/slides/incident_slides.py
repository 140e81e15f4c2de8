"""A slide an incident: its words, who says who did it, whom it hurt, its sources, and where it was.

The notes of each slide hold all that is said of it, also what has no room on the slide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from incidentmap.export.card_lines import Line, joined, name
from incidentmap.export.drawn_parts import box
from incidentmap.export.hand_out import Row
from incidentmap.export.incident_card import Section, sections
from incidentmap.export.page_look import PAPER, QUIET, RULE
from incidentmap.export.slides.map_slides import draw_mark
from incidentmap.export.slides.slide_frame import FOOT, Page, Slides
from incidentmap.export.slides.slide_text import Paragraph, fitted, height
from incidentmap.export.slides.units import MARGIN, WIDTH
from incidentmap.export.slides.where_maps import SIZE, WhereMap, where_maps
from incidentmap.model import record_words, words

TOP, GAP = 84, 28
LEFT = WIDTH - 2 * MARGIN - SIZE[0] - GAP  # the width of the words
MAP = (WIDTH - MARGIN - SIZE[0], TOP)
WORDS, SOURCES, ABOUT = (20.0, 18.0, 16.5, 15.0), (13.5, 12.0), (16.0, 14.0, 12.5)
MOST_SOURCES = 150  # units that sources may take
_LEGEND = "  ·  framed: its mark; faint: other incidents of these slides"
_CUT = "… goes on in the notes of this slide."


def add(slides: Slides, rows: Sequence[Row]) -> None:
    """Add the slides of some incidents."""
    maps = where_maps(slides, rows)
    for number, (row, where) in enumerate(zip(rows, maps, strict=True), start=1):
        _add(slides, row, where)
        if number % 10 == 0:
            slides.hand_out.tell(f"{number:,} of {len(rows):,} slides of incidents made …")


def title(row: Row) -> Line:
    """Name an incident by what, when and where."""
    held = row.record.incident
    what: Line = [f"{words.CATEGORY[held.category]}, {words.when(held)}"]
    return joined(", ", [what, name(row.place.name if row.place else "")])


def _add(slides: Slides, row: Row, where: WhereMap) -> None:
    page = slides.add(title(row), where.layout)
    about, told, sources = _parts(sections(row, slides.hand_out.names))
    beneath = _sources(page, sources)
    page.text((MARGIN, TOP, LEFT, beneath - TOP - 14), _paragraphs(told), WORDS, "Words", _CUT)
    _where(page, row, where, about)
    page.note([Paragraph([["b", f"{row.record.incident_id}"]]), *_paragraphs(sections(row, slides.hand_out.names))])


def _parts(found: list[Section]) -> tuple[list[Section], list[Section], list[Section]]:
    """Part what stands below the map, at its side, and among the sources; its words come before all else."""
    about = [each for each in found if not each.head]
    sources = [each for each in found if each.head == "Sources"]
    notes = [each for each in found if each.head == "Our notes"]
    *others, told = [each for each in found if each not in (*about, *sources, *notes)]
    return about, [told, *others, *notes], sources


def _paragraphs(found: Iterable[Section]) -> list[Paragraph]:
    return [each for section in found for each in _section(section)]


def _section(section: Section) -> Iterator[Paragraph]:
    if section.head:
        yield Paragraph([section.head], scale=0.78, above=0.7, bold=True, colour=QUIET)
    if section.form == "tags":
        yield Paragraph(joined("  ·  ", section.lines), above=0.25)
        return
    for line in section.lines:
        quoted = section.form == "quote"
        yield Paragraph(line, scale=1.08 if quoted else 1, above=0.2, italic=quoted, bullet=section.form == "list")


def _sources(page: Page, sources: list[Section]) -> float:
    """Write the sources at the foot of the words; give where they begin."""
    found = _paragraphs(sources)
    high = min(height(found, LEFT, SOURCES[0]), MOST_SOURCES) + 2
    top = FOOT - 8 - high
    page.pen.draw([box(MARGIN, top - 5, LEFT, 1, fill=RULE)], "Rule")
    page.text((MARGIN, top, LEFT, high), found, SOURCES, "Sources", _CUT)
    return top


def _where(page: Page, row: Row, where: WhereMap, about: list[Section]) -> None:
    """Show the mark of its place on the map, or say in its place why there is none."""
    if where.mark:
        draw_mark(page.pen, where.mark, where.drawn, MAP)
    else:
        _say_why_not(page, record_words.placed(row.record).removeprefix("not placed: "))
    below = TOP + SIZE[1] + 6
    said = [*_paragraphs(about), Paragraph([["q", f"{row.record.incident_id}{_LEGEND}"]], scale=0.8, above=0.4)]
    page.text((MAP[0], below, SIZE[0], FOOT - below - 4), said, ABOUT, "Where and what", _CUT)


def _say_why_not(page: Page, why: str) -> None:
    wide = SIZE[0] - 104
    fit = fitted([Paragraph(["Not on the map: ", ["i", why]], bold=True)], wide, 80, (17, 14, 12), _CUT)
    high = height(fit.paragraphs, wide, fit.size)
    x, y = MAP[0] + (SIZE[0] - wide) / 2, MAP[1] + (SIZE[1] - high) / 2
    ground = box(x - 12, y - 10, wide + 24, high + 20, fill=PAPER, stroke=RULE, stroke_width=1)
    page.pen.draw([ground], "Ground of what is said")
    page.text((x, y, wide, high + 1), fit.paragraphs, (fit.size,), "Not on the map")
