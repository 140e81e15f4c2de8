"""Angles of degrees, minutes and seconds, the last of them with decimals, and which way they point."""

from __future__ import annotations

import re
from typing import NamedTuple

from geopy import Point

from incidentmap.text.positions.position import step_of

_LARGE, _SMALL = r"[0-9]{1,3}(?:\.[0-9]{1,20})?", r"[0-9]{1,2}(?:\.[0-9]{1,20})?"
ANGLE = rf"""{_LARGE}(?:(?:\s?[°:-]\s?|\s){_SMALL}(?:(?:\s?[':-]\s?|\s){_SMALL}\s?"?|\s?')?|\s?°)?"""
_LATITUDE = r"(?i:lat(?:itude)?|(?:خط\s|دائرة\s)?(?:ال)?عرض)"
_LONGITUDE = r"(?i:lon(?:g(?:itude)?)?|lng|(?:خط\s)?(?:ال)?طول)"
_LABEL = rf"""["']?(?:{_LATITUDE}|{_LONGITUDE})["']?\.?\s?[:=]?\s?"""
AXIS = rf"(?:{_LABEL})?(?:[NSEW]\s?{ANGLE}|{ANGLE}\s?[NSEW])|{_LABEL}[+-]?{ANGLE}"
_PARTS = re.compile(
    rf"(?P<label>{_LABEL})?(?P<before>[NSEW])?\s?(?P<sign>[+-]?)(?P<angle>{ANGLE})\s?(?P<after>[NSEW])?"
)
_NUMBERS = re.compile(r"[0-9.]+")
_MINUTES, _SECONDS = 60, 3600


class Angle(NamedTuple):
    """An angle in degrees, its last step, and what it is: "latitude", "longitude", or "" where nothing tells."""

    degrees: float
    step: float
    axis: str


def read_angle(text: str) -> Angle | None:
    """Read one angle; None for what is none, or contradicts itself: two letters, 80 minutes, a minus before a south."""
    found = _PARTS.fullmatch(text)
    if found is None or (found["before"] and found["after"]):
        return None
    letter = found["before"] or found["after"] or ""
    axes = {"NS": "latitude", "EW": "longitude"}
    told = {axes[pair] for pair in axes if letter and letter in pair} | _told_by(found["label"])
    size = _degrees(found["angle"])
    if size is None or len(told) > 1 or (letter and found["sign"]):
        return None
    degrees, step = size
    return Angle(-degrees if letter in ("S", "W") or found["sign"] == "-" else degrees, step, "".join(told))


def _told_by(label: str | None) -> set[str]:
    if not label:
        return set()
    return {"latitude" if re.search(_LATITUDE, label) else "longitude"}


def _degrees(text: str) -> tuple[float, float] | None:
    """Give the size of an angle and its last step, in degrees; only its last number may have decimals."""
    numbers = _NUMBERS.findall(text)
    degrees, minutes, seconds = (*map(float, numbers), 0.0, 0.0)[:3]
    if any("." in number for number in numbers[:-1]) or max(minutes, seconds) >= _MINUTES:
        return None
    unit = (1, _MINUTES, _SECONDS)[len(numbers) - 1]
    return Point.parse_degrees(degrees, minutes, seconds), step_of(numbers[-1]) / unit
