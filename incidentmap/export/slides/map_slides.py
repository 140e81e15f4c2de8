"""The map: all that is shown and, where few lie far away, once more nearer; what is not on it is counted."""

from __future__ import annotations

from incidentmap.export import map_words
from incidentmap.export.map_legend import legend
from incidentmap.export.map_scale import corners
from incidentmap.export.map_vectors import MapMark, MapVectors, map_vectors
from incidentmap.export.map_window import around_all
from incidentmap.export.slides.base_map import draw_around, draw_edge, draw_ground, within
from incidentmap.export.slides.cutting import cut
from incidentmap.export.slides.slide_frame import FOOT, ROOM, Page, Slides
from incidentmap.export.slides.slide_text import Paragraph
from incidentmap.export.slides.units import MARGIN
from incidentmap.export.slides.vector_shapes import Pen
from incidentmap.mapping.basemap import HOME
from incidentmap.model import words
from incidentmap.model.vocabulary import Category, WherePrec
from incidentmap.query import View, extent, marks
from incidentmap.text.counting import counted

TOP, BELOW = 76, 76  # units: where the map begins, and the room of legend and counts below it
SIZE = (ROOM, FOOT - TOP - BELOW)
NEARER = 0.7  # of a zoom: what would hardly be larger is not shown again


def add(slides: Slides) -> None:
    """Add the slides of the map."""
    view, gazetteer = slides.hand_out.view, slides.hand_out.gazetteer
    slides.hand_out.tell("drawing the map …")
    whole = map_vectors(view, gazetteer, *SIZE, nameless=corners(*SIZE))
    _add(slides, "The map", whole)
    if at := _nearer(view, whole):
        slides.hand_out.tell("drawing the map, nearer …")
        nearer = map_vectors(view, gazetteer, *SIZE, at, nameless=corners(*SIZE))
        _add(slides, "The map, where most of it lies", nearer)


def _nearer(view: View, whole: MapVectors) -> tuple[float, float, float] | None:
    """Choose the window in which most lies; None where all of it is shown as large already."""
    found = extent(view, HOME)
    if found is None:
        return None
    window = around_all([(*found[0], *found[1])], *SIZE)
    if window.zoom < whole.window.zoom + NEARER:
        return None
    return window.latitude, window.longitude, window.zoom


def _add(slides: Slides, title: str, drawn: MapVectors) -> None:
    layout = slides.template.layout(title)
    at = (MARGIN, TOP)
    ground = Pen(layout.shapes, in_layout=True)
    draw_ground(ground, drawn, at)
    draw_edge(ground, drawn, at)
    page = slides.add([title], layout)
    draw_around(page.pen, drawn, at)
    for mark in drawn.marks:
        draw_mark(page.pen, mark, drawn, at)
    _say_if_empty(page, drawn, slides.hand_out.view)
    _foot(page, drawn, slides.hand_out.view)


def draw_mark(pen: Pen, mark: MapMark, drawn: MapVectors, at: tuple[float, float]) -> None:
    """Draw a mark as one group, named and told as in pictures of the map."""
    category, where = words.CATEGORY[Category(mark.category)], words.WHERE_PREC[WherePrec(mark.where_prec)]
    told = f"{mark.name}: {category} × {mark.count:,}, {where}"
    pen.group(within(mark.parts, drawn), f"{category} × {mark.count:,}", told, mark.box, at)


def _say_if_empty(page: Page, drawn: MapVectors, view: View) -> None:
    """Say in the place of marks that there are none."""
    if drawn.marks:
        return
    shown = view.counts.shown
    why = "none of them has a place on it" if shown else "the filters leave nothing"
    said = f"Nothing is drawn on this map: of {counted(shown, 'incident')} {why}."
    wide = 560
    box = (MARGIN + (ROOM - wide) / 2, TOP + drawn.window.height / 2 - 20, wide, 60)
    page.text(box, [Paragraph([said], bold=True)], (20, 16), "Nothing drawn")


def _foot(page: Page, drawn: MapVectors, view: View) -> None:
    below = TOP + drawn.window.height
    found = legend(ROOM, with_cells=not marks(view).whole)
    room = (0, 0, ROOM, found.height)
    page.pen.draw(cut(found.parts, room, drawn.hatch), "Legend", (MARGIN, below + 4))
    on_areas = sum(mark.count for mark in drawn.marks if mark.form == "pill")
    where = map_words.PictureCounts(drawn.drawn - on_areas, on_areas, drawn.outside, drawn.without_label)
    said = Paragraph([map_words.count_words(view, where)])
    high = below + 6 + found.height
    page.text((MARGIN, high, ROOM, FOOT - high - 2), [said], (14.5, 12.5, 11), "Where each incident went")
