"""The button *Add this view*: the map's frame is known to the browser alone, and is told only when somebody asks."""

from __future__ import annotations

from math import isfinite
from pathlib import Path
from typing import Any

import streamlit as st

from incidentmap.model import Frame
from incidentmap.query import IncidentFilter, to_query
from incidentmap.ui.briefing import collecting

_STATIC = Path(__file__).parent


@st.cache_resource(show_spinner=False)
def _component() -> st.components.v2.types.ComponentRenderer:
    return st.components.v2.component(
        "incidentmap.add_view",
        html='<button type="button">Add this view</button>',
        css=(_STATIC / "add_view.css").read_text("utf-8"),
        js=(_STATIC / "add_view.js").read_text("utf-8"),
    )


def show(filter: IncidentFilter) -> None:
    """Offer to add the map as it stands to the story."""
    pressed = _component()(key="add_view", on_pressed_change=lambda: None).pressed
    if pressed:
        collecting.add(to_query(filter), frame=frame_of(pressed.get("corners")))
        st.rerun()


def frame_of(corners: Any) -> Frame | None:
    """Read a frame that a browser told; None where it is none."""
    try:
        (south, west), (north, east) = ((float(lat), float(lon)) for lat, lon in corners)
    except (TypeError, ValueError):
        return None
    ends = (south, west, north, east)
    if not all(map(isfinite, ends)) or not (-90 <= south < north <= 90 and -360 <= west < east <= 360):
        return None
    return (south, west), (north, east)
