"""The ground of the map, drawn once into a layout, with the marks of slides beneath which others are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from incidentmap.export import map_scale
from incidentmap.export.drawn_parts import Part, Shape, box
from incidentmap.export.map_vectors import MapVectors
from incidentmap.export.page_look import RULE
from incidentmap.export.slides.cutting import Frame, cut
from incidentmap.export.slides.vector_shapes import Pen, merged

QUIET = 0.4  # how strong marks are that a slide is not about
Corner = tuple[float, float]


def draw_ground(pen: Pen, drawn: MapVectors, at: Corner) -> None:
    """Draw land, waters, borders and names, each as few shapes; without relief."""
    wide, high = drawn.window.width, drawn.window.height
    pen.draw([box(0, 0, wide, high, fill=drawn.background)], "Water", at)
    for name in ("land", "waters", "borders"):
        pen.draw(merged(_within(getattr(drawn, name), drawn)), name.capitalize(), at)
    pen.draw(_within(drawn.names, drawn), "Name", at)


def draw_edge(pen: Pen, drawn: MapVectors, at: Corner) -> None:
    """Draw what stands upon the ground and beneath the marks: scale, sources and the frame."""
    pen.draw([*map_scale.scale(drawn.window), *map_scale.sources(drawn.window)], "Scale and sources", at)
    frame = box(0, 0, drawn.window.width, drawn.window.height, stroke=RULE, stroke_width=1)
    pen.draw([frame], "Frame", at)


def draw_around(pen: Pen, drawn: MapVectors, at: Corner) -> None:
    """Draw the areas, and halos, rings and hairlines of the marks."""
    pen.draw(_within(drawn.areas, drawn), "Area", at)
    pen.draw(_within(drawn.around, drawn), "Around a mark", at)


def draw_quiet_marks(pen: Pen, drawn: MapVectors, at: Corner) -> None:
    """Draw the marks that stand at a place faintly and without their numbers, as the ground of the one of a slide."""
    marks = [mark for mark in drawn.marks if mark.form == "mark"]  # labels would be blank
    shapes = [each for mark in marks for each in _within(mark.parts, drawn) if isinstance(each, Shape)]
    pen.draw(merged(map(_faint, shapes)), "Other marks", at)


def within(parts: Iterable[Part], drawn: MapVectors) -> list[Part]:
    """Cut parts along the frame of their map."""
    return list(_within(parts, drawn))


def _within(parts: Iterable[Part], drawn: MapVectors) -> Iterable[Part]:
    frame: Frame = (0, 0, drawn.window.width, drawn.window.height)
    return cut(parts, frame, drawn.hatch)


def _faint(shape: Shape) -> Shape:
    return replace(shape, fill_opacity=shape.fill_opacity * QUIET, stroke_opacity=shape.stroke_opacity * QUIET)
