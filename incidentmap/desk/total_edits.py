"""Ids for totals, and my changes of a total put on a newer version."""

from __future__ import annotations

from datetime import date

from incidentmap.desk.changes import difference
from incidentmap.desk.naming import numbered, slug
from incidentmap.model import Aggregate, from_sheet, key_of, to_sheet
from incidentmap.store import Store, reading, subjects


def new_aggregate_id(store: Store, counter: str, as_of: date) -> str:
    """Name a total after its counter and day: total-pentagon-2024-01-05, then -02; no id is ever given twice."""
    stem = "-".join(filter(None, ("total", slug(counter), as_of.isoformat())))
    with store.reading() as connection:
        ever = subjects.ever_named(connection, f"aggregate:{stem}")
        taken = {each.aggregate_id for each in reading.aggregates(connection)}
    return numbered(stem, taken | {key.removeprefix("aggregate:") for key in ever})


def put_on(theirs: Aggregate, base: Aggregate, mine: Aggregate) -> Aggregate:
    """Make my change of `base` to their newer version, whole fields at a time; where both changed one, mine stands."""
    _, changed = difference(to_sheet(base), to_sheet(mine))
    made: Aggregate = from_sheet(key_of(theirs), to_sheet(theirs) | (changed or {}))
    return made
