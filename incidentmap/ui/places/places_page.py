"""The rooms of the page of places, one at a time: its address says which."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from incidentmap.ui.places import learned_names, places_in_use, to_decide, try_name

ROOM = "room"
_KEPT = "places_room_kept"  # not a widget's key, as Streamlit forgets widgets when another page is shown
_ROOMS: dict[str, tuple[str, Callable[[], None]]] = {
    "decide": ("To decide", to_decide.show),
    "try": ("Try a name", try_name.show),
    "used": ("Places in use", places_in_use.show),
    "learned": ("Learned names", learned_names.show),
}


def show() -> None:
    """Show the room that was chosen last, or that the address names."""
    kept = st.session_state.get(_KEPT, "decide")
    named = st.query_params.get(ROOM, kept)
    room = st.session_state.setdefault("places_room", named if named in _ROOMS else kept)
    if room not in _ROOMS:
        st.session_state["places_room"] = kept
    chosen = st.radio(
        "Room", list(_ROOMS), key="places_room", horizontal=True, format_func=lambda each: _ROOMS[each][0],
        label_visibility="collapsed",
    )  # fmt: skip
    st.session_state[_KEPT] = chosen
    st.query_params[ROOM] = chosen
    _ROOMS[chosen][1]()
