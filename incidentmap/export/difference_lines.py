"""Differences in lines: what is new, what was said otherwise, what was withdrawn."""

from __future__ import annotations

from collections.abc import Iterator

from incidentmap.model import Record, Sheet, field_words
from incidentmap.query.comparison import Differences


def lines(found: Differences) -> Iterator[str]:
    """Say all of it, a line an incident or field."""
    yield f"since then: {found.counted()}" if found else "since then nothing changed in these records"
    yield from (f"new: {each} ({found.titles[each]})" for each in found.new)
    for incident_id, sides in found.changed.items():
        yield from (f"changed: {incident_id}: {said}" for said in changed_fields(*sides))
    yield from (
        f"withdrawn: {incident_id} {why} ({found.titles[incident_id]})" for incident_id, why in found.withdrawn.items()
    )
    yield from (f"left out by the filter now: {each} ({found.titles[each]})" for each in found.left_out)


def changed_fields(was: Sheet, now: Sheet) -> Iterator[str]:
    """Say each field that differs, old → new; of lists what went and what came."""
    for name in was:
        before, after = was[name], now[name]
        if isinstance(before, list) and isinstance(after, list):
            before, after = [x for x in before if x not in after], [x for x in after if x not in before]
        old, new = (field_words.said(Record, name, each) for each in (before, after))
        yield f"{field_words.label(Record, name)}: {old} → {new}"
