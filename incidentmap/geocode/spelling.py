"""One name in two spellings: which short vowel is written, and where words are parted, is each writer's own."""

from __future__ import annotations

import re

from incidentmap.gazetteer.context import Context
from incidentmap.gazetteer.kind_words import cut_kind
from incidentmap.gazetteer.lookup import Gazetteer
from incidentmap.geocode.place_words import with_usual_words
from incidentmap.geocode.ranking import Scored
from incidentmap.model import Place
from incidentmap.text.folding import fold, fold_light

_SHORT, _ANY = re.compile("[aei]"), re.compile("[aeiou]")


def spelled_otherwise(name: str, alike: list[Scored], gazetteer: Gazetteer, context: Context) -> list[Scored]:
    """Keep of the places of the same consonants those that are only spelled otherwise: Kobani, Kobane.

    Within a country a, e and i are one, within a governorate all vowels: Raheiba, Ruhaybah.
    """
    return one_but_for_vowels(name, alike, gazetteer, context) if alike and context.country else []


def one_but_for_vowels(name: str, alike: list[Scored], gazetteer: Gazetteer, context: Context) -> list[Scored]:
    """Keep what differs by short vowels and gaps alone, wherever it lies."""
    vowels = _ANY if context.admin1 else _SHORT
    asked = _forms(name, vowels) | _forms(with_usual_words(name), vowels)
    return [one for one in alike if _has_form(gazetteer.place_of(one.entry), asked, vowels)]


def _has_form(place: Place, asked: set[str], vowels: re.Pattern[str]) -> bool:
    return any(asked & _forms(each, vowels) for each in (place.name, place.name_ar, *place.aliases))


def _forms(name: str, vowels: re.Pattern[str]) -> set[str]:
    """Give a name without its gaps ("Deirezzor"), and with one vowel for all ("Jurf al-Sakher"); none for no name."""
    core = cut_kind(name)[0]
    return {form for form in (fold_light(core).replace(" ", ""), vowels.sub("a", fold(core).replace(" ", ""))) if form}
