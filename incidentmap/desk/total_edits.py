"""Ids for totals, and my changes of a total put on a newer version."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from itertools import count

from incidentmap.desk.changes import difference
from incidentmap.model import Aggregate, from_sheet, key_of, to_sheet
from incidentmap.store import Store, reading, subjects

_LONGEST = 60  # characters of a counter's name in an id


def new_aggregate_id(store: Store, counter: str, as_of: date) -> str:
    """Name a total after its counter and day: total-pentagon-2024-01-05, then -02; no id is ever given twice."""
    stem = "-".join(filter(None, ("total", _slug(counter), as_of.isoformat())))
    with store.reading() as connection:
        ever = subjects.ever_named(connection, f"aggregate:{stem}")
        taken = {each.aggregate_id for each in reading.aggregates(connection)}
    taken |= {key.removeprefix("aggregate:") for key in ever}
    counted = (f"{stem}-{number:02}" for number in count(2))
    return stem if stem not in taken else next(name for name in counted if name not in taken)


def put_on(theirs: Aggregate, base: Aggregate, mine: Aggregate) -> Aggregate:
    """Make my change of `base` to their newer version, whole fields at a time; where both changed one, mine stands."""
    _, changed = difference(to_sheet(base), to_sheet(mine))
    made: Aggregate = from_sheet(key_of(theirs), to_sheet(theirs) | (changed or {}))
    return made


def _slug(name: str) -> str:
    """Write a name in letters and digits that an id may hold; "" for a name that has none of them."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-")
