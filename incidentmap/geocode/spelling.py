"""One name in two spellings: which short vowel is written, and where words are parted, is each writer's own."""

from __future__ import annotations

import re

from incidentmap.gazetteer.context import Context
from incidentmap.gazetteer.kind_words import cut_kind
from incidentmap.gazetteer.lookup import Gazetteer
from incidentmap.geocode.ranking import Scored
from incidentmap.model import Place
from incidentmap.text.folding import fold, fold_light

_VOWELS = re.compile("[aei]")


def spelled_otherwise(name: str, alike: list[Scored], gazetteer: Gazetteer, context: Context) -> list[Scored]:
    """Keep of the places of the same consonants in a country those that are only spelled otherwise: Kobani, Kobane."""
    if not context.country:
        return []
    return [one for one in alike if _is_spelling(name, gazetteer.place_of(one.entry))]


def _is_spelling(name: str, place: Place | None) -> bool:
    asked = _forms(name)
    return place is not None and any(
        asked & _forms(each) for each in (place.name, place.name_ar, *place.aliases) if each
    )


def _forms(name: str) -> set[str]:
    """Give a name without its gaps ("Deirezzor"), and with one vowel for all ("Jurf al-Sakher")."""
    core = cut_kind(name)[0]
    return {fold_light(core).replace(" ", ""), _VOWELS.sub("a", fold(core).replace(" ", ""))}
