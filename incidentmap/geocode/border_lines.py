"""The border of two countries or governorates: a long line, which has no point."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from incidentmap.gazetteer.context import Context
from incidentmap.geocode.candidates import resolve
from incidentmap.geocode.description import mentions
from incidentmap.geocode.footprints import Footprint
from incidentmap.geocode.place_query import GeocodeResult, PlaceQuery
from incidentmap.geocode.relation import matched
from incidentmap.geocode.wording import as_read
from incidentmap.model import Place
from incidentmap.model.vocabulary import PlacementMethod, WherePrec
from incidentmap.text.folding import fold_light

_ADJECTIVES = {
    "IQ": "Iraqi|العراقية",
    "SY": "Syrian|السورية",
    "IR": "Iranian|الإيرانية",
    "JO": "Jordanian|الأردنية",
    "LB": "Lebanese|اللبنانية",
    "IL": "Israeli|الإسرائيلية",
    "PS": "Palestinian|الفلسطينية",
    "YE": "Yemeni|اليمنية",
    "SA": "Saudi|السعودية",
    "TR": "Turkish|التركية",
    "KW": "Kuwaiti|الكويتية",
    "AE": "Emirati|الإماراتية",
    "QA": "Qatari|القطرية",
    "BH": "Bahraini|البحرينية",
    "OM": "Omani|العمانية",
    "EG": "Egyptian|المصرية",
    "DJ": "Djiboutian|الجيبوتية",
}
_COUNTRIES = {fold_light(word): code for code, words in _ADJECTIVES.items() for word in words.split("|")}
_AT = r"^(?:(?:near|on|at|along|in|close to) )*(?:the )?"
_NAME = r"[^,،;:()]+?"
_TAIL = r"(?:[,،](?P<around>.*))?$"
_LINE = rf"(?:borders?|frontier)(?: (?:areas?|region|zone|strip))?{_TAIL}"
_FORMS = (
    rf"{_AT}borders? (?:between|of) (?:the )?(?P<first>{_NAME}) and (?:the )?(?P<second>{_NAME}){_TAIL}",
    rf"{_AT}borders? with (?:the )?(?P<first>{_NAME})(?P<second>){_TAIL}",
    rf"{_AT}(?P<first>{_NAME})(?: ?[-–—/] ?| and )(?P<second>{_NAME}) {_LINE}",
    rf"{_AT}(?P<first>{_NAME})(?P<second>) {_LINE}",
)
_PATTERNS = tuple(re.compile(form, re.IGNORECASE) for form in _FORMS)
_NAMED = re.compile("border|frontier", re.IGNORECASE)


def find_border(query: PlaceQuery) -> GeocodeResult | None:
    """Put an event "on the Iraqi-Syrian border" somewhere in the country stated, or else in the first one named.

    What the words say around the border is narrower: "Iraqi-Syrian border, Anbar" is in Anbar.
    """
    for sides, around in _sides(query):
        country = query.gazetteer.country(query.context.country) or query.gazetteer.country(sides[0].country_code)
        if country:
            return _found_around(query, sides, around) or _somewhere_in(country)
    return None


def sides_named(query: PlaceQuery) -> list[str]:
    """Give the names of the sides of the borders that the words name: "Iraqi", "Syrian"."""
    if not _NAMED.search(as_read(query.text)):
        return []
    texts = dict.fromkeys((query.text, *(mention.name for mention in mentions(query.text))))
    return [place for text in texts for sides in _named_sides(query._replace(text=text)) for place in sides]


def is_border(query: PlaceQuery, text: str) -> bool:
    """Tell whether words name a border whose sides are known."""
    return any(True for _ in _sides(query._replace(text=text)))


def _found_around(query: PlaceQuery, sides: Sequence[Place], words: str) -> GeocodeResult | None:
    """Take the narrowest place said around the border that lies in the country stated, or on one of its sides."""
    countries = [query.context.country] if query.context.country else [side.country_code for side in sides]
    for mention in mentions(words):
        for code in dict.fromkeys(countries):
            within = query._replace(context=query.context._replace(country=code))
            answer = within.resolve(mention)
            if answer and answer.place.kind == "country":
                return _somewhere_in(answer.place)
            if answer and not answer.ambiguous:
                return matched(within, mention._replace(outer=True), answer)
    return None


def _somewhere_in(country: Place) -> GeocodeResult:
    return GeocodeResult(Footprint(country, WherePrec.VAGUE_AREA, PlacementMethod.AREA), 1.0)


def _sides(query: PlaceQuery) -> Iterator[tuple[list[Place], str]]:
    """Give what lies on the sides named, where all of them are known, and what is said around the border."""
    for names, around in _lines(query):
        places = [place for name in names if (place := _area(query, name))]
        if len(places) == len(names):
            yield places, around


def _named_sides(query: PlaceQuery) -> Iterator[list[str]]:
    return (names for names, _ in _lines(query) if all(_area(query, name) for name in names))


def _lines(query: PlaceQuery) -> Iterator[tuple[list[str], str]]:
    """Give the names of the sides of each border that the words may name, and what is said around it."""
    text = as_read(query.text)
    for pattern in _PATTERNS if _NAMED.search(text) else ():
        if found := pattern.match(text):
            yield [name for name in (found["first"], found["second"]) if name], found["around"] or ""


def _area(query: PlaceQuery, name: str) -> Place | None:
    """Return the country or governorate of a name or of its adjective."""
    if code := _COUNTRIES.get(fold_light(name)):
        return query.gazetteer.country(code)
    context = Context(query.context.country)
    answers = (resolve(name, query.gazetteer), resolve(f"{name} governorate", query.gazetteer, context))
    known = (answer.place for answer in answers if answer and not answer.ambiguous)
    return next((place for place in known if place.kind in ("country", "admin1")), None)
