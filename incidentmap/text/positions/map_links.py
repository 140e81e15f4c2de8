"""Links to maps: the position that stands in the link itself; nothing is ever fetched.

A mark is better than what is asked for, and that better than the middle of a view, which is as fine as its zoom.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, parse_qs, unquote_plus, urlsplit

from incidentmap.text.positions.pairs import DECIMALS, LETTERED, decimals, lettered
from incidentmap.text.positions.plain import plain
from incidentmap.text.positions.position import Position

LINK = re.compile(r"(?i:\b(?:https?://|geo:|(?:www\.|maps\.)*(?:google|openstreetmap|osm)\.[a-z]+[./])[^\s<>]+)")
_N = r"(-?[0-9]{1,3}(?:\.[0-9]{1,20})?)"
_MARK = re.compile(rf"!3d{_N}!4d{_N}")
_GEO = re.compile(rf"geo:{_N},{_N}(?:[,;?].*)?", re.IGNORECASE)
_PLACE = re.compile("/(?:place|search)/([^/]+)")
_VIEW = re.compile(rf"@{_N},{_N},([0-9.]{{1,10}})(z|m)")
_VIEW_HASH = re.compile(rf"(?:.*&)?(?:map=)?([0-9.]{{1,5}})/{_N}/{_N}(?:[/&].*)?")
_PAIRS = (("mlat", "mlon"), ("lat", "lon"), ("lat", "lng"), ("latitude", "longitude"))
_ASKED = ("q", "query", "ll", "center", "cp", "coordinate", "loc", "sll")
_DIRECTIONS = "/dir/"
_PIXELS = 100  # of a view: as near to its middle as somebody brings what is meant
_TILE, _METRES = 256, 111_195


def link(found: re.Match[str]) -> Position | None:
    """Give the position in a link to a map; None where there is none, or several as in directions."""
    address = found[0].rstrip(").,;]}>\"'")
    if geo := _GEO.fullmatch(address):
        return _plain_pair(f"{geo[1]},{geo[2]}")
    try:
        parts = urlsplit(address if "//" in address else f"//{address}")
    except ValueError:
        return None
    if _DIRECTIONS in parts.path:
        return None
    return next(filter(None, _positions(parts)), None)


def _positions(parts: SplitResult) -> Iterator[Position | None]:
    path, asked = unquote_plus(parts.path), parse_qs(parts.query)
    if mark := _MARK.search(path):
        yield _plain_pair(f"{mark[1]},{mark[2]}")
    for one, other in _PAIRS:
        if one in asked and other in asked:
            yield _plain_pair(f"{asked[one][0]},{asked[other][0]}")
    for name in _ASKED:
        yield from (_plain_pair(value.removeprefix("loc:").replace("~", ",")) for value in asked.get(name, ()))
    if place := _PLACE.search(path):
        yield _plain_pair(place[1])
    if view := _VIEW.search(path):
        yield _view(*view.groups())
    if view := _VIEW_HASH.fullmatch(parts.fragment):
        yield _view(view[2], view[3], view[1], "z")


def _plain_pair(text: str) -> Position | None:
    written = plain(text).strip(" ,()")
    for pattern, read in ((LETTERED, lettered), (DECIMALS, decimals)):
        if found := pattern.fullmatch(written):
            return read(found)
    return None


def _view(latitude: str, longitude: str, size: str, unit: str) -> Position | None:
    """Take the middle of a view; its size is a zoom, or the metres that it shows."""
    middle = _plain_pair(f"{latitude},{longitude}")
    try:
        step = _PIXELS * 360 / _TILE / 2 ** float(size) if unit == "z" else float(size) / 10 / _METRES
    except (ValueError, OverflowError):
        return None
    return middle and middle._replace(step=max(middle.step, step))
