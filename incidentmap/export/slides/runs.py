"""Words as runs of a slide: Arabic ones say so, ranges are isolated, and no text becomes XML, a field or a link.

A program chooses the font and the shape of letters by the language and script of a run; directions are Unicode's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape

from incidentmap.export.map_fonts import ARABIC
from incidentmap.export.map_words import ranges_kept
from incidentmap.export.page_look import INK
from incidentmap.export.slides.solid_fill import bare, solid
from incidentmap.export.slides.units import FONT, emu, hundredths
from incidentmap.text.visible import visible

_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What programs read as the number of a character, such as _x0041_, is taken apart by a sign that is drawn as nothing.
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_STRETCHES = re.compile(f"({ARABIC}(?:[^A-Za-z]*{ARABIC})?)")


def clean(text: str) -> str:
    """Keep what XML can hold, and show what would turn or hide something."""
    return _ESCAPE.sub("_\u2060", _NO_XML.sub("�", visible(text)))


def run(
    text: str,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    colour: str = INK,
    spacing: float = 0,
    glow: str = "",
    link: str = "",
) -> str:
    """Write a text as runs; `link` is the relation of its address, `glow` the colour of a rim around its letters."""
    said = f' sz="{hundredths(size)}" b="{int(bold)}" i="{int(italic)}"'
    said += f' spc="{hundredths(spacing)}"' if spacing else ""
    rim = f'<a:effectLst><a:glow rad="{emu(1.5)}">{bare(glow, 0.85)}</a:glow></a:effectLst>' if glow else ""
    fonts = f'<a:latin typeface="{FONT}"/><a:cs typeface="{FONT}"/>'
    address = f'<a:hlinkClick r:id="{link}"/>' if link else ""
    look = f"{solid(colour)}{rim}{fonts}{address}"
    return "<a:br/>".join(_of_line(each, said, look) for each in ranges_kept(clean(text)).split("\n"))


def _of_line(text: str, said: str, look: str) -> str:
    return "".join(
        f'<a:r><a:rPr lang="{language}"{said}>{look}</a:rPr><a:t>{escape(part)}</a:t></a:r>'
        for part, language in _stretches(text)
    )


def _stretches(text: str) -> Iterator[tuple[str, str]]:
    for at, part in enumerate(_STRETCHES.split(text)):
        if part:
            yield part, "ar-SA" if at % 2 else "en-GB"
