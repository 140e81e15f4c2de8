"""How Arabic, Kurdish and Turkish say where something is, put into the English that `description` reads.

Only the words around a name are translated, never the name: "٢٠ كم غرب الموصل" becomes "20 km west of الموصل". So there
is one grammar of places and one test of it, whatever the language.
"""

from __future__ import annotations

from incidentmap.geocode.languages import arabic, kurdish, turkish


def in_english(text: str) -> str:
    """Write a description with the words of English around its names; English is given back as it is."""
    if text.isascii():
        return turkish.in_english(text)
    return arabic.in_english(kurdish.in_english(turkish.in_english(text)))
