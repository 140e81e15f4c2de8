"""Two angles beside each other: with letters in any order, without them latitude first."""

from __future__ import annotations

import re

from incidentmap.text.positions.angles import ANGLE, AXIS, Angle, read_angle
from incidentmap.text.positions.position import Position, on_globe

_BETWEEN = r"(?:\s?[,;/|]\s?|\s)"
LETTERED = re.compile(rf"(?<![\w.])({AXIS})(?:{_BETWEEN})?({AXIS})(?!\w)")
DEGREES = re.compile(rf"(?<![\w.+-])([+-]?{ANGLE}){_BETWEEN}([+-]?{ANGLE})(?![\w.])")
_NUMBER = r"[+-]?[0-9]{1,3}(?:\.[0-9]{0,20})?"
DECIMALS = re.compile(rf"({_NUMBER}){_BETWEEN}({_NUMBER})")
WITH_COMMAS = re.compile(r"([+-]?[0-9]{1,3}),([0-9]{1,20})\s?;\s?([+-]?[0-9]{1,3}),([0-9]{1,20})")
_BOUND = {"latitude": 90, "longitude": 180}
PRECISE = re.compile(
    r"(?<![\w.+-])([+-]?[0-9]{1,2}\.[0-9]{3,20})°?(?:\s?[,;/]\s?|\s)([+-]?[0-9]{1,3}\.[0-9]{3,20})°?(?!\w|\.\w)"
)
PAIRS = (LETTERED, DEGREES, DECIMALS, WITH_COMMAS)


def is_off_globe(found: re.Match[str]) -> bool:
    """Tell whether a pair is two angles of which one lies beyond a pole, or is more than half way round."""
    written = [f"{found[1]}.{found[2]}", f"{found[3]}.{found[4]}"] if found.re is WITH_COMMAS else found.groups()
    angles = [angle for each in written if (angle := read_angle(each.rstrip(".°")))]
    if len(angles) != len(_BOUND):
        return False
    return any(abs(each.degrees) > _BOUND[each.axis or axis] for each, axis in zip(angles, _BOUND, strict=True))


def lettered(found: re.Match[str]) -> Position | None:
    """Read a pair in which each angle says what it is."""
    read = {angle.axis: angle for each in found.groups() if (angle := read_angle(each))}
    return _position(read["latitude"], read["longitude"]) if {*read} == {"latitude", "longitude"} else None


def degrees(found: re.Match[str]) -> Position | None:
    """Read a pair with the sign of degrees and no letters, latitude first."""
    first, second = (read_angle(each) for each in found.groups())
    return _position(first, second) if first and second and found[0].count("°") > 1 else None


def decimals(found: re.Match[str]) -> Position | None:
    """Read a pair of plain numbers, latitude first."""
    first, second = (read_angle(each.rstrip(".")) for each in found.groups())
    return _position(first, second) if first and second else None


def with_commas(found: re.Match[str]) -> Position | None:
    """Read a pair of numbers with decimal commas; only a semicolon can stand between them."""
    first, second = read_angle(f"{found[1]}.{found[2]}"), read_angle(f"{found[3]}.{found[4]}")
    return _position(first, second) if first and second else None


def is_meant(found: re.Match[str]) -> bool:
    """Tell whether a pair with letters amid words is a position: "12 N 15 E" may be roads."""
    return all("." in each or "°" in each or len(re.findall("[0-9]+", each)) > 1 for each in found.groups())


def _position(latitude: Angle, longitude: Angle) -> Position | None:
    return on_globe(latitude.degrees, longitude.degrees, max(latitude.step, longitude.step))
