"""A picture of the map as PNG: the SVG, painted here, with letters that come with the program; without a browser."""

from __future__ import annotations

from typing import TypedDict

import resvg_py

from incidentmap.export import map_fonts
from incidentmap.export.map_sheet import MapSheet
from incidentmap.export.map_svg import svg


class Fonts(TypedDict):
    """What the painter is told of fonts."""

    font_files: list[str]
    skip_system_fonts: bool


def png(sheet: MapSheet, *, with_relief: bool = True) -> bytes:
    """Paint a page at its size in pixels."""
    written = svg(sheet, with_relief=with_relief)
    wide, high = sheet.pixels
    return resvg_py.svg_to_bytes(svg_string=written, width=wide, height=high, **fonts_for(written))


def fonts_for(written: str) -> Fonts:
    """Give our fonts; those of the machine step in only where something is written in a script that ours lack."""
    return {"font_files": [str(path) for path in map_fonts.files()], "skip_system_fonts": map_fonts.is_covered(written)}
