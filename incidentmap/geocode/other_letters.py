"""Letters that folding makes one though no writer takes one for the other: Daquq is no spelling of Dakhuk."""

from __future__ import annotations

import re

from incidentmap.gazetteer.lookup import Entry, Gazetteer
from incidentmap.text.folding import fold_light, fold_more

# Of ق and خ; k may stand for either, and ch is another sound.
_K_SOUNDS = re.compile("kh|(?!ch)[qkc]")
_APART = {("q", "kh"), ("kh", "q")}


def has_other_letters(key: str, entry: Entry, gazetteer: Gazetteer) -> bool:
    """Tell whether a place has a light key only by folding, and each of its names of that folding has another letter.

    What a place is found by and not shown with tells nothing.
    """
    if entry.key == key or not _is_told(key):
        return False
    place = gazetteer.place_of(entry)
    folded = fold_more(key)
    names = [light for light in map(fold_light, (place.name, *place.aliases)) if fold_more(light) == folded]
    return bool(names) and all(_differ(key, name) for name in names)


def _is_told(key: str) -> bool:
    return "q" in key or "kh" in key


def _differ(one: str, other: str) -> bool:
    sounds, others = _K_SOUNDS.findall(one), _K_SOUNDS.findall(other)
    return len(sounds) == len(others) and any(pair in _APART for pair in zip(sounds, others, strict=True))
