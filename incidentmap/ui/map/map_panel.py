"""The map and the panel it drives: one fragment, so that a click draws these two anew and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st
from streamlit_folium import st_folium

from incidentmap.mapping import base_map, category_groups, circle_groups, look_groups, painted
from incidentmap.mapping.basemap import THEATRE, ZOOM
from incidentmap.query import View, around
from incidentmap.query.place_circles import circles
from incidentmap.ui.map import framed, opened_incident, step_bar, unmarked
from incidentmap.ui.shared import error_messages, filter_state, map_symbols, page_link, selection, session

HEIGHT = 600  # pixels, until the page's style sheet is there; then the screen says
FIRST_SECONDS, SECONDS = 3.0, 0.3
_COMPONENT = "folium"
_DRAWN = "map_drawn"


@contextmanager
def first() -> Iterator[None]:
    """Let the map be painted before anything else is sent, which would compete with it for the browser.

    Where no browser asks, the map stays as it was, or it is not painted in time, the page goes on without.
    """
    before, painted_last = painted.count(), st.session_state.get(_DRAWN)
    yield
    if st.context.headers and st.session_state.get(_DRAWN) != painted_last:
        painted.wait(before, SECONDS if painted_last else FIRST_SECONDS)


@st.fragment
def show(view: View) -> None:
    """Draw the map beside the panel."""
    with error_messages.explained():
        if _is_old(view):  # so is the rest of the page
            st.rerun()
        left, right = st.columns([3, 2], gap="medium")
        with left:
            bar = step_bar.begin(view)

        def draw_map() -> None:
            with left, st.container(key="map"):  # st_folium's own key becomes no CSS class
                _map(view)
            step_bar.finish(bar, view)

        def draw_panel() -> None:
            with right, st.container(key="incident_panel"):
                opened_incident.show(view)

        # What was asked for comes first: the words after a click, else the map.
        for draw in (draw_panel, draw_map) if opened_incident.is_new() else (draw_map, draw_panel):
            draw()
        page_link.write(view.filter)
        if found := selection.get():
            opened_incident.bring_into_view(found.incident_id)


def _is_old(view: View) -> bool:
    """Tell whether somebody saved meanwhile, or a filter was lifted in here."""
    return session.index() is not view.index or filter_state.get() != view.filter


def _map(view: View) -> None:
    found = selection.get()
    center, zoom = selection.view()
    window = around(*(center or THEATRE), zoom or ZOOM)
    drawn, more = map_symbols.symbols(view, window)
    left_out = unmarked.place_of(view, found) if found else None
    selected = found.place_ids[0] if found and found.place_ids and not left_out else None
    st.session_state[_DRAWN] = (drawn, selected)
    st_folium(
        base_map("page", street_tiles=street_tiles()),
        key=_COMPONENT,
        height=HEIGHT,
        use_container_width=True,
        returned_objects=["last_active_drawing", "last_object_clicked_count"],
        feature_group_to_add=[
            *category_groups(drawn, selected, more, framed.shown(view)),
            *circle_groups(circles(view)),
            *look_groups(selection.look(), left_out),
        ],
        on_change=_clicked(view),
    )


def street_tiles() -> bool:
    """Tell whether street tiles are wanted, which needs the network switched on."""
    return session.settings().network and bool(st.session_state.get("street_tiles"))


def _clicked(view: View) -> Callable[[], None]:
    def open_mark() -> None:
        if found := map_symbols.clicked(view, st.session_state.get(_COMPONENT)):
            selection.put(found)

    return open_mark
