"""Words that name no place: they tell what kind of thing it is, or how it stands to one."""

from __future__ import annotations

from incidentmap.gazetteer.kind_words import is_kind_word
from incidentmap.text.folding import ARTICLES, fold_light

_GRAMMAR = (
    "a about across adjacent along among an and approximately around at away before between beyond by close directly "
    "far from i in inside into leading linking located near nearby next not of off on onto opposite out outside over "
    "some the through to toward towards under up where which with within coordinates"
)
_UNITS = "km kms kilometer kilometers kilometre kilometres m meter meters metre metres mi mile miles nm nmi nautical"
_THINGS = (
    "airspace apartment area areas avenue avenues block border borders building cafe center central centre "
    "church countryside desert district downtown east eastern environs farm farms freeway frontier governorate "
    "half highway highways home hospital hotel house intersection junction line main market mosque motorway "
    "neighborhood neighborhoods neighbourhood neighbourhoods north northern other others outskirts part parts "
    "quarter quarters railway region restaurant river road roads route rural school sector side south southern "
    "square state street streets suburb suburbs surroundings territory university unit vicinity west western "
    "wilayat zone"
)
_ARABIC = (
    "حي شارع ساحة سوق مستشفى مشفى جامع جامعة مسجد قرية مزرعة مزارع في من على الى عن بين قرب ريف طريق حدود الحدود و "
    "گەڕەک محيط وسط منطقة ال شمال جنوب شرق غرب شمالي جنوبي شرقي غربي"
)
_PARTING = frozenset(map(fold_light, _GRAMMAR.split()))
_CONTEXT = (
    _PARTING
    | ARTICLES
    | {fold_light(word) for words in (_UNITS, _THINGS, _ARABIC) for word in words.split()}
    | {f"{north}{east}{end}" for north in ("north", "south") for east in ("east", "west") for end in ("", "ern")}
)


def is_context(word: str) -> bool:
    """Tell whether a folded word names no place by itself: "near", "street", "village", "northern"."""
    return word in _CONTEXT or is_kind_word(word)


def parts_names(word: str) -> bool:
    """Tell whether a folded word stands between two names and belongs to neither: "near", "of"."""
    return word in _PARTING
