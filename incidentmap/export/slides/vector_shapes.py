"""The parts of the map as shapes of a slide: what is an ellipse, a diamond or a box is one there, all else a path.

Colours are solid, and every length is that of the map.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import Any
from xml.sax.saxutils import quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from incidentmap.export import map_fonts
from incidentmap.export.drawn_parts import Label, Part, Shape, Step
from incidentmap.export.map_vectors import Box
from incidentmap.export.slides.runs import clean, run
from incidentmap.export.slides.solid_fill import solid
from incidentmap.export.slides.units import emu

FINE = 100  # steps of a path to a unit
_SPACES = nsdecls("a", "p", "r")
_NARROWER = 0.91  # letters are wider in the font of slides than where the map measured them
_MIDDLE = 0.343  # of the height of its letters, from a line's middle to its baseline
_STRAIGHT_BOX = re.compile("MLLLZ?$")


class Pen:
    """Writes shapes onto a slide or layout, each with a number of its own."""

    def __init__(self, shapes: Any, *, in_layout: bool = False) -> None:
        self.tree = shapes._spTree
        self.numbers = count(1 + max(map(int, self.tree.xpath("//@id[string(number(.)) != 'NaN']")), default=0))
        self.own = ' userDrawn="1"' if in_layout else ""

    def draw(self, drawn: Iterable[Part], name: str, at: tuple[float, float] = (0, 0)) -> None:
        """Draw parts from a corner, each for itself."""
        for each in self._written(drawn, name, at):
            self.tree.append(parse_xml(each))

    def group(self, drawn: Iterable[Part], name: str, told: str, box: Box, at: tuple[float, float]) -> None:
        """Draw parts that belong together as one group; `told` is what a reader of screens says."""
        x, y, wide, high = box
        where = f'x="{emu(x + at[0])}" y="{emu(y + at[1])}"'
        size = f'cx="{emu(wide)}" cy="{emu(high)}"'
        inner = "".join(self._written(drawn, name, at)).replace(f" {_SPACES}", "")
        self.tree.append(
            parse_xml(
                f"<p:grpSp {_SPACES}><p:nvGrpSpPr>{self._named(name, told)}<p:cNvGrpSpPr/><p:nvPr{self.own}/>"
                f"</p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off {where}/><a:ext {size}/><a:chOff {where}/>"
                f"<a:chExt {size}/></a:xfrm></p:grpSpPr>{inner}</p:grpSp>"
            )
        )

    def name(self, frame: Any, name: str, told: str) -> None:
        """Name a chart or table that was added, and tell what it shows."""
        own = frame._element.xpath("./p:nvGraphicFramePr/p:cNvPr")[0]
        for key, value in {"id": str(next(self.numbers)), "name": name, "descr": clean(told)}.items():
            own.set(key, value)

    def text(self, box: Box, paragraphs: str, name: str, *, look: str = "", anchor: str = "t") -> None:
        """Write paragraphs, as XML, into a box; `look` is its fill or its rim."""
        self.tree.append(
            parse_xml(
                f'<p:sp {_SPACES}><p:nvSpPr>{self._named(name)}<p:cNvSpPr txBox="1"/><p:nvPr{self.own}/></p:nvSpPr>'
                f'<p:spPr>{_place(box, (0, 0))}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{look}</p:spPr>'
                f'<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}">'
                f"<a:noAutofit/></a:bodyPr>{paragraphs}</p:txBody></p:sp>"
            )
        )

    def _written(self, drawn: Iterable[Part], name: str, at: tuple[float, float]) -> Iterator[str]:
        halo = ""
        for each in drawn:
            if isinstance(each, Shape):
                yield self._shape(each, name, at)
            elif each.halo:
                halo = each.halo  # that of the words which come next, and stand upon it
            else:
                yield self._words(each, name, at, halo)
                halo = ""

    def _named(self, name: str, told: str = "") -> str:
        said = f" descr={quoteattr(clean(told))}" if told else ""
        return f'<p:cNvPr id="{next(self.numbers)}" name={quoteattr(clean(name))}{said}/>'

    def _shape(self, shape: Shape, name: str, at: tuple[float, float]) -> str:
        left, top, right, bottom = _bounds(shape.path)
        box = (left, top, max(right - left, 0.01), max(bottom - top, 0.01))
        form = _preset(shape.path, box) or _path(shape, box)
        return (
            f"<p:sp {_SPACES}><p:nvSpPr>{self._named(name)}<p:cNvSpPr/><p:nvPr{self.own}/></p:nvSpPr>"
            f"<p:spPr>{_place(box, at)}{form}{_fill(shape)}{_stroke(shape)}</p:spPr></p:sp>"
        )

    def _words(self, label: Label, name: str, at: tuple[float, float], halo: str) -> str:
        wide = map_fonts.width(label.text, label.size, label.weight) * 1.15 + 2
        left = label.x - {"left": 0.0, "center": wide / 2, "right": wide}[label.align]
        high = label.size * 1.3
        box = (left, label.y - _MIDDLE * label.size * _NARROWER - high / 2, wide, high)
        style = run(
            label.text, label.size * _NARROWER, bold=label.weight > 500, italic=label.italic, colour=label.colour,
            spacing=label.spacing, glow=halo,
        )  # fmt: skip
        align = {"left": "l", "center": "ctr", "right": "r"}[label.align]
        return (
            f'<p:sp {_SPACES}><p:nvSpPr>{self._named(name)}<p:cNvSpPr txBox="1"/><p:nvPr{self.own}/></p:nvSpPr>'
            f'<p:spPr>{_place(box, at)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
            '<p:txBody><a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"><a:noAutofit/></a:bodyPr>'
            f'<a:p><a:pPr algn="{align}" rtl="0"/>{style}</a:p></p:txBody></p:sp>'
        )


def merged(drawn: Iterable[Part]) -> list[Part]:
    """Join shapes of one look that follow one another, so that the ground is few shapes; their order stays."""
    found: list[Part] = []
    for each in drawn:
        last = found[-1] if found else None
        if isinstance(each, Shape) and isinstance(last, Shape) and _look(each) == _look(last):
            found[-1] = Shape((*last.path, *each.path), **dict(_look(last)))
        else:
            found.append(each)
    return found


def _look(shape: Shape) -> tuple[tuple[str, Any], ...]:
    return tuple((name, getattr(shape, name)) for name in shape.__slots__ if name != "path")


def _bounds(path: Sequence[Step]) -> tuple[float, float, float, float]:
    xs = [x for step in path for x in step[1::2]]
    ys = [y for step in path for y in step[2::2]]
    return min(xs), min(ys), max(xs), max(ys)


def _place(box: Box, at: tuple[float, float]) -> str:
    x, y, wide, high = box
    return (
        f'<a:xfrm><a:off x="{emu(x + at[0])}" y="{emu(y + at[1])}"/><a:ext cx="{emu(wide)}" cy="{emu(high)}"/></a:xfrm>'
    )


def _preset(path: Sequence[Step], box: Box) -> str:
    """Name the form that a path is; "" for any other."""
    letters = "".join(step[0] for step in path)
    form = ""
    if letters in ("MCCCCZ", "MCCCC"):
        form = "ellipse"
    elif _STRAIGHT_BOX.match(letters):
        left, top, wide, high = box
        corners = {((x - left) / wide, (y - top) / high) for _, x, y in path[:4]}
        near = {(round(x, 1), round(y, 1)) for x, y in corners}
        form = {
            frozenset({(0, 0), (1, 0), (1, 1), (0, 1)}): "rect",
            frozenset({(0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)}): "diamond",
        }.get(frozenset(near), "")
    return f'<a:prstGeom prst="{form}"><a:avLst/></a:prstGeom>' if form and letters[-1] == "Z" else ""


def _path(shape: Shape, box: Box) -> str:
    left, top, wide, high = box
    steps = "".join(_step(step, left, top) for step in shape.path)
    bare = "" if shape.fill else ' fill="none"'
    size = f'w="{max(round(wide * FINE), 1)}" h="{max(round(high * FINE), 1)}"'
    return (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f"<a:pathLst><a:path {size}{bare}>{steps}</a:path></a:pathLst></a:custGeom>"
    )


def _step(step: Step, left: float, top: float) -> str:
    letter, *points = step
    if letter == "Z":
        return "<a:close/>"
    found = zip(points[::2], points[1::2], strict=True)
    written = "".join(f'<a:pt x="{round((x - left) * FINE)}" y="{round((y - top) * FINE)}"/>' for x, y in found)
    name = {"M": "moveTo", "L": "lnTo", "C": "cubicBezTo"}[letter]
    return f"<a:{name}>{written}</a:{name}>"


def _fill(shape: Shape) -> str:
    return solid(shape.fill, shape.fill_opacity) if shape.fill else "<a:noFill/>"


def _stroke(shape: Shape) -> str:
    if not shape.stroke or not shape.stroke_width:
        return "<a:ln><a:noFill/></a:ln>"
    dashes = shape.dashes if len(shape.dashes) % 2 == 0 else shape.dashes * 2
    pairs = zip(dashes[::2], dashes[1::2], strict=True)
    of_width = 100_000 / shape.stroke_width
    said = "".join(f'<a:ds d="{round(on * of_width)}" sp="{round(off * of_width)}"/>' for on, off in pairs)
    dashed = f"<a:custDash>{said}</a:custDash>" if said else ""
    colour = solid(shape.stroke, shape.stroke_opacity)
    return f'<a:ln w="{emu(shape.stroke_width)}">{colour}{dashed}<a:round/></a:ln>'
