"""Kind words: "air base", "governorate", "village" are cut off a name, and say what kind of place is meant."""

from __future__ import annotations

import re
from functools import lru_cache

from incidentmap.text.folding import ARTICLES, REMEMBERED, fold_light, fold_more

# Kind of place: the words that name it, in front of the name or behind it.
_WORDS = {
    "airfield": "air base|airbase|air field|airfield|airport|airstrip|aerodrome|landing zone|military airbase|"
    "military airport|international airport|airport base|heliport|مطار|مطار دولي|قاعدة جوية|الجوية|الدولي|العسكري",
    "base": "base|military base|camp|garrison|compound|outpost|patrol base|support site|mission support site|mss|fob|"
    "forward operating base|military site|قاعدة|معسكر",
    "admin1": "governorate|governorates|province|provinces|muhafazat|muhafazah|muhafaza|محافظة|استان",
    "admin2": "district|districts|subdistrict|sub district|mintaqat|mintaqah|mantiqat|markaz|qada|qadha|qaza|qezai|"
    "kaza|nahiya|nahiyah|nahiyat|قضاء|ناحية|منطقة|مركز",
    "town": "city|town|village|hamlet|suburb|locality|settlement|qaryat|qaryah|قرية|مدينة|بلدة",
    "oilgas": "oil field|oil fields|oilfield|oilfields|gas field|gas fields|gas plant|pumping station|حقل|النفطي",
    "dam": "dam|سد",
    "crossing": "border crossing|crossing|border post|border control point|معبر",
    "port": "port|harbour|harbor|oil terminal|ميناء",
}
# What a word may stand for in the gazetteer: a garrison may be entered as an airfield or beside its gas plant.
_MEANS = {
    "airfield": frozenset({"airfield", "base"}),
    "base": frozenset({"base", "airfield", "oilgas", "site"}),
    "oilgas": frozenset({"oilgas", "base"}),
    "crossing": frozenset({"crossing", "site"}),
    "port": frozenset({"port"}),
}
_ADMINISTRATIVE = frozenset({"admin1", "admin2"})
_KIND_OF = {tuple(fold_light(word).split()): kind for kind, words in _WORDS.items() for word in words.split("|")}
_EMPTY = frozenset({"the", "a", "an", "this", "that", "its", "of", "here", "there", "nearby", "central"})
_WINDS = ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
_EMPTY |= {f"{wind}{end}" for wind in _WINDS for end in ("", "ern")}
_LONGEST = max(map(len, _KIND_OF))
_LIKE_ARTICLES = re.compile("[acdehlnorstuwz]+").fullmatch  # of other letters folding makes none
_IN_KINDS = frozenset(word for words in _KIND_OF for word in words)


@lru_cache(maxsize=REMEMBERED)
def cut_kind(name: str) -> tuple[str, str | None]:
    """Split a name into its core (a light key) and the kind its words tell; a name of kind words only is left whole."""
    light = fold_light(name)
    words = tuple(light.split())
    if _IN_KINDS.isdisjoint(words):
        return light, None
    core, kind = words, None
    while (cut := _cut_once(core)) is not None:
        core, found = cut
        kind = kind or found
    return " ".join(core), kind


@lru_cache(maxsize=REMEMBERED)
def names_nothing(name: str) -> bool:
    """Tell whether the words are only articles, kind words or a wind: "the village", "north"."""
    words = [word for word in fold_light(name).split() if word not in _EMPTY]
    if any(word not in _IN_KINDS and not _is_article(word) for word in words):
        return False
    if all(_is_article(word) for word in words):  # "at all"
        return True
    return tuple(cut_kind(" ".join(words))[0].split()) in _KIND_OF


def is_kind_word(word: str) -> bool:
    """Tell whether a folded word names a kind of place, alone or with others: "base", "air"."""
    return word in _IN_KINDS


def agrees(asked: str | None, kind: str) -> bool:
    """Tell whether a place of this kind may be what the kind word asked for."""
    return asked is None or kind == asked or kind in _MEANS.get(asked, ())


def is_administrative(asked: str | None) -> bool:
    """Tell whether the word names an area of a state: no town or base can stand in for it."""
    return asked in _ADMINISTRATIVE


def _is_article(word: str) -> bool:
    return bool(_LIKE_ARTICLES(word)) and fold_more(word) in ARTICLES


def _cut_once(words: tuple[str, ...]) -> tuple[tuple[str, ...], str] | None:
    for length in range(min(_LONGEST, len(words) - 1), 0, -1):
        if kind := _KIND_OF.get(words[-length:]):
            return words[:-length], kind
        if kind := _KIND_OF.get(words[:length]):
            return words[length:], kind
    return None
