"""What may become of an incident: which status may follow which, and by what."""

from __future__ import annotations

from collections.abc import Callable

from incidentmap.errors import InvalidRecord
from incidentmap.model import words
from incidentmap.model.incident import Incident
from incidentmap.model.vocabulary import LIVE, Status

Rule = Callable[[Incident | None, Incident], None]  # raises `InvalidRecord`

FOLLOWING = {
    Status.DRAFT: (Status.CONFIRMED, Status.REJECTED),
    Status.CONFIRMED: (Status.REJECTED, Status.WITHDRAWN, Status.DRAFT),
    Status.REJECTED: (Status.CONFIRMED, Status.DRAFT),
    Status.WITHDRAWN: (Status.CONFIRMED, Status.DRAFT),
    Status.MERGED: (),  # a merged incident is split, which takes the merger back
}


def by_decision(before: Incident | None, after: Incident) -> None:
    """Refuse a status that a person cannot give; a new incident may have any but merged."""
    if before is None:
        if after.status is Status.MERGED:
            raise _refused(after, "comes about by merging alone; merge it into another incident")
    elif (before.status, before.merged_into) != (after.status, after.merged_into):
        _check_follows(before, after)


def by_merging(before: Incident | None, after: Incident) -> None:
    """Refuse what a merger does not do: of the living, one takes over, and one is merged into it."""
    merged = before is not None and after.status is Status.MERGED
    if merged and before is not None and before.status not in LIVE:
        raise _refused(after, f"cannot follow {before.status}; it is gone already")
    if not merged:
        by_decision(before, after)


def by_undoing(before: Incident | None, after: Incident) -> None:
    """Refuse nothing: what is taken back was allowed when it came about."""


def _check_follows(before: Incident, after: Incident) -> None:
    if before.status is Status.MERGED:
        raise _refused(after, "cannot follow merged; split the incident first")
    if after.status is Status.MERGED:
        raise _refused(after, "comes about by merging alone; merge it into another incident")
    if after.status not in FOLLOWING[before.status]:
        known = ", ".join(map(words.of_member, FOLLOWING[before.status]))
        raise _refused(after, f"cannot follow {words.of_member(before.status)}; what can is {known}")


def _refused(after: Incident, problem: str) -> InvalidRecord:
    return InvalidRecord(after.incident_id, "status", after.status, problem, kind=Incident)
