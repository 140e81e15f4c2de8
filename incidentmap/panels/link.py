"""The link: the address of the page says every filter and the open incident, and the other way round."""

from __future__ import annotations

import streamlit as st

from incidentmap.panels import choices, opened
from incidentmap.panels.markup import label
from incidentmap.select import Frames, IncidentFilter, Known, from_query, to_query

_WRITTEN = "link_written"
INCIDENT = "incident"


def read(frames: Frames) -> None:
    """Set the sidebar and the open incident from the address, unless it was written here.

    Streamlit forgets widgets while another page is shown; the address remembers for them.
    """
    query = dict(st.query_params)
    if st.session_state.get(_WRITTEN) == query and choices.there():
        return
    filter, notices = from_query(query, _known(frames), others=(INCIDENT,))
    choices.put(filter, frames)
    wanted = query.get(INCIDENT, "")
    if not wanted:
        opened.put(None)
    elif not opened.put_incident(frames, wanted):
        notices += (f"the link says incident={wanted[:40]!r}, which is not one of these records; it was left out",)
    st.session_state[_WRITTEN] = query
    for notice in notices:
        st.toast(label(notice), icon=":material/link_off:", duration="long")


def write(filter: IncidentFilter) -> None:
    """Write the address where the filter or the open incident changed."""
    query = to_query(filter)
    if found := opened.get():
        query[INCIDENT] = found.incident_id
    if dict(st.query_params) != query:
        st.query_params.from_dict(query)
    st.session_state[_WRITTEN] = query


def _known(frames: Frames) -> Known:
    incidents = frames.incidents
    return Known(
        actors=frozenset(frames.actors),
        countries=frozenset(incidents["country"].cat.categories),
        governorates=frozenset(incidents["admin1"].cat.categories),
    )
