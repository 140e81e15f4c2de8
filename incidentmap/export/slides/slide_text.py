"""Lines of text in a box of a slide, as large as they fit; what does not fit is cut, and that is said."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

from pptx.opc.constants import RELATIONSHIP_TYPE

from incidentmap.export import flowing
from incidentmap.export.card_lines import WEB, Line, Run
from incidentmap.export.page_look import INK, QUIET
from incidentmap.export.slides.runs import run
from incidentmap.export.slides.units import emu
from incidentmap.text.visible import FIRST_STRONG, POP

LEADING = 1.2  # lines of one line
WIDER = 1.1  # how much longer a line is in the font of slides than in the one that is measured
BULLET = 14.0  # units that it stands before its text
_LONGEST_LINK = 2_000  # letters; a program calls a file with longer ones damaged
_TURNED = {"R", "AL"}  # directions of Hebrew and Arabic letters


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of a card, how large its letters are beside those of its box, and the room above it, in letters."""

    line: Line
    scale: float = 1
    above: float = 0
    bold: bool = False
    italic: bool = False
    bullet: bool = False
    colour: str = INK

    @property
    def text(self) -> str:
        """Give its words."""
        return "".join(map(_text, self.line))

    @property
    def plain(self) -> str:
        """Give its words for where they have no look, what is of others isolated."""
        return "".join(map(_isolated, self.line))

    def height(self, wide: float, size: float) -> float:
        """Measure it in a box of some width."""
        return self.above * size + len(self.lines(wide, size)) * size * self.scale * LEADING

    def lines(self, wide: float, size: float) -> list[str]:
        """Break its text."""
        room = (wide - (BULLET if self.bullet else 0)) / WIDER
        weight = 700 if self.bold else 400
        broken = (flowing.lines(each, room, size * self.scale, weight) for each in self.text.split("\n"))
        return [line for lines in broken for line in lines or [""]]


class Fitted(NamedTuple):
    """Paragraphs at the size at which they fit, and whether some of them had to go."""

    paragraphs: list[Paragraph]
    size: float
    is_cut: bool


def fitted(paragraphs: Sequence[Paragraph], wide: float, high: float, sizes: Sequence[float], cut: str = "") -> Fitted:
    """Choose the largest size at which all fits; at the smallest, cut the end and say `cut` instead."""
    for size in sizes:
        if height(paragraphs, wide, size) <= high:
            return Fitted(list(paragraphs), size, is_cut=False)
    size = sizes[-1]
    said = [Paragraph([["q", cut]], above=0.3)] if cut else []
    room = high - height(said, wide, size)
    kept: list[Paragraph] = []
    for each in paragraphs:
        if room < each.height(wide, size):
            kept += _shortened(each, wide, size, room)
            break
        room -= each.height(wide, size)
        kept.append(each)
    return Fitted([*kept, *said], size, is_cut=True)


def height(paragraphs: Iterable[Paragraph], wide: float, size: float) -> float:
    """Measure paragraphs below one another."""
    return sum(each.height(wide, size) for each in paragraphs)


def _shortened(paragraph: Paragraph, wide: float, size: float, room: float) -> list[Paragraph]:
    """Keep the lines of a paragraph that have room; nothing of one that has none."""
    fits = int((room - paragraph.above * size) / (size * paragraph.scale * LEADING))
    if fits < 1:
        return []
    letters = sum(len(line) + 1 for line in paragraph.lines(wide, size)[:fits]) - 3
    kept: Line = []
    for each in paragraph.line:
        part = _text(each)[: max(letters, 0)]
        letters -= len(part)
        if part:
            kept.append(part if isinstance(each, str) else [each[0], part, *each[2:]])
    return [replace(paragraph, line=[*kept, " …"])]


def body(fit: Fitted, links: LinksOf) -> str:
    """Write the paragraphs of a box."""
    return "".join(_paragraph(each, fit.size, links) for each in fit.paragraphs) or "<a:p/>"


class LinksOf:
    """The addresses that a slide leads to; only those of the web, and only what every program takes for one."""

    def __init__(self, part: Any) -> None:
        self._part = part

    def relation(self, url: str) -> str:
        """Give the relation of an address; "" for what is none."""
        target = web_address(url)
        if not target:
            return ""
        return str(self._part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))


def web_address(url: str) -> str:
    """Write an address of the web as programs want it, every letter in ASCII; "" for anything else."""
    try:
        parts = urlsplit(url.strip())
        is_web = parts.scheme in WEB and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return ""
    written = quote(url.strip(), safe="%/:=&?~#+!$,;'@()*-._", errors="replace")
    return written if is_web and len(written) <= _LONGEST_LINK else ""


def _paragraph(paragraph: Paragraph, size: float, links: LinksOf) -> str:
    turned = _is_turned(paragraph.line)
    side = 'algn="r" rtl="1"' if turned else 'algn="l" rtl="0"'
    hung = f' marL="{emu(BULLET)}" indent="-{emu(BULLET)}"' if paragraph.bullet else ""
    bullet = '<a:buFont typeface="Arial"/><a:buChar char="•"/>' if paragraph.bullet else "<a:buNone/>"
    above = f'<a:spcBef><a:spcPts val="{round(paragraph.above * size * 75)}"/></a:spcBef>'
    runs = "".join(_run(each, paragraph, size * paragraph.scale, links) for each in paragraph.line)
    return f"<a:p><a:pPr{hung} {side}>{above}{bullet}</a:pPr>{runs}</a:p>"


def _run(part: Run, paragraph: Paragraph, size: float, links: LinksOf) -> str:
    if isinstance(part, str):
        return run(part, size, bold=paragraph.bold, italic=paragraph.italic, colour=paragraph.colour)
    how, _, *address = part
    return run(
        _isolated(part),
        size,
        bold=paragraph.bold or "b" in how,
        italic=paragraph.italic,
        colour=QUIET if "q" in how else paragraph.colour,
        link=links.relation(address[0]) if address else "",
    )


def _is_turned(line: Line) -> bool:
    """Tell whether words of others alone stand in a line, and begin from the right."""
    if not line or any(isinstance(each, str) and each != " … " for each in line):
        return False
    strong = (unicodedata.bidirectional(sign) for sign in "".join(map(_text, line)))
    return next((each in _TURNED for each in strong if each in {"L", *_TURNED}), False)


def _isolated(part: Run) -> str:
    """Give the words of a run, what is of others isolated."""
    of_others = not isinstance(part, str) and "i" in part[0]
    return f"{FIRST_STRONG}{_text(part)}{POP}" if of_others else _text(part)


def _text(part: Run) -> str:
    return part if isinstance(part, str) else part[1]
