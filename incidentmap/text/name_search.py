"""Looking something up by any of its names: how well a name fits what was typed, and the best first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from enum import IntEnum
from typing import NamedTuple

from incidentmap.text.folding import fold, fold_words
from incidentmap.text.search_keys import skeleton

_LONGEST = 200  # what is typed beyond is no name
_ALIKE = 0.7  # of the letters
_VOWEL = re.compile("[^b-df-hj-np-tv-xz0-9 ]")


class Fit(IntEnum):
    """How a name fits what was typed, the best first."""

    EXACT = 0  # the name, in another case, script of digits or with other marks at most
    SPELLED = 1  # the name in another romanisation
    BEGINS = 2
    WORD = 3  # a later word begins so
    WITHIN = 4
    SOUNDS = 5  # the same consonants and much the same letters, or the same consonants in another script


class Found(NamedTuple):
    """What was found, by which of its names, and how well that fits."""

    key: str
    name: str
    fit: Fit


def look_up(typed: str, names: Mapping[str, Iterable[str]], ranks: Mapping[str, int] | None = None) -> list[Found]:
    """Give all that any name of fits what was typed, the best first; nothing is found by nothing.

    `names` gives the names of each key. Where names fit alike, the key of lower rank stands first, then the shorter
    name, then the order of `names`.
    """
    asked = _Asked(typed[:_LONGEST])
    found = [best for key, each in names.items() if (best := asked.best(key, each))]
    return sorted(found, key=lambda each: (each.fit, (ranks or {}).get(each.key, 0), len(each.name)))


class _Asked:
    """What was typed, folded in each way in which it is compared."""

    def __init__(self, typed: str) -> None:
        self.words, self.key, self.bones = fold_words(typed), fold(fold_words(typed)), skeleton(typed)

    def best(self, key: str, names: Iterable[str]) -> Found | None:
        """Give the name that fits best, of those alike the shortest; None where none fits."""
        fits = [Found(key, name, fit) for name in names if name and (fit := self._fit(name)) is not None]
        return min(fits, key=lambda each: (each.fit, len(each.name)), default=None)

    def _fit(self, name: str) -> Fit | None:
        words = fold_words(name)
        if not self.words:
            return None
        if words == self.words:
            return Fit.EXACT
        if self.key and fold(words) == self.key:
            return Fit.SPELLED
        if words.startswith(self.words):
            return Fit.BEGINS
        if f" {self.words}" in words:
            return Fit.WORD
        if self.words in words or (self.key and self.key in fold(words)):
            return Fit.WITHIN
        return Fit.SOUNDS if self.bones and self.bones == skeleton(name) and self._is_like(name) else None

    def _is_like(self, name: str) -> bool:
        """Tell whether letters agree as well as consonants; an abbreviation has no sound, another script no vowels."""
        asked, said = self.key, fold(fold_words(name))
        if asked.isascii() != said.isascii():
            return True
        return bool(_VOWEL.search(said)) and SequenceMatcher(None, asked, said).ratio() >= _ALIKE
