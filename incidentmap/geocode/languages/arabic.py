"""Arabic words around the name of a place: distances, winds, countryside, roads, borders."""

from __future__ import annotations

import re
import unicodedata
from functools import partial

from incidentmap.geocode.languages.winds import substitution as _sub
from incidentmap.geocode.languages.winds import wind_substitution

_SCRIPT = re.compile("[\u0600-\u06ff]")
_MARKS = re.compile("[\u064b-\u0652\u0640]")  # vowel signs and the drawn-out line carry no letter
_DECIMAL, _THOUSANDS = "٫", "٬"

_WINDS = {"شمال": "north", "جنوب": "south", "شرق": "east", "غرب": "west"}
_wind = partial(wind_substitution, _WINDS)
_BARE_WIND = r"(?P<first>شمال|جنوب|شرق|غرب)[يى]?(?:\s(?:ال)?(?P<second>شرق|غرب)[يى]?)?"
_ANY_WIND = rf"(?:ال)?{_BARE_WIND}"
_ADJECTIVE = r"ال(?P<first>شمال|جنوب|شرق|غرب)[يى]ة?(?:\sال(?P<second>شرق|غرب)[يى]ة?)?"
_SETTLEMENT = r"(?:مدينة|بلدة|محافظة|قضاء|ناحية|مركز)"
_UP_TO_FOUR = r"\S+(?:\s\S+){0,3}?"


_SUBSTITUTIONS = (
    _sub(r"\bب(?=(?:ريف|محافظة|مدينة|قضاء|ناحية|قرية|منطقة)\s)", "in "),
    _sub(r"(?:\bعلى\s)?\b(?:بعد|مسافة)\s(?:حوالي\s|نحو\s)?(?=\d)|\b(?:حوالي|نحو)\s(?=\d)", ""),
    _sub(r"\bب\s?(?:مسافة\s|حوالي\s|نحو\s)?(?=\d)", "by "),
    _sub(r"(?<=\d)\s*(?:ميلا?|[اأ]ميال)\s(?:ال)?بحري[اة]?\b", " nm"),
    _sub(r"(?<=\d)\s*(?:كم|كلم|كيلو\s?مترا?|كيلومترات|كيلو)\b", " km"),
    _sub(r"(?<=\d)\s*(?:ميلا?|[اأ]ميال)\b", " miles"),
    _sub(r"(?<=\d)\s*(?:مترا?|[اأ]متار)\b", " m"),
    _wind(rf"\b(?P<unit>nm|km|miles|m)\s(?:[إا]لى\s|باتجاه\s)?{_ANY_WIND}\s(?:من\s|عن\s)?(?=\S)", r"\g<unit> @ of "),
    _wind(rf"\b(?P<unit>nm|km|miles|m)\s(?:[إا]لى\s|باتجاه\s)?(?:ال)?{_BARE_WIND}ا?(?=$|[)،,])", r"\g<unit> @"),
    _sub(r"\b(nm|km|miles|m)\s(?:من|عن|خارج)\s", r"\1 from "),
    # Rif Dimashq is a governorate of its own, also with a wind behind it.
    _wind(rf"\bريف\sدمشق\s{_ADJECTIVE}", "@ ريف دمشق", "ern"),
    _wind(rf"\bريف\s(?P<place>{_UP_TO_FOUR})\s{_ADJECTIVE}", r"@ countryside of \g<place>", "ern"),
    _wind(rf"\b(?:ال)?ريف\s{_ADJECTIVE}\s(?:من\s|في\s|ل(?:ل(?=\S))?)(?=\S)", "@ countryside of ", "ern"),
    _sub(r"\bريف\s(?!دمشق\b)(?=\S)", "countryside of "),
    _wind(rf"\b(?:في\s|من\s)?{_BARE_WIND}\s(?:من\s)?(?=[^\W\d])", "@ of "),
    _sub(r"\b(?:بالقرب\sمن|بالقرب|قرب|قريبا?\sمن|بجوار|جوار|بجانب)\s(?=\S)", "near "),
    _sub(r"\b(?:في\s|على\s)?(?:محيط|[أا]طراف|ضواحي|مشارف)\s(?=\S)", "outskirts of "),
    _sub(r"\bوسط\s(?=\S)", "central "),
    _sub(r"\b(?:في|داخل)\s(?=\S)", "in "),
    _sub(r"\b(?:ما\s)?بين\s(\S+(?:\s(?!و)\S+)*)\sو\s?(?=\S)", r"between \1 and "),
    _sub(r"\b(?:ال)?حدود\s(?=between\s)", "border "),
    _sub(r"\b(?:ال)?حدود\sمع\s", "border with "),
    _sub(r"\b(?:ال)?حدود\s(\S+?ي[ةه])\s?[-–—]?\s?و?(\S+ي[ةه])\b", r"\1-\2 border"),
    _sub(r"\b(?:ال)?حدود\s(\S+ي[ةه])\b", r"\1 border"),
    _sub(r"\b(?:ال)?(?:طريق|[أا]وتوستراد|[أا]وتستراد)(?:\sال\S+)?\s(?=between\s)", "road "),
    _sub(
        r"\b(?:ال)?(?:طريق|[أا]وتوستراد|[أا]وتستراد)\s(.+?)\s?(?:\s-\s?|-|–|—|\s[إا]لى\s)\s?(.+)",
        r"road between \1 and \2",
    ),
    _sub(r"\bطريق\s(\S+)\s(\S+)$", r"road between \1 and \2"),
    _sub(r"\sو(?:\s|(?=ال))", " and "),
)


def in_english(text: str) -> str:
    """Put the Arabic words around a name into English; text without Arabic letters is given back as it is."""
    if not _SCRIPT.search(text):
        return text
    written = _MARKS.sub("", text).replace(_DECIMAL, ".").replace(_THOUSANDS, "")
    written = "".join(_digit(character) for character in written)
    for substitute in _SUBSTITUTIONS:
        written = substitute(written)
    return written


def _digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)
