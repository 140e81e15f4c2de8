"""What is open in the panel: an incident, and the mark whose incidents are listed with it."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from incidentmap.select import Frames

_KEY = "opened"


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


def put_incident(frames: Frames, incident_id: str) -> bool:
    """Open an incident with its own mark; tell whether there is such an incident."""
    rows = frames.incidents[frames.incidents["incident_id"] == incident_id]
    if rows.empty:
        return False
    row = rows.iloc[0]
    place_ids = () if row.where_prec == 0 else (str(row.place_id),)
    put(Opened(incident_id, place_ids, str(row.category)))
    return True
