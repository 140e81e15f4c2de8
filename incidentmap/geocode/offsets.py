"""Distances and winds in words: "7 km east of", "4NM NE", "500 metres"."""

from __future__ import annotations

import re

WINDS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
_BETWEEN_WINDS = (
    "north-northeast",
    "east-northeast",
    "east-southeast",
    "south-southeast",
    "south-southwest",
    "west-southwest",
    "west-northwest",
    "north-northwest",
)
_LETTERS = {"n": "north", "s": "south", "e": "east", "w": "west"}
_LONGEST_LETTERS = 3  # WNW; the words are longer, also in capitals
_STEP = 45  # degrees between two of eight winds
_UNIT = "(?a:nm|nmi|nautical miles?|km|kilomet(?:er|re)s?|kms|miles?|mi|met(?:er|re)s?|m)"
# Of a range, the farther end.
_NUMBER = r"(?:\d{1,5}(?:\.\d{1,6})?\s*(?:-|–|to)\s*)?(?<![\d.])(?P<number>\d{1,5}(?:\.\d{1,6})?)"
DISTANCE = rf"{_NUMBER}\s*-?(?P<unit>{_UNIT})\b"
_KM = {"n": 1.852, "k": 1.0, "mi": 1.609344, "m": 0.001}
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_DECIMAL_COMMA = re.compile(rf"(?<=\d),(?=\d{{1,2}}\s*-?(?:{_UNIT})\b)", re.IGNORECASE)


def wind(group: str = "wind") -> str:
    """Give the pattern of a wind: of sixteen the nearest of eight, as "west-northwest" is northwest.

    ASCII: a long s is no s, which no table knows.
    """
    sixteenth = "(?:(?:north|south|east|west)-(?=[ns]o))?"
    words = "(?:north|south)[ -]?(?:east|west)|north|south|east|west"
    return rf"(?a:{sixteenth}(?P<{group}>{words}|[NSEW]?[NS][EW]|[NSEW])(?:ern|wards?)?)"


# "west", or "west and southwest": two winds, then.
SIDES = rf"(?<![\w'’.])(?:due |to the )?{wind()}(?:\s?(?:&|and|/)\s?{wind('second')})?(?![\w.])"


_DIGIT, _DISTANCE = re.compile(r"\d"), re.compile(rf"{DISTANCE}(?: +{SIDES})?", re.IGNORECASE)


def without_commas(text: str) -> str:
    """Take the commas out of distances: they part no names."""
    return _DECIMAL_COMMA.sub(".", _THOUSANDS.sub("", text)) if "," in text else text


def distance_in(text: str) -> str:
    """Give the first distance of a text with its wind, as it is written; "" for none."""
    found = _DISTANCE.search(text) if _DIGIT.search(text) else None
    return found[0] if found else ""


def km_of(found: re.Match[str]) -> float:
    """Read the distance that `DISTANCE` found, in km, to 0.1 km, or under a km to the metre: 20 m are not nothing."""
    unit = found["unit"].lower()
    per = next(km for start, km in _KM.items() if unit.startswith(start))  # "mi" stands before "m"
    km = float(found["number"]) * per
    return round(km, 1 if km >= 1 else 3)


def bearing_of(found: re.Match[str]) -> int | None:
    """Read the bearing that `SIDES` found, in degrees: of neighbouring winds what lies between; None if far apart."""
    one = _bearing(found["wind"])
    if found["second"] is None:
        return one
    turn = (_bearing(found["second"]) - one + 180) % 360 - 180
    return (one + turn // 2) % 360 if abs(turn) <= _STEP else None


def wind_name(bearing: int) -> str:
    """Name the nearest of eight winds, or the one between two that were both named."""
    if bearing % _STEP:
        return _BETWEEN_WINDS[bearing // _STEP % 8]
    return WINDS[bearing // _STEP % 8]


def spread(bearing: int) -> float:
    """Tell how wide a wind is, as a share of the distance: half the angle of one of eight, or of two."""
    return 0.8 if bearing % _STEP else 0.4  # sin 22.5° and sin 45°, a little rounded up for the distance


def _bearing(word: str) -> int:
    in_letters = len(word) <= _LONGEST_LETTERS
    spelled = "".join(_LETTERS[letter] for letter in word.lower()[-2:]) if in_letters else word.lower()
    return _STEP * WINDS.index(re.sub("[ -]", "", spelled))
