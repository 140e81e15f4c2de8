"""Reading a description of a place: what is named, in which order it may be tried, and how the event stands to it."""

from __future__ import annotations

import re
from typing import NamedTuple

from incidentmap.model.vocabulary import PlaceRelation

_WINDS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
# Of sixteen winds the nearest of eight: "west-northwest" is northwest. ASCII: a long s is no s, which no table knows.
_WIND = (
    r"(?a:(?:(?:north|south|east|west)-(?=[ns]o))?(?P<wind>(?:north|south)[ -]?(?:east|west)|north|south|east|west"
    r"|(?-i:[NSEW]?[NS][EW]|[NSEW]))(?:ern|wards?)?)"
)
_LONGEST_LETTERS = 3  # WNW; the words are longer, also in capitals
# Of a range, the farther end.
_NUMBER = r"(?:\d{1,5}(?:\.\d{1,6})?\s*(?:-|–|to)\s*)?(?<![\d.])(?P<number>\d{1,5}(?:\.\d{1,6})?)"
_LETTERS = {"N": "north", "S": "south", "E": "east", "W": "west"}
_UNIT = "(?a:nm|nmi|nautical miles?|km|kilomet(?:er|re)s?|kms|miles?|mi|met(?:er|re)s?|m)"
_DISTANCE = rf"{_NUMBER}\s*-?(?P<unit>{_UNIT})\b"
_KM = {"n": 1.852, "k": 1.0, "mi": 1.609344, "m": 0.001}

_LONGEST = 400  # a place is described in a line; longer text is no description of one
_ASIDE = re.compile(r"\([^()]*\)")
_NAMES_ASIDE = re.compile(r"\(([^():\d]*)\)")  # what is said after a colon is another voice's
_AWAY = re.compile(_DISTANCE, re.IGNORECASE)
_OFFSET = re.compile(rf"^.*?{_DISTANCE}\s+(?:to the )?{_WIND} (?:of|from) (?P<place>.+)$", re.IGNORECASE)
_SIDE = re.compile(rf"^(?P<head>.*?)\b(?:to the )?{_WIND} of (?P<place>.+)$", re.IGNORECASE)
_NEAR = re.compile(
    r"^(?P<head>.*?)\b(?:near|close to|around|outside|not far from|kilomet(?:er|re)s from)\s+(?P<place>.+)$", re.I
)
_RANGE = re.compile(rf"^.*?{_DISTANCE} (?:from|of|away from|outside) (?P<place>.+)$", re.IGNORECASE)
_AROUND = re.compile(
    r"^(?P<head>.*?\b(?:outskirts|surroundings|suburbs|environs|countryside)) of (?P<place>.+)$", re.IGNORECASE
)
_IN = re.compile(r"^(?P<head>.*?)\b(?:in|inside|within|between|at|on|of)\s+(?P<place>.+)$", re.IGNORECASE)
_PART = re.compile(rf"^(?:the )?(?:{_WIND}|central)\s+(?P<place>.+)$", re.IGNORECASE)
_AREA = re.compile(r"\b(?:the|areas?|region|road|highway|outskirts|suburbs?|surroundings|countryside|others)\b", re.I)
_WIDE = re.compile(r"\b(?:areas?|region|surroundings|countryside|outskirts)\b", re.IGNORECASE)
_URBAN = re.compile(
    r"\b(?:city|town|street|quarter|neighbou?rhood|square|avenue|downtown|suburbs?|house|home|apartment|building|market|"
    r"mosque|church|hospital|school|university|hotel|restaurant|caf[eé])\b",
    re.IGNORECASE,
)
_SETTLEMENT = re.compile(r"\b(?:village|hamlet|farms?)\b", re.IGNORECASE)
_AND = re.compile(" and | & ")
_BETWEEN = re.compile(r"\bbetween\b.+\band\b", re.IGNORECASE)
_LIST = re.compile(r"[,،/]| and | & ")
_PLURAL = re.compile(r"\b(governorate|province|district)s\b", re.IGNORECASE)


_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_DECIMAL_COMMA = re.compile(rf"(?<=\d),(?=\d{{1,2}}\s*-?(?:{_UNIT})\b)", re.IGNORECASE)


class Mention(NamedTuple):
    """A name to look up, and how the event stands to it if that is the one found."""

    name: str
    relation: PlaceRelation | None = None
    km: float | None = None
    bearing: int | None = None
    outer: bool = False
    part: bool = False


def mentions(text: str) -> list[Mention]:
    """List the names of a description in the order to try them: as written, the inner before the outer, asides last."""
    found: list[Mention] = []
    for clause in re.split("[;؛]", _ASIDE.sub(" ", _cut(text))):
        for number, piece in enumerate(re.split("[,،:/]", clause)):
            found += [mention._replace(outer=mention.outer or number > 0) for mention in _read(piece.strip())]
    for aside in _NAMES_ASIDE.findall(_cut(text)):
        found += [mention._replace(outer=True) for mention in _read(aside.strip())]
    return _named(found)


def members(text: str) -> tuple[list[list[Mention]], list[Mention]]:
    """Split an enumeration into its members and what holds them all.

    "A and B", "A / B", "A; B" and "A, B and C" are members; so is what follows a colon, and what stands before it holds
    them. Elsewhere what follows a comma holds what stands before it: "A / B, C".
    """
    inner: list[list[Mention]] = []
    outer: list[Mention] = []
    for clause in re.split("[;؛]", _with_kind_words(_ASIDE.sub(" ", _cut(text)))):
        head, colon, tail = clause.partition(":")
        if colon:
            outer += _read(head.strip())
        first, *rest = [tail or clause] if colon or _AND.search(clause) else re.split("[,،]", clause)
        inner += [found for piece in _LIST.split(first) if (found := _named(_read(piece.strip())))]
        outer += [mention for piece in rest for mention in _read(piece.strip())]
    return inner, _named(outer)


def offset_in(text: str) -> tuple[float | None, int | None]:
    """Read "7 km east of": the distance in km and the bearing in degrees, None for what is not said."""
    text = _cut(text)
    if found := _OFFSET.search(text):
        return _km(found), _bearing(found["wind"])
    side, away = _SIDE.search(text), _AWAY.search(text)
    return _km(away) if away else None, _bearing(side["wind"]) if side else None


def is_urban(text: str) -> bool:
    """Tell whether the words speak of streets and quarters: then a town is meant, not the governorate of its name."""
    return bool(_URBAN.search(text))


def is_rural(text: str) -> bool:
    """Tell whether the words speak of a village: then the town they add is where it belongs to, not where it is."""
    return bool(_SETTLEMENT.search(text))


def is_between(text: str) -> bool:
    """Tell whether the words put the event between two places: somewhere in the area that holds both."""
    return bool(_BETWEEN.search(_cut(text)))


def joins_with_and(text: str) -> bool:
    """Tell whether the words join places with "and": the event is in all of them, or in one not known which."""
    return bool(_AND.search(_ASIDE.sub(" ", _cut(text))))


def wind_name(bearing: int) -> str:
    """Name the nearest of eight winds."""
    return _WINDS[round(bearing / 45) % 8]


def _cut(text: str) -> str:
    """Take what is long enough for a description, with the commas out of its distances: they part no names."""
    return _DECIMAL_COMMA.sub(".", _THOUSANDS.sub("", text[:_LONGEST]))


def _named(found: list[Mention]) -> list[Mention]:
    return [mention for mention in found if mention.name.strip()]


def _with_kind_words(text: str) -> str:
    """Write "A, B and C governorates" as "A governorate, B governorate and C governorate"."""
    plural = _PLURAL.search(text)
    if not plural:
        return text
    listed = text[: plural.start()].rstrip()
    return re.sub(r"(?=,| and | & |$)", f" {plural[1]}", listed) + text[plural.end() :]


def _read(piece: str) -> list[Mention]:
    """Read one piece between commas: the whole of it first, then what its prepositions tell."""
    wide = PlaceRelation.AREA if _WIDE.search(piece) else None
    found = [Mention(piece, wide), Mention(_bare(piece), wide)]
    if offset := _OFFSET.match(piece):
        found.append(Mention(offset["place"], PlaceRelation.DIRECTION, _km(offset), _bearing(offset["wind"])))
    elif side := _SIDE.match(piece):
        found += _heads(side["head"], side["place"])
        found.append(Mention(side["place"], PlaceRelation.DIRECTION, None, _bearing(side["wind"])))
    elif away := _RANGE.match(piece):
        found.append(Mention(away["place"], PlaceRelation.NEAR, _km(away)))
    elif around := _AROUND.match(piece):
        found.append(Mention(around["place"], PlaceRelation.AREA))
    elif near := _NEAR.match(piece):
        found += [*_heads(near["head"], near["place"]), *_after(near["place"], PlaceRelation.NEAR, outer=False)]
    elif inside := _IN.match(piece):
        found += [
            *_heads(inside["head"], inside["place"]),
            *_after(inside["place"], None, outer=bool(inside["head"].strip())),
        ]
    elif part := _PART.match(piece):
        bearing = _bearing(part["wind"]) if part["wind"] else None
        found.append(Mention(part["place"], wide, None, bearing, outer=True, part=True))
    return list(dict.fromkeys(found))


def _heads(head: str, place: str) -> list[Mention]:
    """Read what stands before "in" or "near" as a name, unless only the place after it is written as one."""
    if head.islower() and not place.islower():
        return []
    relation = PlaceRelation.AREA if _WIDE.search(head) else None
    return [Mention(head.strip(), relation), Mention(_bare(head), relation)]


def _after(place: str, relation: PlaceRelation | None, *, outer: bool) -> list[Mention]:
    return [
        mention._replace(relation=mention.relation or relation, outer=outer or mention.outer)
        for mention in _read(place)
    ]


def _bare(name: str) -> str:
    return " ".join(_AREA.sub(" ", name).split())


def _km(found: re.Match[str]) -> float:
    unit = found["unit"].lower()
    per = next(km for start, km in _KM.items() if unit.startswith(start))  # "mi" stands before "m"
    return round(float(found["number"]) * per, 1)


def _bearing(wind: str) -> int:
    in_letters = wind.isupper() and len(wind) <= _LONGEST_LETTERS
    spelled = "".join(_LETTERS[letter] for letter in wind[-2:]) if in_letters else wind.lower()
    return 45 * _WINDS.index(re.sub("[ -]", "", spelled))
