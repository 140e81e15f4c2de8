"""Where each incident was: a few windows of the map, each drawn once into a layout, and the incident's own mark.

Incidents that lie near one another share a window, as drawing one takes half a second. The mark is drawn as the screen
draws the one that is open; the others are faint beneath it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from incidentmap.export.hand_out import Row
from incidentmap.export.map_scale import corners
from incidentmap.export.map_vectors import MapMark, MapVectors, map_vectors
from incidentmap.export.map_window import MapWindow, around_all
from incidentmap.export.slides.base_map import draw_around, draw_edge, draw_ground, draw_quiet_marks
from incidentmap.export.slides.slide_frame import Slides
from incidentmap.export.slides.units import MARGIN, WIDTH
from incidentmap.export.slides.vector_shapes import Pen

SIZE = (560, 430)
CORNER = (WIDTH - MARGIN - SIZE[0], 84)
MOST_WINDOWS = 6
FAR, NEAR = (
    6.0,
    7.0,
)  # zooms: a window shows this much at most, or the incident is not told from its neighbours; at least

Point = tuple[float, float]  # latitude, longitude


@dataclass(frozen=True, slots=True)
class WhereMap:
    """The layout that holds the map of an incident, what is drawn on it, and its own mark; None where it has none."""

    layout: Any
    drawn: MapVectors
    mark: MapMark | None


def where_maps(slides: Slides, rows: Sequence[Row]) -> list[WhereMap]:
    """Give the map of each incident, in order."""
    hand_out = slides.hand_out
    view = replace(hand_out.view, rows=hand_out.view.rows[: len(rows)])  # these alone are marked
    made: list[tuple[MapWindow | None, Any, MapVectors]] = []
    points = [_point(row) for row in rows]
    windows: list[MapWindow | None] = [*windows_of([each for each in points if each])]
    if None in points or not windows:
        windows.append(None)
    for at, window in enumerate(windows, start=1):
        hand_out.tell(f"drawing map {at:,} of {len(windows):,} of the places …")
        asked = (window.latitude, window.longitude, window.zoom) if window else None
        drawn = map_vectors(view, hand_out.gazetteer, *SIZE, asked, corners(*SIZE), with_alone=True)
        made.append((window, _layout(slides, drawn, at), drawn))
    return [_of(row, point, made) for row, point in zip(rows, points, strict=True)]


def windows_of(points: Sequence[Point]) -> list[MapWindow]:
    """Choose few windows that together show all points; the widest is parted first, at its widest gap."""
    groups = [list(dict.fromkeys(points))] if points else []
    while len(groups) < MOST_WINDOWS:
        widest = min(groups, key=lambda group: _around(group).zoom, default=[])
        if len(widest) < 2 or _around(widest).zoom >= FAR:
            break
        groups.remove(widest)
        groups += _parted(widest)
    return [_around(group) for group in groups]


def _parted(group: list[Point]) -> list[list[Point]]:
    """Part points at the middle of the longer side of what they take."""
    sides = [max(each[axis] for each in group) - min(each[axis] for each in group) for axis in (0, 1)]
    axis = 0 if sides[0] * SIZE[0] > sides[1] * SIZE[1] else 1
    ordered = sorted(group, key=lambda each: each[axis])
    gaps = [ordered[at][axis] - ordered[at - 1][axis] for at in range(1, len(ordered))]
    at = gaps.index(max(gaps)) + 1
    return [ordered[:at], ordered[at:]]


def _around(group: Sequence[Point]) -> MapWindow:
    found = around_all([(*each, *each) for each in group], *SIZE)
    return replace(found, zoom=min(found.zoom, NEAR))


def _point(row: Row) -> Point | None:
    """Give where an incident was put, if that is a point or an area around one."""
    put, place = row.record.placement, row.place
    for each in (put, place):
        if each and each.latitude is not None and each.longitude is not None:
            return each.latitude, each.longitude
    return None


def _layout(slides: Slides, drawn: MapVectors, number: int) -> Any:
    layout = slides.template.layout(f"Place {number}")
    pen = Pen(layout.shapes, in_layout=True)
    draw_ground(pen, drawn, CORNER)
    draw_around(pen, drawn, CORNER)
    draw_edge(pen, drawn, CORNER)
    draw_quiet_marks(pen, drawn, CORNER)
    return layout


def _of(row: Row, point: Point | None, made: Sequence[tuple[MapWindow | None, Any, MapVectors]]) -> WhereMap:
    """Choose the window in whose middle an incident lies best, of those that show its mark."""
    held, put = row.record.incident, row.record.placement
    found = [
        (_off(point, window), at, mark)
        for at, (window, _, drawn) in enumerate(made)
        for mark in drawn.alone
        if put and (mark.place_id, mark.category) == (put.place_id, held.category.value)
    ]
    if not found:
        _, layout, drawn = made[-1]
        return WhereMap(layout, drawn, None)
    _, at, mark = min(found, key=lambda each: each[:2])
    return WhereMap(made[at][1], made[at][2], mark)


def _off(point: Point | None, window: MapWindow | None) -> float:
    """Measure how far a point is from the middle of a window, in degrees; a window of all comes last."""
    if point is None or window is None:
        return 1_000
    return max(abs(point[0] - window.latitude), abs(point[1] - window.longitude))
