"""What is drawn of a map is cut along its frame, as no slide cuts it; hatches become lines.

1. What lies within the frame stays as it is, what lies outside is left out.
2. Of what crosses it, a curve becomes straight pieces; areas and lines are cut apart, so that no line runs along the
   frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import shapely

from incidentmap.export.drawn_parts import Part, Shape, Step
from incidentmap.export.map_vectors import Hatch

PIECES = 8  # of a curve of a quarter
Frame = tuple[float, float, float, float]  # left, top, right, bottom
Line = list[tuple[float, float]]


def cut(drawn: Iterable[Part], frame: Frame, hatch: Hatch) -> Iterator[Part]:
    """Give what is within the frame."""
    for part in drawn:
        if not isinstance(part, Shape):
            if frame[0] <= part.x <= frame[2] and frame[1] <= part.y <= frame[3]:
                yield part
        else:
            yield from _cut(part, frame, hatch)


def _cut(shape: Shape, frame: Frame, hatch: Hatch) -> Iterator[Shape]:
    inside = _is_within(shape, frame)
    if inside and not shape.is_hatched:
        yield shape
        return
    lines = list(_lines(shape.path))
    if shape.is_hatched:
        yield from _hatched(shape, lines, frame, hatch)
    elif shape.fill and (path := _areas(lines, frame)):
        yield replace(shape, path=path, stroke="")
    if shape.stroke and (path := shape.path if inside else _open(lines, frame)):
        yield replace(shape, path=path, fill="", is_hatched=False)


def _is_within(shape: Shape, frame: Frame) -> bool:
    """Tell by the ends of lines and the handles of curves, which hold the curve between them."""
    points = np.array([each for step in shape.path for each in step[1:]]).reshape(-1, 2)
    return bool((points >= frame[:2]).all() and (points <= frame[2:]).all())


def _lines(path: Sequence[Step]) -> Iterator[Line]:
    """Give each stretch of a path as points; one that is closed ends where it began."""
    line: Line = []
    for letter, *points in path:
        if letter == "M":
            if len(line) > 1:
                yield line
            line = [(points[0], points[1])]
        elif letter == "L":
            line.append((points[0], points[1]))
        elif letter == "C":
            line += _curve(line[-1], points)
        elif line:
            yield [*line, line[0]]
            line = []
    if len(line) > 1:
        yield line


def _curve(start: tuple[float, float], points: Sequence[float]) -> Line:
    corners = np.array([start, *zip(points[::2], points[1::2], strict=True)])
    t = np.linspace(0, 1, PIECES + 1)[1:, None]
    weights = np.hstack([(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3])
    return [(float(x), float(y)) for x, y in weights @ corners]


def _areas(lines: Iterable[Line], frame: Frame) -> tuple[Step, ...]:
    """Cut each ring for itself: where an even number of them covers the ground, it stays bare."""
    rings = [shapely.Polygon(line) for line in lines if len(line) > 3]
    found = shapely.get_parts(shapely.clip_by_rect(rings, *frame))
    return tuple(step for ring in found for step in _steps(shapely.get_coordinates(ring), closed=True))


def _open(lines: Iterable[Line], frame: Frame) -> tuple[Step, ...]:
    found = shapely.get_parts(shapely.clip_by_rect([shapely.LineString(line) for line in lines], *frame))
    return tuple(step for line in found for step in _steps(shapely.get_coordinates(line), closed=False))


def _hatched(shape: Shape, lines: Iterable[Line], frame: Frame, hatch: Hatch) -> Iterator[Shape]:
    """Draw the hatch of an area as lines: patterns of a program are of its own making, and hide what is beneath."""
    rings = [shapely.make_valid(shapely.Polygon(line)) for line in lines if len(line) > 3]
    area = shapely.intersection(_even_odd(rings), shapely.box(*frame))
    if area.is_empty:
        return
    left, top, right, bottom = area.bounds
    first, last = (int(each // hatch.step) for each in (left + top, right + bottom))
    strokes = shapely.linestrings(
        [[(at * hatch.step - top, top), (at * hatch.step - bottom, bottom)] for at in range(first, last + 2)]
    )
    found = shapely.get_parts(shapely.intersection(strokes, area))
    path = tuple(step for line in found for step in _steps(shapely.get_coordinates(line), closed=False))
    if path:
        yield Shape(path, stroke=shape.fill, stroke_opacity=shape.fill_opacity, stroke_width=hatch.width)


def _even_odd(rings: Iterable[shapely.Geometry]) -> shapely.Geometry:
    area: shapely.Geometry = shapely.Polygon()
    for ring in rings:
        area = shapely.symmetric_difference(area, ring)
    return area


def _steps(points: np.ndarray, *, closed: bool) -> Iterator[Step]:
    if len(points) < 2:
        return
    shown = points[:-1] if closed else points
    for at, (x, y) in enumerate(shown.round(2).tolist()):
        yield ("L" if at else "M", x, y)
    if closed:
        yield ("Z",)
