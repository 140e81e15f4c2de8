"""A picture of the map as SVG: text is text, nothing runs or is fetched, and the same page gives the same bytes."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from incidentmap.export import map_fonts
from incidentmap.export.drawn_parts import Shape
from incidentmap.export.map_relief import ReliefPicture, relief_picture
from incidentmap.export.map_sheet import MapSheet
from incidentmap.export.map_vectors import MapMark, MapVectors
from incidentmap.export.page_look import PAPER
from incidentmap.export.svg_elements import element, group, number, steps, text
from incidentmap.model import words
from incidentmap.model.vocabulary import Category, WherePrec


def svg(sheet: MapSheet, *, with_relief: bool = True) -> str:
    """Write a page; the relief is one picture beneath the vectors."""
    return "\n".join(_document(sheet, with_relief)) + "\n"


def _document(sheet: MapSheet, with_relief: bool) -> Iterator[str]:
    wide, high = sheet.pixels
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" '
        f'viewBox="0 0 {number(sheet.width)} {number(sheet.height)}" role="img" aria-labelledby="title about" '
        f"font-family={quoteattr(map_fonts.FAMILY)}>"
    )
    yield f'<title id="title">{text(sheet.title)}</title>'
    yield f'<desc id="about">{text(sheet.description)}</desc>'
    yield from _definitions(sheet)
    yield f'<rect width="{number(sheet.width)}" height="{number(sheet.height)}" fill="{PAPER}"/>'
    yield f'<g transform="translate(0 {number(sheet.top)})"><g clip-path="url(#frame)">'
    yield from _ground(sheet.map, with_relief)
    yield from group("scale", sheet.upon)
    yield from group("around", sheet.map.around)
    yield '<g id="marks">'
    for mark in sheet.map.marks:
        yield from _mark(mark)
    yield "</g></g></g>"
    yield from group("words", sheet.parts)
    yield "</svg>"


def _definitions(sheet: MapSheet) -> Iterator[str]:
    """Define the frame and the land, to which other things are clipped, and the one hatch."""
    drawn = sheet.map
    land = "".join(f'<path d="{steps(each)}" clip-rule="evenodd"/>' for each in drawn.land if isinstance(each, Shape))
    all_parts = (*drawn.areas, *sheet.parts)
    hatched = next((each.fill for each in all_parts if isinstance(each, Shape) and each.is_hatched), "none")
    step = drawn.hatch.step
    corner = f"M-1 1L1 -1M0 {step:g}L{step:g} 0M{step - 1:g} {step + 1:g}L{step + 1:g} {step - 1:g}"
    yield f'<defs><clipPath id="frame"><rect {_size(drawn)}/></clipPath><clipPath id="ground">{land}</clipPath>'
    yield f'<pattern id="hatch" width="{step:g}" height="{step:g}" patternUnits="userSpaceOnUse">'
    yield f'<path d="{corner}" stroke="{hatched}" stroke-width="{drawn.hatch.width:g}" fill="none"/></pattern></defs>'


def _size(drawn: MapVectors) -> str:
    return f'width="{number(drawn.window.width)}" height="{number(drawn.window.height)}"'


def _ground(drawn: MapVectors, with_relief: bool) -> Iterator[str]:
    yield f'<rect {_size(drawn)} fill="{drawn.background}"/>'
    yield from group("land", drawn.land)
    if with_relief and drawn.relief and (picture := relief_picture(drawn)):
        yield _relief(picture, drawn.relief.opacity)
    for name in ("waters", "borders", "areas", "names"):
        yield from group(name, getattr(drawn, name))


def _relief(picture: ReliefPicture, opacity: float) -> str:
    x, y, width, height = map(number, picture.box)
    data = b64encode(picture.jpeg).decode("ascii")
    return (
        f'<g clip-path="url(#ground)"><image x="{x}" y="{y}" width="{width}" height="{height}" '
        f'opacity="{number(opacity)}" preserveAspectRatio="none" href="data:image/jpeg;base64,{data}"/></g>'
    )


def _mark(mark: MapMark) -> Iterator[str]:
    category, where = words.CATEGORY[Category(mark.category)], words.WHERE_PREC[WherePrec(mark.where_prec)]
    yield f'<g data-category="{mark.category}" data-count="{mark.count}" data-form="{mark.form}">'
    yield f"<title>{text(f'{mark.name}: {category} × {mark.count:,}, {where}')}</title>"
    yield from map(element, mark.parts)
    yield "</g>"
