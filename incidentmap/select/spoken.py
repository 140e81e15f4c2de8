"""A filter in words, for exports and for the empty result."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date

from incidentmap.model import vocabulary as v
from incidentmap.model import words
from incidentmap.select.choices import NOT_STATED, UNPLACED, Role
from incidentmap.select.filter import IncidentFilter

_LABELS = {
    "basis": "basis",
    "categories": "category",
    "outcomes": "outcome",
    "event_types": "event type",
    "weapons": "weapon",
    "countries": "country",
    "governorates": "governorate",
    "precision": "precision",
    "casualties": "casualties",
}
_NAMED = {NOT_STATED: "not stated", UNPLACED: "not placed"}
_NAMED |= {str(int(precision)): said for precision, said in words.WHERE_PREC.items()}
_NAMED |= {f"{m}:{of}": f"{words.MEASURE[m]}, {words.OF[of]}" for m in v.Measure for of in v.CasualtiesOf}
_ROLES = {Role.EITHER: "did it or was hit", Role.DID_IT: "did it", Role.WAS_HIT: "was hit"}


def in_words(filter: IncidentFilter, names: Mapping[str, str]) -> str:
    """Say a filter in words; `names` gives the names of the ids of actors, countries and governorates."""
    parts = [_dates(filter.date_from, filter.date_to), _actors(filter, names)]
    for field, label in _LABELS.items():
        if filter.is_set(field):
            parts.append(f"{label}: {_listed(getattr(filter, field), names)}")
    if filter.search:
        parts.append(f"search: “{_isolated(filter.search)}”")
    return "; ".join(filter_part for filter_part in parts if filter_part) or "all incidents"


def _dates(start: date | None, end: date | None) -> str:
    if start and end:
        return f"dates: {words.dates(start, end)}"
    if start:
        return f"dates: from {words.day(start)}"
    return f"dates: to {words.day(end)}" if end else ""


def _actors(filter: IncidentFilter, names: Mapping[str, str]) -> str:
    if not filter.actors:
        return ""
    members = " and known members" if filter.members else ""
    return f"group: {_listed(filter.actors, names)}{members} ({_ROLES[filter.role]})"


def _listed(values: tuple[str, ...], names: Mapping[str, str]) -> str:
    return ", ".join(_isolated(_name(value, names)) for value in values)


def _name(value: str, names: Mapping[str, str]) -> str:
    return _NAMED.get(value) or names.get(value) or value.replace("_", " ")


def _isolated(text: str) -> str:
    """Keep a name that runs right to left from turning the text around it."""
    turns = any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in text)
    return f"\u2068{text}\u2069" if turns else text
