"""Finding an incident by its id, and the place of a new one among those in time order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

import numpy as np

from incidentmap.index.columns import Incidents


def row_of(incidents: Incidents, incident_id: str) -> int | None:
    """Give the row of an incident; None if it is not there. A search by halves."""
    at = place_by_id(incidents, incident_id)
    if at == len(incidents.by_id):
        return None
    row = int(incidents.by_id[at])
    return row if incidents.incident_id[row].as_py() == incident_id else None


def rows_of(incidents: Incidents, incident_ids: Iterable[str]) -> list[int]:
    """Give the rows of those that are there, in order."""
    return sorted(row for each in incident_ids if (row := row_of(incidents, each)) is not None)


def place_by_id(incidents: Incidents, incident_id: str) -> int:
    """Give the place in `by_id` at which an id stands, or would stand."""
    return bisect_left(incidents.by_id, incident_id, key=lambda row: incidents.incident_id[int(row)].as_py())


def place_in_time(incidents: Incidents, latest: int, earliest: int, incident_id: str) -> int:
    """Give the row before which an incident belongs, in order of its dates and its id."""
    start, stop = _span(incidents.date_latest, np.int32(latest), 0, len(incidents))
    start, stop = _span(incidents.date_earliest, np.int32(earliest), start, stop)
    return bisect_left(range(stop), incident_id, start, stop, key=lambda row: incidents.incident_id[row].as_py())


def _span(days: np.ndarray, day: np.int32, start: int, stop: int) -> tuple[int, int]:
    within = days[start:stop]
    return start + int(np.searchsorted(within, day, "left")), start + int(np.searchsorted(within, day, "right"))
