"""Turkish words around the name of a place: they follow it, and its case ending stands behind an apostrophe."""

from __future__ import annotations

import re
from functools import partial

from incidentmap.geocode.languages.winds import substitution as _sub
from incidentmap.geocode.languages.winds import wind_substitution

_WINDS = {"kuzey": "north", "güney": "south", "guney": "south"}
_WINDS |= dict.fromkeys(("doğu", "dogu"), "east") | dict.fromkeys(("batı", "bati"), "west")
_wind = partial(wind_substitution, _WINDS)
_WIND = r"(?P<first>kuzey|g[üu]ney|do[ğg]u|bat[ıi])[ -]?(?P<second>do[ğg]u|bat[ıi])?"
_SIDE = rf"{_WIND}(?:s[ıiuü]|[ıi])(?:n?d[ae]|nden|ndan)?"  # its side: "batısı", "kuzeyinde"
_OF = r"['’]?(?:(?<=['’])n?[ıiuü]n)?"
_IN = r"(?:n?[dt][ae])?"
_KINDS = {
    "k[öo]y[üu]": "village",
    "kasabas[ıi]": "town",
    "(?:kenti|[şs]ehri)": "city",
    "il[çc]esi": "district",
    "(?:ili|vil[âa]yeti)": "governorate",
    "mahallesi": "quarter",
    r"hava\s[üu]ss[üu]": "air base",
    "[üu]ss[üu]": "base",
    "baraj[ıi]": "dam",
    "s[ıi]n[ıi]r[ıi]": "border",
    "(?:kara|oto)?yolu": "road",
}


_UNIT = r"(?:deniz\smili|kilometre|km|mil|metre|m)"
_PLACE = r"(?P<place>[^,;:()/]+?)"
_SUBSTITUTIONS = (
    *(_sub(rf"(?<=\S)\s{word}{_IN}(?=$|[,;:()/])", f" {kind}") for word, kind in _KINDS.items()),
    _wind(
        rf"(?<![^,;:(/]){_PLACE}{_OF}\s(?:yakla[şs][ıi]k\s)?(?P<number>\d[\d.,]*)\s?(?P<unit>{_UNIT})\s{_SIDE}(?![\w'’])",
        r"\g<number> \g<unit> @ of \g<place>",
    ),
    _sub(r"(?<=\d)\sdeniz\smili\b", " nm"),
    _sub(r"(?<=\d)\skilometre\b", " km"),
    _sub(r"(?<=\d)\smil\b", " miles"),
    _wind(rf"(?<![^,;:(/]){_PLACE}{_OF}\s{_WIND}\sk[ıi]rsal[ıi]{_IN}(?!\w)", r"@ countryside of \g<place>", "ern"),
    _sub(rf"(?<![^,;:(/]){_PLACE}{_OF}\sk[ıi]rsal[ıi]{_IN}(?!\w)", r"countryside of \g<place>"),
    _wind(rf"(?<![^,;:(/]){_PLACE}{_OF}\s{_SIDE}(?![\w'’])", r"@ of \g<place>"),
    _sub(rf"(?<![^,;:(/]){_PLACE}{_OF}\s(?:yak[ıi]n(?:lar)?[ıi]|civar[ıi]|[çc]evresi){_IN}(?!\w)", r"near \g<place>"),
    _sub(r"(?<![^,;:(/])(.+?)\sile\s(.+?)(?:['’]n?[ıiuü]n)?\saras[ıi](?:nda(?:ki)?)?(?!\w)", r"between \1 and \2"),
    _sub(
        r"(?<![^,;:(/])([^,;:()/]+?)['’]n?[ıiuü]n\s([^,;:()/]+\s(?:quarter|village|district))(?=$|[,;:()/])",
        r"\2 of \1",
    ),
    _wind(rf"(?<![^,;:(/]){_WIND}\s(?=\w)", "@ ", "ern"),
    _sub(r"(?<=\w)['’][dt][ae](?:ki)?(?!\w)", ""),
    _sub(r"\sve\s", " and "),
)
# One of these stands in whatever `_SPOKEN` finds in plain letters; most texts have none, and are done.
_HINT = re.compile(
    r"uzey|uney|dogu|bati|yakin|civar|evresi|kirsal|\bile\b|\bve\b|'d|'t|koyu|kasaba|kenti|ehri|ilcesi|\sili|vilayet|"
    r"mahalle|hava|ussu|baraj|sinir|yolu"
)
_SPOKEN = re.compile(
    r"kuzey|g[üu]ney|\bdo[ğg]u|\bbat[ıi]|yak[ıi]n|civar|[çc]evresi|k[ıi]rsal|\bile\b|\bve\b|['’][dt][ae](?:ki)?\b|"
    + "|".join(rf"\s{word}{_IN}(?!\w)" for word in _KINDS),
    re.IGNORECASE,
)


def in_english(text: str) -> str:
    """Put the Turkish words around a name into English; text without any is given back as it is."""
    if (text.isascii() and not _HINT.search(text.lower())) or not _SPOKEN.search(text):
        return text
    for substitute in _SUBSTITUTIONS:
        text = substitute(text)
    return text
