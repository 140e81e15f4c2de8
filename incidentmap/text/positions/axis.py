"""One of the two numbers alone, as the columns of a table hold them: 33.79, 33,79 as a spreadsheet has it, 33°47'N."""

from __future__ import annotations

from incidentmap.text.positions.angles import read_angle
from incidentmap.text.positions.plain import plain

_LONGEST = 100  # characters


def read_axis(text: str, axis: str) -> float | None:
    """Read a latitude or longitude in degrees; None for what is none, or says that it is the other."""
    written = plain(text).strip(" ,;").upper() if len(text) <= _LONGEST else ""
    if written.count(",") == 1 and "." not in written:
        written = written.replace(",", ".")
    angle = read_angle(written)
    bound = 90 if axis == "latitude" else 180
    if angle is None or angle.axis not in ("", axis) or abs(angle.degrees) > bound:
        return None
    return angle.degrees
