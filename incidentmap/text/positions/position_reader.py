"""The reader of positions: a text that is nothing else, or the first position amid words.

1 the text in plain digits and signs
2 links and WKT, which hold what would be read otherwise
3 angles with letters, with signs of degrees; squares of the grid; plain decimals
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from incidentmap.text.positions import grid_squares, map_links, pairs, well_known_text
from incidentmap.text.positions.plain import plain
from incidentmap.text.positions.position import Position

FORMS = (
    "33.79, 42.44 or 33°47'12\"N 42°26'0\"E, latitude first, MGRS 38S LC 80 81, WKT, "
    "or a link to a map with the position in it"
)
LONGEST = 2_000  # characters; a link to a map has some hundreds
_DIGIT = re.compile(r"\d")
_AROUND = " ,;.:|()[]{}<>"
_BRACKETS = str.maketrans(dict.fromkeys("()[]{}<>", " "))
_HEADING = re.compile(r"(?i:(?:co-?ord(?:inate)?s?|gps|mgrs|grid|position|location)\b\.?\s?[:=]?\s?)")

Read = Callable[[re.Match[str]], Position | None]
Forms = tuple[tuple[re.Pattern[str], Read], ...]
_HOLDING: Forms = (
    (map_links.LINK, map_links.link),
    (well_known_text.POINT, well_known_text.point),
)
_WHOLE: Forms = (
    (pairs.LETTERED, pairs.lettered),
    (pairs.DECIMALS, pairs.decimals),
    (pairs.WITH_COMMAS, pairs.with_commas),
    (pairs.DEGREES, pairs.degrees),
    (grid_squares.UPPER, grid_squares.square),
)
_WITHIN: Forms = (
    (pairs.LETTERED, lambda found: pairs.lettered(found) if pairs.is_meant(found) else None),
    (grid_squares.UPPER, grid_squares.square),
    (grid_squares.GLUED, grid_squares.square),
    (pairs.PRECISE, pairs.decimals),
)


class Found(NamedTuple):
    """A position amid words, and the words before and after it."""

    position: Position
    before: str
    after: str


def read_position(text: str) -> Position | None:
    """Read a text that is nothing but a position, or one position in several forms; None for anything else."""
    written = _bare(text)
    return None if written is None else _whole(written) or _said_again(written)


def position_in(text: str) -> Found | None:
    """Find the first position in a text; None where there is none."""
    written = _bare(text)
    if written is None:
        return None
    if whole := _whole(written) or _said_again(written):
        return Found(whole, "", "")
    return _amid(written, _HOLDING) or _amid(map_links.LINK.sub(" ", written), _WITHIN)


def off_globe(text: str) -> str:
    """Give the pair of angles that would be a position if it were on the globe; "" where there is none."""
    written = _bare(text)
    if written is None or position_in(text):
        return ""
    bare = " ".join(written.translate(_BRACKETS).split()).strip(_AROUND)
    pairs_written = (found for pattern in pairs.PAIRS if (found := pattern.fullmatch(bare.upper())))
    found = next(pairs_written, None) or pairs.PRECISE.search(written)
    told = found and not found[0].replace(" ", "").isdecimal()  # "5 200" may be any number
    return found[0] if found and told and pairs.is_off_globe(found) else ""


def _bare(text: str) -> str | None:
    return plain(text) if len(text) <= LONGEST and _DIGIT.search(text) else None


def _whole(written: str) -> Position | None:
    stripped = written.strip(" ,;")
    for pattern, read in _HOLDING:
        if found := pattern.fullmatch(stripped):
            return read(found)
    bare = " ".join(written.translate(_BRACKETS).split()).strip(_AROUND)
    if heading := _HEADING.match(bare):
        bare = bare[heading.end() :]
    read_as = (read(found) for pattern, read in _WHOLE if (found := pattern.fullmatch(bare.upper())))
    return next(filter(None, read_as), None)


def _said_again(written: str) -> Position | None:
    """Read "33°47′N 42°26′E / 33.783; 42.433": parts that are each a position, all the same one."""
    parts = [each for each in re.split(r"\s/\s|[()\[\]]", written) if each.strip(_AROUND)]
    read = [_whole(each) for each in parts]
    positions = sorted((each for each in read if each), key=lambda each: each.step)
    if len(positions) < 2 or None in read or not all(_is_same(positions[0], each) for each in positions):
        return None
    return positions[0]


def _is_same(one: Position, other: Position) -> bool:
    return max(abs(one.latitude - other.latitude), abs(one.longitude - other.longitude)) <= one.step + other.step


def _amid(written: str, forms: Forms) -> Found | None:
    for pattern, read in forms:
        for found in pattern.finditer(written):
            if position := read(found):
                return Found(position, written[: found.start()], written[found.end() :])
    return None
