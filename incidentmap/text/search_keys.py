"""The keys a name is looked up by: its folded spellings, and its consonants in one alphabet."""

from __future__ import annotations

import re
from functools import lru_cache
from operator import itemgetter

from incidentmap.text.folding import REMEMBERED, fold, fold_light, fold_more

# Arabic and Persian letters as `fold` leaves the Latin ones that are mostly written for them.
_CONSONANT = str.maketrans(
    "بپتثجچحخدذرزژسشصضطظغفڤقكگلمنهvpx",
    "bbttjshkddrzzsssdtzgffkkglmnhfbk",
)
_NO_BONE = re.compile("[^b-df-hj-np-tvxz0-9]")
_SILENT_END = re.compile(r"h\b")
_DOUBLED = re.compile(r"(\D)\1+")
_BU = re.compile(r"\b(?:al)?bu(?=\b|\w{3})")
_THE_LETTER = itemgetter(1)
_FEWEST_BONES = 3


def keys(text: str) -> tuple[str, ...]:
    """Return the keys to look a name up by, the strictest first."""
    light = fold_light(text)
    folded = fold_more(light)
    return (light, folded) if folded and folded != light else (light,) * bool(light)


@lru_cache(maxsize=REMEMBERED)
def skeleton(text: str) -> str:
    """Write a name as its consonants in one alphabet, so that Arabic script and every romanisation meet: "" if too few.

    Far apart names meet as well: a hint, to be believed only where the rest agrees.
    """
    letters = _BU.sub("abu", fold(text)).translate(_CONSONANT)
    bones = _DOUBLED.sub(_THE_LETTER, _NO_BONE.sub("", _SILENT_END.sub("", letters)))
    return f"~{bones}" if len(bones) >= _FEWEST_BONES else ""
