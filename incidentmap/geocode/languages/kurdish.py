"""Kurdish words around the name of a place, Kurmanji in Latin letters and Sorani in Arabic ones."""

from __future__ import annotations

import re
from functools import partial

from incidentmap.geocode.languages.winds import substitution as _sub
from incidentmap.geocode.languages.winds import wind_substitution

_WINDS = {"bakur": "north", "başûr": "south", "rojhilat": "east", "rojava": "west"}
_WINDS |= {"باکوور": "north", "باشوور": "south"}
_WINDS |= dict.fromkeys(("ڕۆژهەڵات", "خۆرهەڵات"), "east") | dict.fromkeys(("ڕۆژئاوا", "خۆرئاوا"), "west")
_wind = partial(wind_substitution, _WINDS)
_LATIN = r"(?:li\s)?(?P<first>bakur|başûr|rojhilat|rojava)(?:y?ê|a|î)?[ -]?(?P<second>rojhilat|rojava)?(?:y?ê|a|î)?"
_ARABIC = (
    r"(?:لە\s)?(?P<first>باکوور|باشوور|[ڕخ]ۆر?(?:ژهەڵات|ژئاوا|هەڵات|ئاوا))[یێ]?"
    r"(?:\s(?P<second>[ڕخ]ۆر?(?:ژهەڵات|ژئاوا|هەڵات|ئاوا)))?[یێ]?"
)
_LETTERS = str.maketrans({"ي": "ی", "ك": "ک", "ى": "ی"})
_SORANI = re.compile("[ێۆڕڵەپچژگڤیک]")
_R_AT_FIRST = re.compile(r"\bر(?=ۆژ)")  # many write it without its mark
_KINDS = {"gund": "village", "bajar": "city", "bajarok": "town", "parêzgeh": "governorate", "navçe": "district"}
_KINDS |= {"tax": "quarter"}
_SORANI_KINDS = {"گوندی": "village", "شاری": "city", "شارۆچکەی": "town", "پارێزگای": "governorate"}
_SORANI_KINDS |= {"قەزای": "district", "ناحیەی": "district", "گەڕەکی": "quarter"}
_NAME = r"(?P<place>[^,،;:()/]+?)"
_END = r"(?=$|[,،;:()/]|\s(?:li|in|near)\s)"


_KURMANJI = (
    _wind(rf"\b(?P<unit>km|kîlometre|mil|m)\s{_LATIN}\s(?:ji\s)?(?=\w)", r"\g<unit> @ of "),
    _sub(r"(?<=\d)\skîlometre(?:y?an)?\b", " km"),
    _wind(rf"\b{_LATIN}\s(?:ji\s)?(?=\w)", "@ of "),
    _sub(r"\b(?:li\s)?nêz(?:îk)?[îê]?(?:\s(?:li|ji))?\s(?=\w)", "near "),
    _sub(r"\b(?:li\s)?(?:di\s)?nav?bera\s(.+?)\sû\s(.+?)(?:\sde)?$", r"between \1 and \2"),
    _sub(r"\b(?:li\s)?gund(?:ewar)?[êa]n\s(?=\w)|\b(?:li\s)?gundewarê\s(?=\w)", "countryside of "),
    *(_sub(rf"\b(?:li\s)?{word}(?:y?[êa])\s{_NAME}{_END}", rf"\g<place> {kind}") for word, kind in _KINDS.items()),
    _sub(r"\bli\s(?=\w)", "in "),
    _sub(r"\sû\s", " and "),
)
_SORANI_WORDS = (
    _sub(r"(?<=\d)\s?(?:کم|کیلۆمەتر)\b", " km"),
    _wind(rf"\b(?P<unit>km)\s{_ARABIC}\s(?=\w)", r"\g<unit> @ of "),
    _wind(rf"\b{_ARABIC}\s(?=\w)", "@ of "),
    _sub(r"\b(?:لە\s)?نزیکی?\s(?:لە\s)?(?=\w)", "near "),
    _sub(r"\b(?:لە\s)?نێوان\s(.+?)\sو\s(.+)$", r"between \1 and \2"),
    *(_sub(rf"\b(?:لە\s)?{word}\s{_NAME}{_END}", rf"\g<place> {kind}") for word, kind in _SORANI_KINDS.items()),
    _sub(r"\bلە\s(?=\w)", "in "),
)
_SPOKEN = re.compile(
    r"\b(?:bakur|başûr|rojhilat|rojava|nêz|nav?bera|gund|bajar|parêzgeh|navçe|tax[êa]|li\s)", re.IGNORECASE
)


def in_english(text: str) -> str:
    """Put the Kurdish words around a name into English; text without any is given back as it is."""
    if _SPOKEN.search(text):
        for substitute in _KURMANJI:
            text = substitute(text)
    if _SORANI.search(text):
        text = _R_AT_FIRST.sub("ڕ", text.translate(_LETTERS))
        for substitute in _SORANI_WORDS:
            text = substitute(text)
    return text
