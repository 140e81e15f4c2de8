"""What a form begins with, and which of its fields may not stay empty: marked, and missed all at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from incidentmap.errors import InvalidRecord
from incidentmap.model import Attribution, Casualties, Citation, Evidence, Incident
from incidentmap.model import vocabulary as v
from incidentmap.model.field import declared
from incidentmap.ui.shared.error_messages import sentence

FIRST: dict[type[Any], dict[str, Any]] = {
    Incident: {
        "category": None,
        "event_type": None,
        "date_earliest": None,
        "date_latest": None,
        "time_precision": v.TimePrecision.DAY,
    },
    Citation: {},
    Attribution: {"actor_id": None, "basis": None, "stance": v.Stance.ASSERTS},
    Casualties: {"measure": None, "of": None, "stated": v.Stated.NUMBER},
    Evidence: {"field": "excerpt", "value": "", "basis": v.FieldBasis.STATED, "grade": v.Grade.A},
}


def gaps(noun: type[Any], values: Mapping[str, Any]) -> list[str]:
    """Name the fields that are empty and may not be."""
    return [name for name, said in declared(noun).items() if not said.may_be_none and values.get(name, "") is None]


def needed(noun: type[Any]) -> frozenset[str]:
    """Name the fields that are empty at first and may not stay so; none of a noun that has no form here."""
    return frozenset(gaps(noun, FIRST.get(noun, {})))


def refusal(record: str, noun: type[Any], names: Sequence[str]) -> InvalidRecord:
    """Refuse what is empty, all of it in one sentence."""
    problem = "is empty; fill it in" if len(names) == 1 else "are empty; fill them in"
    row = "" if noun is Incident else ", or remove the row"
    return InvalidRecord(record, ", ".join(names), "", f"{problem}{row}", kind=noun)


def each(noun: type[Any], names: Sequence[str]) -> dict[str, str]:
    """Say of each field that it is empty."""
    return {name: sentence(refusal("", noun, [name])) for name in names}
