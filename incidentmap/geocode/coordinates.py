"""Coordinates as people write them: decimals, degrees with minutes and seconds, MGRS."""

from __future__ import annotations

import re
from typing import NamedTuple

from geopy import Point
from mgrs import MGRS
from mgrs.core import MGRSError

from incidentmap.errors import InvalidRecord
from incidentmap.gazetteer.geodesy import KM_PER_DEGREE

COORDINATES = "Coordinates"
_LEAST_KM = 0.1
_PRECISE = 3  # decimals
_FORMS = "33.79, 42.44 or 33°47'12\"N 42°26'0\"E, latitude first, or MGRS 38S LC 80 81"

_NUMBER = r"[+-]?[0-9]{1,3}(?:\.[0-9]+)?"
_DECIMAL = re.compile(rf"\s*({_NUMBER})\s*[,;\s]\s*({_NUMBER})\s*")
_DECIMAL_WITHIN = re.compile(
    r"(?<![\w.])([+-]?[0-9]{1,2}\.[0-9]+)°?\s*([NS]?)\s*[,;/\s]\s*([+-]?[0-9]{1,3}\.[0-9]+)°?\s*([EW]?)(?![\w.])"
)
_ANGLE = r"[0-9]{1,3}\s*°(?:\s*[0-9]{1,2}(?:\.[0-9]+)?\s*'(?:\s*[0-9]{1,2}(?:\.[0-9]+)?\s*\")?)?\s*"
_DEGREES = re.compile(rf"(?<!\w){_ANGLE}[NS][,;/\s]*{_ANGLE}[EW]\b")
_MGRS = re.compile(
    r"(?<!\w)([0-9]{1,2}[C-HJ-NP-X])\s?([A-HJ-NP-Z]{2})\s?(?:([0-9]{1,5})\s([0-9]{1,5})|([0-9]{2,10}))(?!\w)"
)
_QUOTES = str.maketrans({"′": "'", "’": "'", "‘": "'", "″": '"', "”": '"', "“": '"', "º": "°"})


class Written(NamedTuple):
    """A point, and in km how far off it may be as it was written: 33.8 is less than 33.79512."""

    latitude: float
    longitude: float
    radius_km: float
    rest: str = ""  # the words around it, with `COORDINATES` in its place


def read_point(text: str) -> tuple[float, float]:
    """Read latitude and longitude in degrees; raise `InvalidRecord` for anything but coordinates."""
    whole = _DECIMAL.fullmatch(text)
    found = _on_globe(float(whole[1]), float(whole[2]), 0) if whole else point_in(text, alone=True)
    if found is None:
        raise InvalidRecord("place", "coordinates", text[:60], f"is not a point; write {_FORMS}")
    return found.latitude, found.longitude


def point_in(text: str, *, alone: bool = False) -> Written | None:
    """Find the first coordinates in a text, or read a text that is nothing else (`alone`); None if there are none."""
    written = text.translate(_QUOTES)
    alone = alone or not re.search(r"[^\W\dNSEW]", written)
    for pattern, read in ((_DEGREES, _degrees), (_MGRS, _mgrs), (_DECIMAL_WITHIN, _decimal)):
        found = pattern.fullmatch(written.strip()) if alone else pattern.search(written)
        if found and (alone or _is_meant(found, pattern)) and (point := read(found)):
            return point._replace(rest=f"{written[: found.start()]}{COORDINATES}{written[found.end() :]}")
    return None


def _is_meant(found: re.Match[str], pattern: re.Pattern[str]) -> bool:
    """Tell whether two decimals within words are coordinates: they are precise, or say north and east."""
    if pattern is not _DECIMAL_WITHIN:
        return True
    latitude, south, longitude, west = found.groups()
    return bool(south and west) or min(len(each.partition(".")[2]) for each in (latitude, longitude)) >= _PRECISE


def _degrees(found: re.Match[str]) -> Written | None:
    try:  # geopy alone would also read 33 47 12 N 42 26 0 E, as 26 north, and go on round the globe
        latitude, longitude, _ = Point.from_string(found[0].strip())
    except ValueError:
        return None
    if max(map(int, re.findall(r"([0-9]+)\s*°", found[0]))) > 180:
        return None
    if any(float(each) >= 60 for each in re.findall(r"([0-9.]+)\s*['\"]", found[0])):
        return None
    finest = 1 / 3600 if '"' in found[0] else 1 / 60 if "'" in found[0] else 1
    return _on_globe(latitude, longitude, finest)


def _decimal(found: re.Match[str]) -> Written | None:
    latitude, south, longitude, west = found.groups()
    finest = 10.0 ** -min(len(number.partition(".")[2]) for number in (latitude, longitude))
    signs = (-1 if south == "S" else 1, -1 if west == "W" else 1)
    return _on_globe(signs[0] * float(latitude), signs[1] * float(longitude), finest)


def _mgrs(found: re.Match[str]) -> Written | None:
    zone, square, east, north, glued = found.groups()
    digits = glued or (east + north if len(east) == len(north) else "0")
    if len(digits) % 2:
        return None
    try:
        latitude, longitude = MGRS().toLatLon(f"{zone}{square}{digits}")
    except MGRSError:
        return None
    side = 10.0 ** (2 - len(digits) // 2)  # km; what is given is the square's corner
    return _on_globe(latitude, longitude, 2 * side / KM_PER_DEGREE)


def _on_globe(latitude: float, longitude: float, finest: float) -> Written | None:
    """Keep a point on the globe; `finest` is the last step written, in degrees."""
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None
    return Written(round(latitude, 6), round(longitude, 6), max(_LEAST_KM, round(finest * KM_PER_DEGREE, 1)))
