"""Points in WKT, as databases and GIS write them: longitude first."""

from __future__ import annotations

import re

from incidentmap.text.positions.position import Position, on_globe, step_of

POINT = re.compile(r"(?i:\b(?:SRID=4326;\s?)?(POINT\s?(?:ZM?|M)?\s?\([^()]{3,120}\)))")


def point(found: re.Match[str]) -> Position | None:
    """Read a point; None for an empty one, and for one that is not in degrees."""
    import shapely  # it loads slowly

    try:
        read = shapely.from_wkt(found[1])
    except shapely.errors.ShapelyError:
        return None
    if read.is_empty:
        return None
    return on_globe(read.y, read.x, step_of(*re.findall(r"[0-9.]+", found[1])[:2]))
