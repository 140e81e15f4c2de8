"""The map of a view as vectors: one source for every picture of it, whatever the format.

1. The marks of the view become the symbols that the screen gets.
2. The window is the one asked for, or the smallest that shows them all.
3. The screen's scripts lay them out and draw them with the base map (`offscreen`), which gives shapes and words.
4. What stands outside of the window is counted, not drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import shapely

from incidentmap.export.drawn_parts import Part, parts
from incidentmap.export.map_window import Bounds, MapWindow, around_all
from incidentmap.export.offscreen import noted_map
from incidentmap.gazetteer import Gazetteer
from incidentmap.gazetteer.geodesy import Circle
from incidentmap.mapping import Symbol, areas, assets, row, symbols_of, thin
from incidentmap.mapping.basemap import THEATRE, ZOOM
from incidentmap.query import View, extent, marks
from incidentmap.query.place_circles import circles
from incidentmap.text.visible import visible

Box = tuple[float, float, float, float]  # x, y, width, height


@dataclass(frozen=True, slots=True)
class MapMark:
    """A symbol where it stands: `form` is mark, chip (a stretch of an area's label) or pill (a count on a country).

    `box` is x, y, width and height, `where_prec` that of its worst placed incident. A cell stands for several places,
    and so may a mark, which then has the id of the first.
    """

    name: str
    category: str
    count: int
    where_prec: int
    form: str
    place_id: str
    is_cell: bool
    box: Box
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Relief:
    """Where the picture of the relief lies: x, y, width and height of the whole of it, and how strong it is."""

    box: Box
    opacity: float


@dataclass(frozen=True, slots=True)
class Hatch:
    """The one hatch of all areas: a line from corner to corner of a square."""

    step: float
    width: float


@dataclass(frozen=True, slots=True)
class MapVectors:
    """A map in layers, from below to above, in pixels from the north-western corner of its window.

    `outside` counts the incidents whose marks stand outside of the window, `without_label` those of areas that have no
    place on any map. With `marks` and the unplaced of the view they are all that is shown. `alone` are all symbols
    again where that was asked for: each by itself and open, where it stands if none has to make room for another.
    """

    window: MapWindow
    background: str
    hatch: Hatch
    land: tuple[Part, ...]
    relief: Relief | None
    waters: tuple[Part, ...]
    borders: tuple[Part, ...]
    areas: tuple[Part, ...]
    names: tuple[Part, ...]
    around: tuple[Part, ...]  # halos, rings, hairlines from a mark to its place, circles of the filter
    marks: tuple[MapMark, ...]
    outside: int
    without_label: int
    alone: tuple[MapMark, ...] = ()

    @property
    def drawn(self) -> int:
        """Count the incidents on the picture."""
        return sum(mark.count for mark in self.marks)


def map_vectors(
    view: View,
    gazetteer: Gazetteer,
    width: float,
    height: float,
    at: tuple[float, float, float] | None = None,
    nameless: Sequence[Box] = (),
    *,
    with_alone: bool = False,
) -> MapVectors:
    """Draw the map of a view; `at` is latitude, longitude and zoom, None for the extent of all its marks.

    In the boxes `nameless` the base map has no names; `with_alone` gives each symbol by itself as well.
    """
    window = MapWindow(*at, width, height) if at else _whole(view, gazetteer, width, height)
    found = symbols_of(marks(view, window.window).marks, gazetteer)
    symbols = [_safe(each) for each in thin([each for each in found if each.stands_at])]
    noted = noted_map(
        {
            "window": {
                "zoom": window.whole_zoom,
                "stretch": window.stretch,
                "middle": [window.latitude, window.longitude],
                "width": width,
                "height": height,
            },
            "rows": [row(each) for each in symbols],
            "areas": _outlines(symbols, gazetteer),
            "circles": circles(view),
            "nameless": nameless,
            "withAlone": with_alone,
            "reliefBounds": assets.RELIEF_BOUNDS,
        }
    )
    return _vectors(noted, window, view, sum(each.count for each in found if not each.stands_at))


def _safe(symbol: Symbol) -> Symbol:
    """Keep a name from turning what stands beside it, and show what it would hide."""
    return replace(symbol, place_name=visible(symbol.place_name))


def _vectors(noted: dict[str, Any], window: MapWindow, view: View, without_label: int) -> MapVectors:
    ground, relief = noted["ground"], noted["relief"]
    seen = tuple(mark for mark in map(_mark, noted["marks"]) if _is_inside(mark, window))
    placed = view.counts.on_map + view.counts.on_areas
    return MapVectors(
        window=window,
        background=noted["background"],
        hatch=Hatch(noted["hatch"]["step"], noted["hatch"]["width"]),
        land=parts(ground["land"]),
        relief=relief and Relief(_box(relief), relief["opacity"]),
        waters=parts(ground["waters"]),
        borders=parts(ground["borders"]),
        areas=parts(noted["areas"]),
        names=parts(noted["names"]),
        around=parts(noted["around"]),
        marks=seen,
        outside=placed - sum(mark.count for mark in seen) - without_label,
        without_label=without_label,
        alone=tuple(mark for mark in map(_mark, noted["alone"]) if _is_inside(mark, window)),
    )


def _mark(noted: dict[str, Any]) -> MapMark:
    kept = {key: noted[key] for key in ("name", "category", "count", "where_prec", "form", "place_id", "is_cell")}
    return MapMark(**kept, box=_box(noted), parts=parts(noted["drawn"]))


def _box(noted: dict[str, Any]) -> Box:
    x, y, width, height = noted["box"]
    return x, y, width, height


def _is_inside(mark: MapMark, window: MapWindow) -> bool:
    """Tell whether the middle of a mark stands in the window."""
    x, y, width, height = mark.box
    return 0 <= x + width / 2 <= window.width and 0 <= y + height / 2 <= window.height


def _whole(view: View, gazetteer: Gazetteer, width: float, height: float) -> MapWindow:
    found = marks(view)
    corners = extent(view)
    if not found.whole and corners:  # too many to look at each
        return around_all([(*corners[0], *corners[1])], width, height)
    extents = [each for symbol in symbols_of(found.marks, gazetteer) for each in _extents(symbol, gazetteer)]
    extents += [circle.bounds for circle in circles(view)]
    return around_all(extents, width, height) if extents else MapWindow(*THEATRE, ZOOM, width, height)


def _extents(symbol: Symbol, gazetteer: Gazetteer) -> Iterator[Bounds]:
    """Give what has to be seen of a symbol: its place or label, and all of the circle or outline around it."""
    if symbol.stands_at is None:
        return
    latitude, longitude = symbol.stands_at
    yield latitude, longitude, latitude, longitude
    if symbol.outlines:
        for place_id in map(_place_id, symbol.outlines):
            west, south, east, north = shapely.from_wkb(gazetteer.outline(place_id)).bounds
            yield south, west, north, east
    elif not symbol.is_area and symbol.radius_km:
        yield Circle(latitude, longitude, symbol.radius_km).bounds


def _outlines(symbols: Iterable[Symbol], gazetteer: Gazetteer) -> list[tuple[str, dict[str, Any]]]:
    """Give the outlines of all symbols as the browser gets them: an answer holds not more than some."""
    answers = []
    left = list(dict.fromkeys(_place_id(each) for symbol in symbols for each in symbol.outlines))
    while left:
        answer = areas.answer(gazetteer, left)
        left = answer["left"]
        answers.append((gazetteer.version, {"scale": answer["scale"], "areas": answer["areas"]}))
    return answers


def _place_id(reference: str) -> str:
    """Read the place out of the reference to its outline."""
    return reference.partition("/")[2]
