"""The guard against formulas: a cell that a spreadsheet would run gets an apostrophe; reading takes it off again."""

from __future__ import annotations

import re
import unicodedata

_UNSEEN = re.compile(r"[\s\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]*")


class Guarded(str):
    """A cell that is written as it stands: guarded already, or of our own making, as a number or a list is."""

    __slots__ = ()


def guarded(text: str) -> Guarded:
    """Put an apostrophe before what a spreadsheet could take for a formula, and before an apostrophe."""
    if isinstance(text, Guarded):
        return text
    return Guarded(f"'{text}" if _looks_like_formula(text) else text)


def unguarded(cell: str) -> str:
    """Take the apostrophe off again; one that somebody typed before plain words stays."""
    return cell[1:] if cell.startswith("'") and _looks_like_formula(cell[1:]) else cell


def _looks_like_formula(text: str) -> bool:
    """Tell by the first character, also in its full-width or small form; what is not seen before it counts for none."""
    seen = _UNSEEN.sub("", text, count=1)[:1]
    return text[:1] in ("\t", "\r", "\n", "'") or unicodedata.normalize("NFKC", seen) in ("=", "+", "-", "@")
