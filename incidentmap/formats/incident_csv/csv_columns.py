"""The columns of a table of incidents, as `writer` writes and `reader` reads them."""

from __future__ import annotations

from datetime import date
from enum import IntEnum

from incidentmap.model import PARTS, Incident, Placement
from incidentmap.model import vocabulary as v
from incidentmap.model.field import declared


def casualties_column(measure: v.Measure, of: v.CasualtiesOf) -> str:
    """Name the column that says the casualties of one measure and side in words, in every table."""
    return f"words_{measure}_{of}"


# For reading by people only: made of the other columns, and not read back.
READABLE = (
    "words_when",
    "words_who_did_it",
    "words_place",
    *(casualties_column(measure, of) for measure in v.Measure for of in v.CasualtiesOf),
    "words_sources",
)
INCIDENT = declared(Incident)
PLACEMENT = {name: field for name, field in declared(Placement).items() if name != "incident_id"}
LISTS = {name for name, field in (dict(INCIDENT) | PLACEMENT).items() if field.many} | set(PARTS)
COLUMNS = (*INCIDENT, *PLACEMENT, *READABLE, *PARTS)
NEEDED = tuple(name for name in COLUMNS if name not in READABLE)  # tables of earlier versions lack some of the others


def is_number(kind: type) -> bool:
    """Tell whether a kind is written in digits, which no spreadsheet takes for a formula, also below 0."""
    return kind is not bool and issubclass(kind, int | float | IntEnum)


def is_day(kind: type) -> bool:
    """Tell whether a kind is a date."""
    return issubclass(kind, date)
