"""The open incident that has no mark, as the filters leave it out or it is a draft: its place is drawn, and says so."""

from __future__ import annotations

from incidentmap.index import row_of
from incidentmap.mapping import LeftOut
from incidentmap.mapping.areas import Outlined, outlined
from incidentmap.model import words
from incidentmap.model.vocabulary import Status
from incidentmap.query import View, position
from incidentmap.ui.shared import selection, session
from incidentmap.ui.shared.selection import Opened

FILTERED = "left out by the filters"


def place_of(view: View, found: Opened) -> LeftOut | None:
    """Give the place of the open incident, and why it has no mark; None where it has one, or no place."""
    status = status_of(view, found.incident_id)
    shown_at = selection.map_position_of(view.index, found.incident_id)
    if status is None or shown_at is None or position(view, found.incident_id) is not None:
        return None
    area = _outlined(view, found)
    point = (area.latitude, area.longitude) if area else (shown_at.latitude, shown_at.longitude)
    return LeftOut(*point, shown_at.radius_km, area.reference if area else "", why(status))


def why(status: Status) -> str:
    """Say in a few words why an incident of a status that is not shown has no mark."""
    return FILTERED if status is Status.CONFIRMED else f"{words.of_member(status)}, no mark"


def status_of(view: View, incident_id: str) -> Status | None:
    """Give the status of an incident; None where it is not one of these."""
    row = row_of(view.index.incidents, incident_id)
    held = view.index.incidents.status
    return None if row is None else Status(held.values[held.codes[row]])


def _outlined(view: View, found: Opened) -> Outlined | None:
    """Give the outline of the area in which the open incident is known to lie."""
    row = row_of(view.index.incidents, found.incident_id)
    if row is None or not found.place_ids:
        return None
    return outlined(session.gazetteer(), found.place_ids[0], int(view.index.incidents.where_prec[row]))
