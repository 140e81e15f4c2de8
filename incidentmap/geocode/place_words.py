"""The Arabic words that names of places are made of, in the spelling that the gazetteer has: Ein Issa is Ayn Issa."""

from __future__ import annotations

from incidentmap.text.folding import fold_light

# As GeoNames writes it: as others do. What folding makes one (ain, abou, souk) need not stand here.
_SPELLINGS = {
    "abu": "abo",
    "ayn": "ajn ein eyn",
    "bayt": "bet beit beyt",
    "burj": "borj",
    "dayr": "dajr deir der deyr",
    "hawsh": "hosh housh",
    "hisn": "hosn husn",
    "jabal": "djebel gebel jabel jbel jebel mount",
    "jisr": "jiser jisir",
    "kafr": "kafar kafer kefar kefr kfar kfer kfr kufr",
    "khirbat": "kherbet kheurbet khirba khirbet",
    "maarrat": "maarret maaret",
    "mazraat": "mazraet",
    "qalat": "kalaat qalaat",
    "shaykh": "cheikh sheik sheikh shekh sheykh",
    "tall": "tel tell til",
    "umm": "om",
    "zawr": "zor zour",
}
_USUAL = {spelling: usual for usual, spellings in _SPELLINGS.items() for spelling in spellings.split()}


def with_usual_words(name: str) -> str:
    """Write these words of a name as the gazetteer does, the name folded lightly; "" where it has none of them."""
    words = fold_light(name).split()
    return "" if _USUAL.keys().isdisjoint(words) else " ".join(_USUAL.get(word, word) for word in words)
