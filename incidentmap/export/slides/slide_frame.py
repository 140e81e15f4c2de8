"""What stands on every slide: a title, the marking, and below a rule what the deck shows, of when, with its hash."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from incidentmap.export import map_fonts
from incidentmap.export.card_lines import Line
from incidentmap.export.drawn_parts import line
from incidentmap.export.hand_out import HandOut
from incidentmap.export.map_head import tlp_colour
from incidentmap.export.map_vectors import Box
from incidentmap.export.map_words import ranges_kept
from incidentmap.export.page_look import INK, QUIET, RULE
from incidentmap.export.provenance import NOT_MARKED
from incidentmap.export.slides.runs import clean, run
from incidentmap.export.slides.slide_text import Fitted, LinksOf, Paragraph, body, fitted
from incidentmap.export.slides.solid_fill import solid
from incidentmap.export.slides.template import TITLE, TITLE_SIZE, Template
from incidentmap.export.slides.units import HEIGHT, MARGIN, WIDTH, emu
from incidentmap.export.slides.vector_shapes import Pen

FOOT = HEIGHT - 46
ROOM = WIDTH - 2 * MARGIN
_TLP, _SAID, _HASH, _NUMBER = 17.0, 12.0, 9.5, 46.0
_CUT = "… the whole filter stands on the first slide."


class Slides:
    """A deck that is being made of a hand-out: its presentation, and how far it is."""

    def __init__(self, hand_out: HandOut) -> None:
        self.hand_out = hand_out
        self.template = Template()
        self.words = self.template.layout("Words")

    def add(self, title: Line, layout: Any = None) -> Page:
        """Add a slide with its title and all that stands on every one."""
        return Page(self.template.presentation.slides.add_slide(layout or self.words), title, self.hand_out)


class Page:
    """A slide that is being made."""

    def __init__(self, slide: Any, title: Line, hand_out: HandOut) -> None:
        self.slide = slide
        self.pen = Pen(slide.shapes)
        self.links = LinksOf(slide.part)
        self._title(title)
        self._marking(hand_out.provenance.marking)
        self._foot(hand_out)

    def text(
        self, box: Box, paragraphs: Sequence[Paragraph], sizes: Sequence[float], name: str, cut: str = ""
    ) -> Fitted:
        """Write paragraphs into a box, as large as they fit."""
        fit = fitted(paragraphs, box[2], box[3], sizes, cut)
        self.pen.text(box, body(fit, self.links), name)
        return fit

    def note(self, paragraphs: Sequence[Paragraph]) -> None:
        """Write paragraphs into the notes of the slide, as plain text."""
        said = ranges_kept(clean("\n".join(each.plain for each in paragraphs)))
        self.slide.notes_slide.notes_text_frame.text = said

    def _title(self, title: Line) -> None:
        _, _, wide, high = TITLE
        fit = fitted([Paragraph(title, bold=True)], wide, high, (TITLE_SIZE, 22, 18, 15))
        frame = self.slide.shapes.title.text_frame._txBody
        for each in frame.p_lst:
            frame.remove(each)
        for each in parse_xml(f"<a:tmp {nsdecls('a', 'r')}>{body(fit, self.links)}</a:tmp>"):
            frame.append(each)

    def _marking(self, said: str) -> None:
        """Write the label as the Traffic Light Protocol does, its colour on black; no marking is never a label."""
        label, _, others = said.partition("; ")
        bare = said == NOT_MARKED
        words = label[:1].upper() + label[1:]
        wide = map_fonts.width(words, _TLP, 700) * 1.15 + 24
        box = (WIDTH - MARGIN - wide, 16, wide, 30)
        colour = QUIET if bare else tlp_colour(label)
        look = f'<a:ln w="{emu(1)}">{solid(RULE)}</a:ln>' if bare else solid("#000000")
        written = f'<a:p><a:pPr algn="ctr" rtl="0"/>{run(words, _TLP, bold=True, colour=colour)}</a:p>'
        self.pen.text(box, written, "Marking", look=look, anchor="ctr")
        if others:
            below = f'<a:p><a:pPr algn="r" rtl="0"/>{run(others, _SAID, colour=QUIET)}</a:p>'
            self.pen.text((WIDTH - MARGIN - 240, 48, 240, 18), below, "Not marked")

    def _foot(self, hand_out: HandOut) -> None:
        said = hand_out.provenance
        self.pen.draw([line(MARGIN, FOOT, WIDTH - MARGIN, FOOT, stroke=RULE, stroke_width=1)], "Rule")
        shown: Line = [["b", said.marking[:1].upper() + said.marking[1:]], f"  ·  {said.shown}  ·  as of {said.moment}"]
        told = [Paragraph([*shown, "  ·  ", ["i", said.asked]], colour=QUIET)]
        wide = ROOM - _NUMBER - 10
        self.text((MARGIN, FOOT + 4, wide, 2.45 * _SAID), told, (_SAID, _SAID - 1.5), "What it shows", _CUT)
        stamp = [Paragraph([f"SHA-256 of filter and records  {said.sha256}"], colour=QUIET)]
        self.text((MARGIN, HEIGHT - 14, wide, 13), stamp, (_HASH,), "Hash")
        number = (
            f'<a:p><a:pPr algn="r" rtl="0"/><a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
            f'<a:rPr lang="en-GB" sz="1050">{solid(INK)}</a:rPr><a:t>{len(self._all())}</a:t></a:fld></a:p>'
        )
        self.pen.text((WIDTH - MARGIN - _NUMBER, FOOT + 4, _NUMBER, 18), number, "Number of the slide")

    def _all(self) -> Any:
        return self.slide.part.package.presentation_part.presentation.slides
