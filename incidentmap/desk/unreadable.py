"""Incidents whose words for the place cannot be read: a page shows them without a place, and `check` names them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from incidentmap.geocode import UNREADABLE
from incidentmap.model import Incident, Record
from incidentmap.model.registry import noun_of
from incidentmap.model.vocabulary import LIVE
from incidentmap.store import Finding
from incidentmap.store.noun_reader import read_shelf

if TYPE_CHECKING:
    from sqlalchemy import Connection

Reason = Callable[[Incident], str]


def unreadable(connection: Connection, reason: Reason) -> Iterator[Finding]:
    """Name every incident whose place cannot be read; `reason` says why one has no place, "" where it has."""
    for _, record in read_shelf(connection, noun_of(Incident)):
        if isinstance(record, Record) and record.incident.status in LIVE and UNREADABLE in reason(record.incident):
            words = record.incident.place_text or record.incident.site
            yield Finding(
                f"incident:{record.incident_id}", f"its place {words!r} cannot be read", "write it in other words"
            )
