"""Reading a description of a place: what is named, in which order it may be tried, and how the event stands to it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from incidentmap.gazetteer.kind_words import names_nothing
from incidentmap.geocode.offsets import DISTANCE, SIDES, bearing_of, km_of
from incidentmap.geocode.wording import as_read
from incidentmap.model.vocabulary import PlaceRelation

ASIDE = re.compile(r"\([^()]*\)")
_NAMES_ASIDE = re.compile(r"\(([^():\d]*)\)")  # what is said after a colon is another voice's
_RECENT = 256  # descriptions: one question has its own read several times
_CLAUSES, _PIECES = re.compile("[;؛]"), re.compile("([,،:/])")


def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_AWAY = _pattern(DISTANCE)
_OFFSET = _pattern(rf"^.*?{DISTANCE}\s+{SIDES}(?: of| from)? (?P<place>.+)$")
_SIDE = _pattern(rf"^(?P<head>.*?)\b{SIDES} of (?P<place>.+)$")
_NEAR = _pattern(
    r"^(?P<head>.*?)\b(?:near|close to|around|outside|not far from|adjacent to|next to|kilomet(?:er|re)s from)\s+"
    r"(?P<place>.+)$"
)
_RANGE = _pattern(rf"^.*?{DISTANCE} (?:from|of|away from|outside) (?P<place>.+)$")
_AROUND = _pattern(r"^(?P<head>.*?\b(?:outskirts|surroundings|suburbs|environs)) of (?P<place>.+)$")
_NAME = r"(?P<place>(?:(?!\b(?:in|at|near|of|between|from)\b).)+?)(?:['’]s)?"
_COUNTRYSIDE = (
    _pattern(rf"^(?:the )?(?:{SIDES} )?(?:countryside|rural areas?) (?:of|in) (?P<place>.+)$"),
    _pattern(rf"^rural (?:{SIDES} )?{_NAME}$"),
    _pattern(rf"^{_NAME} {SIDES} countryside$"),
    _pattern(rf"^(?:the )?(?:{SIDES} )?{_NAME} countryside$"),
)
_IN = _pattern(r"^(?P<head>.*?)\b(?P<word>in|inside|within|between|at|on|of)\s+(?P<place>.+)$")
# Nothing is related to a place without one of these; most descriptions are a name.
_RELATED = _pattern(
    r"\d|\b(?:of|in|inside|within|between|at|on|near|close|around|outside|far|adjacent|next|from)\b|countryside|rural"
)
_PART = _pattern(
    rf"^(?:the )?(?:{SIDES}|central) (?:(?:parts?|half|end|areas?|sector) of (?:the )?)?(?P<place>(?!(?:of|from)\b).+)$"
)
_AREA = _pattern(r"\b(?:the|areas?|region|road|highway|outskirts|suburbs?|surroundings|vicinity|others)\b")
_WIDE = _pattern(r"\b(?:areas?|region|surroundings|vicinity|countryside|outskirts)\b")
_QUARTER = _pattern(r"\b(?:quarters?|neighbou?rhood|district|sector|block|حي|گەڕەک)\b")
_WATER = _pattern(r"\b(?:gulf|sea|strait|straits|bay|ocean)\s*$")  # the Gulf of Aden is not in Aden
_CASE_ENDING = _pattern("y?ê(?= governorate$|$)")
_URBAN = _pattern(
    r"\b(?:city|town|street|quarter|neighbou?rhood|square|avenue|downtown|suburbs?|house|home|apartment|building|market|"
    r"mosque|church|hospital|school|university|hotel|restaurant|caf[eé]|حي|شارع|ساحة|سوق|مستشفى|مشفى|جامع|جامعة|مسجد)\b"
)
_SETTLEMENT = _pattern(r"\b(?:village|hamlet|farms?|قرية|مزرعة|مزارع)\b")


class Mention(NamedTuple):
    """A name to look up, and how the event stands to it if that is the one found.

    `outer` names hold the inner ones, or stand `beside` them: after a stroke, in brackets. A `held` name counts only
    within what holds it: "Yarmouk quarter" is no town of that name.
    """

    name: str
    relation: PlaceRelation | None = None
    km: float | None = None
    bearing: int | None = None
    outer: bool = False
    part: bool = False
    beside: bool = False
    held: bool = False


@lru_cache(maxsize=_RECENT)
def mentions(text: str) -> tuple[Mention, ...]:
    """List the names of a description in the order to try them: as written, the inner before the outer, asides last."""
    written = as_read(text)
    plain = " ".join(text.split())
    found = [Mention(plain)] if written != plain else []
    for clause in _CLAUSES.split(ASIDE.sub(" ", written)):
        first, *rest = _PIECES.split(clause)
        found += read(first.strip())
        for sign, piece in zip(rest[::2], rest[1::2], strict=True):
            found += [mention._replace(outer=True, beside=sign in ":/") for mention in read(piece.strip())]
    for aside in _NAMES_ASIDE.findall(written):
        found += [mention._replace(outer=True, beside=True) for mention in read(aside.strip())]
    return tuple(named(found))


def offset_in(text: str) -> tuple[float | None, int | None]:
    """Read "7 km east of": the distance in km and the bearing in degrees, None for what is not said."""
    text = as_read(text)
    if found := _OFFSET.search(text):
        return km_of(found), bearing_of(found)
    side, away = _SIDE.search(text), _AWAY.search(text)
    return km_of(away) if away else None, bearing_of(side) if side else None


def is_urban(text: str) -> bool:
    """Tell whether the words speak of streets and quarters: then a town is meant, not the governorate of its name."""
    return bool(_URBAN.search(as_read(text)))


def is_rural(text: str) -> bool:
    """Tell whether the words speak of a village: then the town they add is where it belongs to, not where it is."""
    return bool(_SETTLEMENT.search(as_read(text)))


def is_written_as_name(text: str) -> bool:
    """Tell whether words are written as a name: all in small letters they describe ("an undisclosed location").

    Other scripts have no capitals.
    """
    return text != text.lower() or not text.isascii()


def without_quarter(name: str) -> str:
    """Give a name without the words for a part of a town: "Yarmouk quarter" is Yarmouk."""
    return " ".join(_QUARTER.sub(" ", name).split())


def named(found: list[Mention]) -> list[Mention]:
    """Keep the mentions that have a name, and add what a Kurdish case ending leaves of one."""
    kept = [mention for mention in found if mention.name.strip()]
    return [each for mention in kept for each in (mention, *without_case_ending(mention))]


def without_case_ending(mention: Mention) -> list[Mention]:
    """Give a name without its Kurdish case ending, if it has one."""
    name = _CASE_ENDING.sub("", mention.name) if "ê" in mention.name.lower() else ""
    return [mention._replace(name=name)] if name.strip() and name != mention.name else []


def read(piece: str) -> list[Mention]:
    """Read one piece between commas: the whole of it first, then what its prepositions tell."""
    wide = PlaceRelation.AREA if _WIDE.search(piece) else None
    found = [Mention(piece, wide), Mention(_bare(piece), wide), *_part(piece, wide)]
    if _RELATED.search(piece):
        found += _relative(piece)
    return list(dict.fromkeys(found))


def _relative(piece: str) -> list[Mention]:
    if rural := next(filter(None, (each.match(piece) for each in _COUNTRYSIDE)), None):
        return _countryside(rural)
    if offset := _OFFSET.match(piece):
        return _off(offset["place"], km_of(offset), bearing_of(offset))
    if side := _SIDE.match(piece):
        return [*_heads(side["head"], side["place"]), *_off(side["place"], None, bearing_of(side))]
    if away := _RANGE.match(piece):
        return [Mention(away["place"], PlaceRelation.NEAR, km_of(away))]
    if around := _AROUND.match(piece):
        return [Mention(around["place"], PlaceRelation.AREA)]
    if near := _NEAR.match(piece):
        return [*_heads(near["head"], near["place"]), *_after(near["place"], PlaceRelation.NEAR, outer=False)]
    inside = _IN.match(piece)
    if inside and not _WATER.search(inside["head"]):
        return _inside(inside["head"].strip(), inside["word"].lower(), inside["place"])
    return []


def _off(place: str, km: float | None, bearing: int | None) -> list[Mention]:
    return [Mention(place, PlaceRelation.DIRECTION, km, bearing)]


def _part(piece: str, wide: PlaceRelation | None) -> list[Mention]:
    found = _PART.match(piece)
    names = dict.fromkeys((found["place"], _bare(found["place"]))) if found else ()
    return [Mention(name, wide, None, found and _side(found), outer=True, part=True) for name in names]


def _countryside(found: re.Match[str]) -> list[Mention]:
    """Read "the eastern countryside of X": a part of the governorate, where X is one, or what lies around the town."""
    place = found["place"]
    return [
        Mention(f"{place} governorate", None, None, _side(found), outer=True, part=True),
        Mention(place, PlaceRelation.AREA),
    ]


def _side(found: re.Match[str]) -> int | None:
    return bearing_of(found) if found["wind"] else None


def _inside(head: str, word: str, place: str) -> list[Mention]:
    """Read "X in Y"; "village of Y" is Y, a village."""
    if word == "of" and head and names_nothing(head):
        return [Mention(f"{place} {_bare(head)}"), *read(place)]
    return [*_heads(head, place), *_after(place, None, outer=bool(head))]


def _heads(head: str, place: str) -> list[Mention]:
    """Read what stands before "in" or "near" as a name, unless only the place after it is written as one."""
    if head.islower() and not place.islower():
        return []
    relation = PlaceRelation.AREA if _WIDE.search(head) else None
    quarter = without_quarter(head)
    return [Mention(head.strip(), relation), Mention(_bare(head), relation), Mention(quarter, relation, held=True)]


def _after(place: str, relation: PlaceRelation | None, *, outer: bool) -> list[Mention]:
    return [
        mention._replace(relation=mention.relation or relation, outer=outer or mention.outer) for mention in read(place)
    ]


def _bare(name: str) -> str:
    return " ".join(_AREA.sub(" ", name).split())
