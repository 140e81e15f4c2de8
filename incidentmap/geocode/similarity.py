"""Names of the same consonants: a hint where no spelling is known, believed only where the rest agrees."""

from __future__ import annotations

from difflib import SequenceMatcher

from incidentmap.gazetteer.context import Context, within
from incidentmap.gazetteer.kind_words import agrees, cut_kind
from incidentmap.gazetteer.lookup import Gazetteer
from incidentmap.geocode.ranking import AREAS, OTHER_WEIGHT, WEIGHT, Scored, lies_about, size_weight
from incidentmap.model import Place
from incidentmap.text.folding import fold
from incidentmap.text.search_keys import skeleton

_ALIKE, _MUCH_ALIKE = 0.7, 0.75


def same_consonants(name: str, gazetteer: Gazetteer, context: Context) -> list[Scored]:
    """Rank the places of the same consonants in a context."""
    core, kind = cut_kind(name)
    bones = skeleton(core)
    if not bones:
        return []
    about = gazetteer.named([bones])
    if not about:
        return []
    if context.admin2:
        district, context = gazetteer.place(f"admin2:{context.admin2}"), context._replace(admin2="")
        about = [entry for entry in about if district is None or lies_about(district, entry)]
    about = within(about, context)
    found = [entry for entry in about if agrees(kind, entry.kind) and (kind or not entry.core or entry.kind in AREAS)]
    best = {
        entry.place_id: Scored(_ALIKE * WEIGHT.get(entry.kind, OTHER_WEIGHT) * size_weight(entry), entry, False)
        for entry in found
    }
    return sorted(best.values(), key=lambda scored: (-scored.score, scored.entry.place_id))


def supported(name: str, same_consonants: list[Scored], gazetteer: Gazetteer, context: Context) -> list[Scored]:
    """Believe consonants within a governorate, where the letters are much alike, too; elsewhere they are hints."""
    if not context.admin1:
        return []
    return [one for one in same_consonants if _likeness(name, gazetteer.place_of(one.entry)) >= _MUCH_ALIKE]


def _likeness(name: str, place: Place | None) -> float:
    """Compare a name with all names of a place, 0 to 1; 1 where none is in its script, as then nothing objects."""
    asked = fold(cut_kind(name)[0])
    called = (fold(cut_kind(each)[0]) for each in (place.name, place.name_ar, *place.aliases)) if place else ()
    same_script = [each for each in called if each and each.isascii() == asked.isascii()]
    return max((SequenceMatcher(None, asked, each).ratio() for each in same_script), default=1.0 if place else 0.0)
