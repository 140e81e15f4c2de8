"""Folding: one spelling out of many, so that names written differently meet under one key."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from operator import itemgetter

# Letters that Unicode does not decompose, though writers use them for one another (Arabic, Persian, Kurdish, Turkish).
_LETTERS = str.maketrans(
    {
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ێ": "ي",
        "ة": "ه",
        "ە": "ه",
        "ھ": "ه",
        "ہ": "ه",
        "ک": "ك",
        "ۆ": "و",
        "ڕ": "ر",
        "ڵ": "ل",
        "ı": "i",
        "ø": "o",
        "ł": "l",
        "đ": "d",
    }
)
# Tatweel, a lone hamza and every kind of apostrophe carry no letter of their own.
_SILENT = re.compile("[ـء'’‘`´ʼʻʾʿˈ′]")
_BREAK = re.compile(r"[\W_]+")
_KATAIB = re.compile(r"\b(?:kh?[aei]t+a+ ?[iey]{1,2}b|كتايب)\b")
# In names, the vowels before a doubled l and in the words for "brigades" and "party" are written as each writer hears.
_BRIGADES = re.compile(r"\bk[ae]t+(?:ee|ie)b\b")
_PARTY = re.compile(r"\bh[ei][sz]b")
_PARTY_OF_GOD = re.compile(r"\bhezb(?: (?=[aou]ll+ah?\b))?[aou]l+")
_OF_GOD = re.compile(r"(?<=[a-z]{2})[aou]ll+ah?\b")

REMEMBERED = 20_000  # one look-up folds a name several times, and records repeat their names

ARTICLES = frozenset(
    {"al", "el", "ul", "ar", "as", "ash", "at", "ad", "an", "az", "ez", "es", "esh", "er", "et", "ed", "en"}
)
_GLUED = re.compile(r"(?<=\w )e([zsrtdn])\1")  # Deir Ezzor; "a" is left alone, as in al-Assad
_ARABIC_ARTICLE = re.compile(r"\bال(?=\w{3}|بو\b)")
_LETTER_AND_NUMBER = re.compile(r"\b([a-z]) (\d+)\b")
# Plain replacements, as names are folded by the thousand. Digraphs first; what one pass leaves, the next one takes.
_WITH_H = (("ch", "s"), ("sh", "s"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"))
_LONG_VOWELS = (("ou", "u"), ("oo", "u"), ("ee", "i"))
_ONE_LETTER = str.maketrans("qcwy", "kkui")
_DOUBLE = re.compile(r"([^\W\d])\1+")
_FINAL_H = re.compile(r"(?<=\w)h\b")
_THE_LETTER = itemgetter(1)  # a template, r"\1", is read anew at each call


@lru_cache(maxsize=REMEMBERED)
def fold_light(text: str) -> str:
    """Fold case, marks, apostrophes, Arabic letter forms, digits and the spellings of Kata'ib; words stay words."""
    kept = text.lower() if text.isascii() else _decomposed(text)
    light = " ".join(kept.translate(_FOLDED).split())
    return _KATAIB.sub("kataib", light) if "ta" in light or "كت" in light else light


@lru_cache(maxsize=REMEMBERED)
def fold_words(text: str) -> str:
    """Fold lightly, and one spelling out of those of names like Hezbollah, Hizb Allah, Ansarullah; words stay words.

    This is what free text is searched by, also with a word's beginning. The gazetteer's keys do not fold so much.
    """
    key = _BRIGADES.sub("kataib", fold_light.__wrapped__(text))
    if _PARTY.search(key):
        key = _PARTY_OF_GOD.sub("hezball", _PARTY.sub("hezb", key))
    return _OF_GOD.sub("allah", key) if "lla" in key else key


def fold(text: str) -> str:
    """Fold the romanisations of one name together: articles, kh/gh/sh, q/k, ou/u, ee/i, doubled letters, final h."""
    return fold_more(fold_light(text))


@lru_cache(maxsize=REMEMBERED)
def fold_more(light: str) -> str:
    """Fold what is folded lightly already, as `fold` does."""
    key = _fold_once(light)
    while _may_fold_more(key) and (shorter := _fold_once(key)) != key:
        key = shorter
    return key


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())


class _Folded(dict[int, str]):
    """What each character becomes, found out when it is first met: nothing, a blank, a digit or a letter."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        digit = unicodedata.decimal(character, None)
        bare = (character if digit is None else str(digit)).translate(_LETTERS)
        marks = unicodedata.category(character) in ("Mn", "Cf")
        self[code] = "" if marks else _BREAK.sub(" ", _SILENT.sub("", bare))
        return self[code]


_FOLDED = _Folded()


def _fold_once(key: str) -> str:
    key = _without_articles(key)
    if " e" in key:
        key = _GLUED.sub(_THE_LETTER, key)
    if not key.isascii():
        key = _ARABIC_ARTICLE.sub("", key)
    if has_h := "h" in key:
        for pair, letter in _WITH_H:
            key = key.replace(pair, letter)
    for pair, letter in _LONG_VOWELS:
        key = key.replace(pair, letter)
    key = _DOUBLE.sub(_THE_LETTER, key.translate(_ONE_LETTER))
    if has_h:
        key = _FINAL_H.sub("", key)
    return key if key.replace(" ", "").isalpha() else _LETTER_AND_NUMBER.sub(r"\1\2", key)


def _may_fold_more(key: str) -> bool:
    """Tell whether one pass may have left anything: most names are done, and the second would only look on."""
    return "h" in key or "ou" in key or not key.isascii() or not ARTICLES.isdisjoint(key.split())


def _without_articles(key: str) -> str:
    words = key.split()
    return " ".join([word for word in words if word not in ARTICLES] or words)
