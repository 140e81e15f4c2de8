"""The parts of pictures as elements of SVG, every text escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from incidentmap.export import map_fonts
from incidentmap.export.drawn_parts import Label, Part, Shape

_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ANCHORS = {"left": "start", "center": "middle", "right": "end"}


def group(name: str, drawn: Iterable[Part]) -> Iterator[str]:
    """Write parts as a named group."""
    yield f'<g id="{name}">'
    yield from map(element, drawn)
    yield "</g>"


def element(part: Part) -> str:
    """Write one part."""
    return _path(part) if isinstance(part, Shape) else _line_of_text(part)


def steps(shape: Shape) -> str:
    """Write the way of a path."""
    return "".join(step[0] + " ".join(map(number, step[1:])) for step in shape.path)


def text(words: str) -> str:
    """Escape words; what XML cannot hold is shown as such."""
    return escape(_NO_XML.sub("�", words))


def number(value: float) -> str:
    """Write a number with two places at most."""
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def _path(shape: Shape) -> str:
    return f'<path d="{steps(shape)}"{_fill(shape)}{_stroke(shape)}/>'


def _fill(shape: Shape) -> str:
    if not shape.fill:
        return ' fill="none"'
    colour = "url(#hatch)" if shape.is_hatched else shape.fill
    return f' fill="{colour}"{_opacity("fill", shape.fill_opacity)} fill-rule="evenodd"'


def _stroke(shape: Shape) -> str:
    if not shape.stroke:
        return ""
    dashes = f' stroke-dasharray="{" ".join(map(number, shape.dashes))}"' if shape.dashes else ""
    return _line(shape.stroke, shape.stroke_width, shape.stroke_opacity) + dashes


def _line(colour: str, width: float, opacity: float) -> str:
    wide = f' stroke-width="{number(width)}" stroke-linejoin="round"'
    return f' stroke="{colour}"{wide}{_opacity("stroke", opacity)}'


def _opacity(of: str, opacity: float) -> str:
    return f' {of}-opacity="{number(opacity)}"' if opacity != 1 else ""


def _line_of_text(label: Label) -> str:
    where = f'x="{number(label.x)}" y="{number(label.y)}"'
    return f"<text {where}{_letters(label)}{_ink(label)}>{text(label.text)}</text>"


def _letters(label: Label) -> str:
    said = f" font-family={quoteattr(map_fonts.ARABIC_FAMILY)}" if map_fonts.has_arabic(label.text) else ""
    said += f' font-size="{number(label.size)}" font-weight="{label.weight}"'
    said += ' font-style="italic"' if label.italic else ""
    said += f' letter-spacing="{number(label.spacing)}"' if label.spacing else ""
    said += f' text-anchor="{_ANCHORS[label.align]}"' if label.align != "left" else ""
    # Where a viewer has other fonts, a name stays in its box; Arabic is measured unjoined, and would be stretched.
    fixed = label.length and not map_fonts.has_arabic(label.text)
    return said + (f' textLength="{number(label.length)}" lengthAdjust="spacingAndGlyphs"' if fixed else "")


def _ink(label: Label) -> str:
    """Write the colour; a halo is an element of its own, as not every program draws one beneath its letters."""
    if not label.halo:
        return f' fill="{label.colour}"'
    return f' fill="none"{_line(label.halo, label.halo_width, label.halo_opacity)} aria-hidden="true"'
