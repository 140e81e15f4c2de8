"""What stands upon the map's lower edge: a bar of so many kilometres, and where the base map comes from."""

from __future__ import annotations

import math

from incidentmap.export import map_fonts
from incidentmap.export.drawn_parts import Label, Part, Shape, box
from incidentmap.export.map_vectors import Box
from incidentmap.export.map_window import MapWindow
from incidentmap.export.page_look import INK, PAPER, QUIET
from incidentmap.mapping.assets import ATTRIBUTION

MOST = 140.0  # units that the bar takes
SIZE, SMALL = 13.0, 11.5
INSET, VEIL = 10.0, 0.8


def scale(window: MapWindow) -> list[Part]:
    """Draw the bar, right in the middle of the map, as every such bar on this projection."""
    kilometres = round_length(MOST / window.pixels_per_km)
    said = f"{kilometres:,g} km"
    long = kilometres * window.pixels_per_km
    left, low = INSET + 6, window.height - INSET - 6
    wide = max(long, map_fonts.width(said, SIZE)) + 12
    bar = Shape(
        (("M", left, low - 6), ("L", left, low), ("L", left + long, low), ("L", left + long, low - 6)),
        stroke=INK,
        stroke_width=1.6,
    )
    ground = box(INSET, low - 25, wide, 31, fill=PAPER, fill_opacity=VEIL)
    return [ground, bar, Label(said, left + 2, low - 9, SIZE, colour=INK)]


def sources(window: MapWindow) -> list[Part]:
    """Name the sources of the base map, as the screen does."""
    wide = map_fonts.width(ATTRIBUTION, SMALL) + 12
    left, top = window.width - wide, window.height - 19
    ground = box(left, top, wide, 19, fill=PAPER, fill_opacity=VEIL)
    return [ground, Label(ATTRIBUTION, left + 6, top + 13.5, SMALL, colour=QUIET)]


def corners(width: float, height: float) -> list[Box]:
    """Give the boxes that the two may take of a map of some size."""
    long = map_fonts.width(ATTRIBUTION, SMALL) + 12
    return [(0, height - 45, MOST + 2 * INSET + 12, 45), (width - long, height - 19, long, 19)]


def round_length(most: float) -> float:
    """Give the longest of 1, 2, 5, 10, 20, 50 and so on that is not longer."""
    power = 10.0 ** math.floor(math.log10(most))
    return max(power * step for step in (1, 2, 5) if power * step <= most)
