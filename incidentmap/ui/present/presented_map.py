"""The map of a slide: one component for all slides, so that it flies from one to the next and is not loaded anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st
from streamlit_folium import st_folium

from incidentmap.mapping import Look, base_map, category_groups, circle_groups, look_groups
from incidentmap.mapping.basemap import HOME, THEATRE, ZOOM
from incidentmap.query import Corners, View, around
from incidentmap.query.place_circles import circles
from incidentmap.ui.map import framed, unmarked
from incidentmap.ui.present.progress import Progress
from incidentmap.ui.present.slide_sequence import Slide
from incidentmap.ui.shared import map_symbols, selection
from incidentmap.ui.shared.selection import Opened

HEIGHT = 600  # pixels, until the page's style sheet is there
_COMPONENT = "presented"


def show(slide: Slide, at: Progress) -> None:
    """Draw the map, and let it look where the slide says."""
    view = slide.view
    opened = at.opened or selection.opened_of(view.index, slide.incident_id)
    look = _look(slide, at)
    left_out = unmarked.place_of(view, opened) if opened else None
    selected = opened.place_ids[0] if opened and opened.place_ids and not left_out else None
    drawn, more = map_symbols.symbols(view, around(*THEATRE, ZOOM))
    st_folium(
        base_map("page", street_tiles=False),
        key=_COMPONENT,
        height=HEIGHT,
        use_container_width=True,
        returned_objects=["last_active_drawing", "last_object_clicked_count"],
        feature_group_to_add=[
            *category_groups(drawn, selected, more, framed.shown(view)),
            *circle_groups(circles(view)),
            *look_groups(look, left_out),
        ],
        on_change=_clicked(view, at),
    )


def _look(slide: Slide, at: Progress) -> Look:
    """Say where to look: at the frame that was chosen, at the incident that is told, or at what is shown."""
    found = selection.map_position_of(slide.view.index, slide.incident_id) if slide.incident_id else None
    if slide.frame:
        return replace(_framed(at.looks, slide.frame), margin=False)
    if found:
        return Look(at.looks, found.latitude, found.longitude, radius_km=found.radius_km, apart=True, flies=True)
    most = framed.shown(slide.view)[1] or HOME
    return replace(_framed(at.looks, most), as_left=at.as_left and not slide.incident_id)


def _framed(number: int, corners: Corners) -> Look:
    (south, west), (north, east) = corners
    return Look(number, (south + north) / 2, (west + east) / 2, corners=corners, margin=True, flies=True)


def _clicked(view: View, at: Progress) -> Callable[[], None]:
    def open_mark() -> None:
        found: Opened | None = map_symbols.clicked(view, st.session_state.get(_COMPONENT))
        if found:
            at.open(found)

    return open_mark
