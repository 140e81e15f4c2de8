"""The empty presentation: 16 to 9, its fonts and colours, a master with a title, and layouts to be drawn into."""

from __future__ import annotations

import re
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

from incidentmap.export.page_look import INK
from incidentmap.export.slides.units import FONT, HEIGHT, MARGIN, WIDTH, emu

TITLE = (MARGIN, 14, 980, 50)  # the box of a slide's title
TITLE_SIZE = 27
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
LINK = "1D4F91"  # a blue that is no category's
_COLOURS = ("0072B2", "D55E00", "666666", "5D4F7A", "8FB0C6", "8F979E")  # accents 1 to 6: the map's own


class Template:
    """A presentation, and its layouts that are still free; those that nobody takes are left out."""

    def __init__(self) -> None:
        self.presentation: Any = Presentation()
        self.presentation.slide_width, self.presentation.slide_height = emu(WIDTH), emu(HEIGHT)
        _dress(self.presentation.slide_master)
        _drop_thumbnail(self.presentation.part.package)
        self._free = [each for each in self.presentation.slide_layouts if _title_of(each) is not None]
        self._bare = [each for each in self.presentation.slide_layouts if each not in self._free]

    def layout(self, name: str) -> Any:
        """Give an empty layout with a title, under a name."""
        taken = self._free.pop(0)
        _clear(taken)
        taken._element.cSld.set("name", name)
        return taken

    def finished(self) -> Any:
        """Give the presentation without the layouts that nobody took."""
        for each in (*self._free, *self._bare):
            self.presentation.slide_layouts.remove(each)
        return self.presentation


def _drop_thumbnail(package: Any) -> None:
    """Let go of the picture of another presentation that an empty one comes with."""
    for name, relation in list(package._rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            package._rels.pop(name)


def _dress(master: Any) -> None:
    for shape in list(master.placeholders):
        if shape.placeholder_format.type not in (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.BODY):
            shape._element.getparent().remove(shape._element)
    title, body = master.placeholders
    _put(title, TITLE)
    _put(body, (MARGIN, 90, WIDTH - 2 * MARGIN, 560))
    inner = title._element.txBody.bodyPr
    for side in ("lIns", "tIns", "rIns", "bIns"):
        inner.set(side, "0")
    style = master._element.find(qn("p:txStyles")).find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    style.set("algn", "l")
    letters = style.find(qn("a:defRPr"))
    letters.set("sz", str(round(TITLE_SIZE * 75)))
    letters.set("b", "1")
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = _themed(theme.blob.decode()).encode()


def _themed(theme: str) -> str:
    fonts = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface="{FONT}"/>'
    theme = re.sub(r'<a:latin typeface="[^"]*"/>\s*<a:ea typeface=""/>\s*<a:cs typeface=""/>', fonts, theme)
    colours = {f"accent{at}": colour for at, colour in enumerate(_COLOURS, 1)}
    colours |= {"dk2": INK[1:], "hlink": LINK, "folHlink": LINK}
    for name, colour in colours.items():
        theme = re.sub(rf"(<a:{name}>\s*)<a:srgbClr val=\"\w+\"/>", rf'\g<1><a:srgbClr val="{colour}"/>', theme)
    return theme


def _clear(layout: Any) -> None:
    """Keep the title alone, with the place and the look that the master gives it."""
    kept = _title_of(layout)._element
    for shape in list(layout.shapes):
        if shape._element is not kept:
            layout.shapes._spTree.remove(shape._element)
    layout._element.attrib.pop("type", None)
    kept.spPr.clear()
    kept.nvSpPr.nvPr.find(qn("p:ph")).set("type", "title")
    kept.txBody.bodyPr.clear()
    kept.txBody.bodyPr.attrib.clear()
    kept.txBody.find(qn("a:lstStyle")).clear()


def _title_of(layout: Any) -> Any:
    return next((each for each in layout.placeholders if each.placeholder_format.type in _TITLES), None)


def _put(shape: Any, box: tuple[float, float, float, float]) -> None:
    shape.left, shape.top, shape.width, shape.height = map(emu, box)
