"""The columns of a table of incidents and the form of its cells: what `export.table` writes, `imports.table` reads.

A cell that a spreadsheet could take for a formula gets an apostrophe in front, and reading takes it off again.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from enum import IntEnum

from incidentmap.model import PARTS, Incident, Placement
from incidentmap.model import vocabulary as v
from incidentmap.model.field import declared

# For reading by people only: made of the other columns, and not read back.
READABLE = (
    "words_when",
    "words_who_did_it",
    "words_place",
    *(f"words_{measure}_{of}" for measure in v.Measure for of in v.CasualtiesOf),
    "words_sources",
)
_UNSEEN = re.compile(r"[\s\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]*")
INCIDENT = declared(Incident)
PLACEMENT = {name: field for name, field in declared(Placement).items() if name != "incident_id"}
LISTS = {name for name, field in (dict(INCIDENT) | PLACEMENT).items() if field.many} | set(PARTS)
COLUMNS = (*INCIDENT, *PLACEMENT, *READABLE, *PARTS)


def is_number(kind: type) -> bool:
    """Tell whether a kind is written in digits, which no spreadsheet takes for a formula, also below 0."""
    return kind is not bool and issubclass(kind, int | float | IntEnum)


def is_day(kind: type) -> bool:
    """Tell whether a kind is a date."""
    return issubclass(kind, date)


def escaped(text: str) -> str:
    """Put an apostrophe before what a spreadsheet could take for a formula, and before an apostrophe."""
    return f"'{text}" if _looks_like_formula(text) else text


def unescaped(cell: str) -> str:
    """Take the apostrophe off again; one that somebody typed before plain words stays."""
    return cell[1:] if cell.startswith("'") and _looks_like_formula(cell[1:]) else cell


def _looks_like_formula(text: str) -> bool:
    """Tell by the first character, also in its full-width or small form; what is not seen before it counts for none."""
    seen = _UNSEEN.sub("", text, count=1)[:1]
    return text[:1] in ("\t", "\r", "\n", "'") or unicodedata.normalize("NFKC", seen) in ("=", "+", "-", "@")
