"""Squares of the military grid, MGRS."""

from __future__ import annotations

import re

from mgrs import MGRS
from mgrs.core import MGRSError

from incidentmap.text.positions.position import Position, on_globe

_DEGREE = 111_195  # metres, along a meridian
_FINEST = 5  # digits of a metre


def _square(zone: str, letters: str, between: str) -> str:
    return (
        rf"(?<!\w)([0-9]{{1,2}}{zone}){between}({letters}{{2}}){between}"
        rf"(?:([0-9]{{1,5}})(?:\s|-)([0-9]{{1,5}})|([0-9]{{2,10}}))(?!\w)"
    )


UPPER = re.compile(_square("[C-HJ-NP-X]", "[A-HJ-NP-Z]", r"[\s-]?"))
GLUED = re.compile(_square("[c-hj-np-x]", "[a-hj-np-z]", ""))  # "10m at 12 15" amid words is none


def square(found: re.Match[str]) -> Position | None:
    """Read a square by its corner; None for one that is not there, or has more digits east than north."""
    zone, letters, east, north, glued = found.groups()
    digits = glued or (east + north if len(east) == len(north) else "0")
    if len(digits) % 2:
        return None
    try:
        latitude, longitude = MGRS().toLatLon(f"{zone}{letters}{digits}".upper())
    except MGRSError:
        return None
    side = 10.0 ** (_FINEST - len(digits) // 2)
    return on_globe(latitude, longitude, 2 * side / _DEGREE)
