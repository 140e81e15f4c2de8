"""A picture of the map as a page: what it shows is above it, what its marks mean and what is not on it below."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from incidentmap.export import flowing, map_scale, map_words
from incidentmap.export.drawn_parts import Label, Part, line, moved
from incidentmap.export.map_head import head
from incidentmap.export.map_legend import legend
from incidentmap.export.map_vectors import MapVectors, map_vectors
from incidentmap.export.page_look import INK, MARGIN, QUIET, RULE
from incidentmap.gazetteer import Gazetteer
from incidentmap.query import View, marks

LONGER_SIDE = 1_280  # units: letters and marks have their size on such a page, and more pixels make them finer
LEAST, MOST = 640, 8_000  # pixels along a side
SLIMMEST = 2.5  # times as long as wide
MOST_HEAD = 0.3  # of the height
COUNTS, PRINTED, LEADING = 14.5, 11.5, 1.35  # sizes of letters, and lines of one in a line
ABOVE_LEGEND, BELOW_WORDS = 8.0, 14.0


@dataclass(frozen=True, slots=True)
class MapSheet:
    """A page of `width` by `height` units, to be shown at `pixels`; the map stands `top` below its upper edge.

    `upon` the map stand scale and sources, beneath its marks, which nothing may hide; `parts` stand around it.
    `title` and `description` say in words what the picture shows.
    """

    width: float
    height: float
    pixels: tuple[int, int]
    top: float
    map: MapVectors
    upon: tuple[Part, ...]
    parts: tuple[Part, ...]
    title: str
    description: str


def map_sheet(
    view: View,
    gazetteer: Gazetteer,
    names: Mapping[str, str],
    pixels: tuple[int, int],
    today: date,
    at: tuple[float, float, float] | None = None,
    printed: str = "",
) -> MapSheet:
    """Draw a view as a page of so many pixels, each side 640 to 8,000; `at` is latitude, longitude and zoom.

    `names` are those of actors, countries, governorates and places by id; `printed` is what else stands at the foot,
    such as the hash of what is handed out.
    """
    _check(*pixels)
    unit = max(1.0, max(pixels) / LONGER_SIDE)
    width, height = pixels[0] / unit, pixels[1] / unit
    room = width - 2 * MARGIN
    # 1 the head, and the room that the foot takes
    title, details = map_words.title(view, names), [map_words.as_of(view, today), map_words.shown_words(view)]
    above = head(title, details, map_words.marking_words(view), width, MOST_HEAD * height)
    below_map = _Foot(view, room, printed)
    # 2 the map in the room that is left
    map_height = height - above.height - below_map.height
    drawn = map_vectors(view, gazetteer, width, map_height, at, map_scale.corners(width, map_height))
    # 3 what it tells of itself
    counted = map_words.count_words(view, _picture_counts(drawn))
    low = above.height + drawn.window.height
    upon = (*map_scale.scale(drawn.window), *map_scale.sources(drawn.window))
    parts = (
        *above.parts,
        *(line(0, y, width, y, stroke=RULE, stroke_width=1) for y in (above.height, low)),
        *moved(below_map.parts(counted), MARGIN, low),
    )
    said = ". ".join(filter(None, [*details, counted, printed]))
    return MapSheet(width, height, pixels, above.height, drawn, upon, parts, title, said)


def map_figure(view: View, gazetteer: Gazetteer, width: float, height: float) -> MapSheet:
    """Draw the map of a view with its legend and counts, without a head, for a page that has its own, in units."""
    foot = _Foot(view, width, "")
    drawn = map_vectors(
        view, gazetteer, width, height - foot.height, None, map_scale.corners(width, height - foot.height)
    )
    counted = map_words.count_words(view, _picture_counts(drawn))
    low = drawn.window.height
    parts = (line(0, low, width, low, stroke=RULE, stroke_width=1), *moved(foot.parts(counted), 0, low))
    upon = (*map_scale.scale(drawn.window), *map_scale.sources(drawn.window))
    return MapSheet(width, height, (round(width), round(height)), 0, drawn, upon, parts, "", counted)


class _Foot:
    """The legend, below it where each incident went, and what else is printed."""

    def __init__(self, view: View, room: float, printed: str) -> None:
        self.room = room
        self.legend = legend(room, with_cells=not marks(view).whole)
        self.printed = flowing.lines(printed, room, PRINTED)
        longest = map_words.PictureCounts(*(view.counts.total,) * len(map_words.PictureCounts._fields))
        lines = len(flowing.lines(map_words.count_words(view, longest), room, COUNTS))
        words = (lines * COUNTS + len(self.printed) * PRINTED) * LEADING
        self.height = ABOVE_LEGEND + self.legend.height + words + BELOW_WORDS

    def parts(self, counted: str) -> list[Part]:
        """Draw it, from the lower edge of the map."""
        drawn = moved(self.legend.parts, 0, ABOVE_LEGEND)
        low = ABOVE_LEGEND + self.legend.height - COUNTS * 0.2
        for size, colour, lines in (
            (COUNTS, INK, flowing.lines(counted, self.room, COUNTS)),
            (PRINTED, QUIET, self.printed),
        ):
            for text in lines:
                low += size * LEADING
                drawn.append(Label(text, 0, low, size, colour=colour))
        return drawn


def _check(width: int, height: int) -> None:
    if not all(LEAST <= side <= MOST for side in (width, height)):
        raise ValueError(f"a picture has {LEAST} to {MOST:,} pixels along each side, not {width:,} by {height:,}")
    if max(width, height) > SLIMMEST * min(width, height):
        raise ValueError(f"{width:,} by {height:,} pixels leave no room for a map; at most {SLIMMEST} to 1 do")


def _picture_counts(drawn: MapVectors) -> map_words.PictureCounts:
    on_areas = sum(mark.count for mark in drawn.marks if mark.form == "pill")
    return map_words.PictureCounts(drawn.drawn - on_areas, on_areas, drawn.outside, drawn.without_label)
