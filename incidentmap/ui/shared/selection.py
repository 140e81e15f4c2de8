"""What is open in the panel, an incident and the mark it is listed with, and where the map was told to look."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import streamlit as st

from incidentmap.index import Index, row_of
from incidentmap.mapping.assets import label_points
from incidentmap.query import table

View = tuple[tuple[float, float] | None, float | None]

_KEY = "opened"
_VIEW = "map_view"
_NUDGES = "map_nudges"


@dataclass(frozen=True, slots=True)
class Opened:
    """One incident, and the places and the category of its mark."""

    incident_id: str
    place_ids: tuple[str, ...]
    category: str


def get() -> Opened | None:
    """Give what is open in this session."""
    found: Opened | None = st.session_state.get(_KEY)
    return found


def put(opened: Opened | None) -> None:
    """Open a mark at one of its incidents, or close the panel."""
    st.session_state[_KEY] = opened


def step_to(index: Index, incident_id: str) -> None:
    """Open an incident that is known to be there."""
    put_incident(index, incident_id)


def put_incident(index: Index, incident_id: str) -> bool:
    """Open an incident with its own mark and move the map there; tell whether there is such an incident."""
    at = row_of(index.incidents, incident_id)
    if at is None:
        return False
    row = table(index, np.array([at])).iloc[0]
    place_ids = () if row.where_prec == 0 else (str(row.place_id),)
    put(Opened(incident_id, place_ids, str(row.category)))
    if pd.notna(row.latitude):
        look_at(float(row.latitude), float(row.longitude))
    elif label := label_points().get(str(row.place_id).removeprefix("country:")):
        look_at(*label)
    return True


def view() -> View:
    """Give where the map was last told to look: center and zoom, None where it was never told."""
    found: View = st.session_state.get(_VIEW, (None, None))
    return found


def look_at(latitude: float, longitude: float, zoom: float | None = None) -> None:
    """Move the map; without a zoom it keeps its own.

    st_folium moves it only for values that it was not sent just before, so each is nudged by less than a millimetre.
    """
    nudges = st.session_state[_NUDGES] = (st.session_state.get(_NUDGES, 0) + 1) % 1000
    nudge = nudges * 1e-9
    st.session_state[_VIEW] = ((latitude + nudge, longitude), zoom + nudge if zoom else view()[1])
