"""Names joined by a dash: a road between two places, or a town and its quarter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from incidentmap.geocode.candidates import Match
from incidentmap.geocode.containment import inside
from incidentmap.geocode.description import Mention
from incidentmap.geocode.footprints import at
from incidentmap.geocode.place_query import GeocodeResult, PlaceQuery
from incidentmap.geocode.wording import as_read
from incidentmap.text.folding import ARTICLES

_WAY = "(?:road|highway|motorway|route|axis|railway)"
_NAMED = re.compile(_WAY, re.IGNORECASE)
_ROAD = re.compile(
    rf"^(?:(?:on|along|near) )*(?:the )?(?P<ends>[^,،;:()]+?)(?: main| international| desert)? {_WAY}(?:[,،].*)?$",
    re.IGNORECASE,
)
_LEADING = re.compile(
    rf"^(?:.*\b)?{_WAY} (?:(?:leading )?from|linking|connecting|joining) (?P<ends>[^,،;:()]+)(?:[,،].*)?$",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s[-–—]\s|\s?[–—]\s?|-|/|\s(?:to|and|with)\s", re.IGNORECASE)
_DASH = re.compile(r"\s[-–—]\s|\s?[–—]\s?|-")
# "Tal-Afar" and "Ain-al-Asad" are one name: before a mere hyphen stands a large town, behind it no article.
_WORDS = re.compile(r"\w+").findall
_PIECES = re.compile("[,،;؛:/()]")
_SHORTEST, _LARGE = 4, 0.94


def as_between(query: PlaceQuery) -> PlaceQuery | None:
    """Write "the A-B road" and "road linking A and B" as a road between two, where both are known."""
    for first, second in _ends(query):
        if all(_is_narrow(query.resolve(Mention(name))) for name in (first, second)):
            return query._replace(text=f"road between {first} and {second}")
    return None


def half_between(query: PlaceQuery) -> PlaceQuery | None:
    """Write "the A-B road" as places joined by "and", where one of them is clear and the other not known."""
    for first, second in _ends(query):
        answers = [query.resolve(Mention(name)) for name in (first, second)]
        known = [answer for answer in answers if answer]
        if len(known) == 1 and not known[0].ambiguous and _is_narrow(known[0]):
            return query._replace(text=f"{first} and {second}")
    return None


def town_and_quarter(query: PlaceQuery) -> GeocodeResult | None:
    """Read "Mosul-Yarmouk" as a quarter in a town, where nothing of the whole name is known."""
    for town, quarter, dash in _divided(_DASH, as_read(query.text)):
        answer = query.resolve(Mention(town)) if len(town) >= _SHORTEST else None
        if not answer or answer.ambiguous or answer.kind_differs or answer.place.kind != "town":
            continue
        if dash == "-" and (
            answer.score < _LARGE or ARTICLES & {town.lower().split()[-1], *_WORDS(quarter.lower())[:1]}
        ):
            continue
        known = inside(query, Mention(quarter), [answer.place])
        place = known.place if known and not known.ambiguous else answer.place
        return GeocodeResult(at(place), answer.score, answer.candidates)
    return None


def _ends(query: PlaceQuery) -> Iterator[tuple[str, str]]:
    """Give each two names that a road may lead between: "Tal-Afar-Mosul road" has two joints."""
    text = as_read(query.text)
    found = (_LEADING.match(text) or _ROAD.match(text)) if _NAMED.search(text) else None
    yield from ((first, second) for first, second, _ in _divided(_JOINT, found["ends"] if found else ""))


def parts_joined(text: str) -> Iterator[str]:
    """Give what stands before and behind each dash of a text, up to the next comma."""
    for piece in _PIECES.split(text):
        for first, second, _ in _divided(_DASH, piece):
            yield from (first, second)


def _divided(joint: re.Pattern[str], text: str) -> Iterator[tuple[str, str, str]]:
    for found in joint.finditer(text):
        first, second = text[: found.start()].strip(), text[found.end() :].strip()
        if first and second:
            yield first, second, found[0]


def _is_narrow(answer: Match | None) -> bool:
    return answer is not None and answer.place.kind not in ("country", "sea")
