"""The guard of words that look like values: a spreadsheet makes 7 of 007 and a day of 3-4 as it opens a CSV.

Such a text gets an apostrophe, as a formula does; reading takes it off again.
"""

from __future__ import annotations

import re

from incidentmap.formats.formula_guard import Guarded, guarded, unguarded

LONGEST_VALUE = 300  # characters; what is longer is no number, day or time
_TRUTHS = frozenset(("true", "false", "wahr", "falsch", "vrai", "faux", "verdadero", "falso", "vero"))
# The first three letters of months, as spreadsheets of the languages around our material know them
_MONTH = re.compile(
    "jan|jän|feb|fév|fev|mar|mär|apr|avr|abr|may|mai|mag|jun|jui|giu|jul|lug|aug|aoû|aou|ago|sep|set|oct|okt|ott|nov|"
    "dec|dez|déc|dic|ene|gen|oca|şub|nis|haz|tem|ağu|eyl|eki|kas|ara|"
    "ينا|فبر|مار|أبر|ابر|ماي|يون|يول|أغس|اغس|سبت|أكت|اكت|نوف|ديس|كان|شبا|آذا|نيس|أيا|حزي|تمو|آب|أيل|تشر"
)
_SUFFIXES = frozenset(("a", "p", "am", "pm", "e", "ص", "م"))  # of a time of day; and of a number's power of ten
_WORD = re.compile(r"[^\W\d_]+")


def kept_as_text(text: str) -> Guarded:
    """Guard a text that a spreadsheet would run or turn into a value."""
    safe = guarded(text)
    return Guarded(f"'{text}") if safe == text and looks_like_value(text) else safe


def plain_text(cell: str) -> str:
    """Take the apostrophe off again; one that somebody typed before other words stays."""
    return cell[1:] if cell.startswith("'") and looks_like_value(cell[1:]) else unguarded(cell)


def looks_like_value(text: str) -> bool:
    """Tell whether a spreadsheet could take a text for a number, a day, a time or a truth value."""
    if len(text) > LONGEST_VALUE:
        return False
    said = text.strip().casefold()
    if said in _TRUTHS:
        return True
    words = [found[0] for found in _WORD.finditer(said) if not (found.start() and found[0] in _SUFFIXES)]
    return any(letter.isdigit() for letter in said) and all(map(_MONTH.match, words))
