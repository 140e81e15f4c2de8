"""The link: the address of the page says every filter and the open incident, and the other way round."""

from __future__ import annotations

import streamlit as st

from incidentmap.index import Index
from incidentmap.query import IncidentFilter, from_query, to_query
from incidentmap.ui.shared import filter_state, selection
from incidentmap.ui.shared.markup import label

_WRITTEN = "link_written"
_PAGE = "link_page"
INCIDENT = "incident"


def read(index: Index, page: str = "map") -> None:
    """Set the sidebar and the open incident from the address, where it says something new.

    The filters are on several pages, and Streamlit takes those of another `page` for other widgets.
    """
    query = dict(st.query_params)
    forgotten = not filter_state.there() or st.session_state.get(_PAGE) != page
    st.session_state[_PAGE] = page
    if not query and forgotten:  # from another page, whose address says nothing
        query = st.session_state.get(_WRITTEN, {})
    if not forgotten and not _is_new(query):
        return
    filter, notices = from_query(query, index, others=(INCIDENT,))
    filter_state.put(filter, index)
    wanted = query.get(INCIDENT, "")
    if not wanted:
        selection.put(None)
    elif not selection.put_incident(index, wanted):
        notices += (f"the link says incident={wanted[:40]!r}, which is not one of these records; it was left out",)
    st.session_state[_WRITTEN] = query
    if notices:
        st.toast("  \n".join(map(label, notices)), icon=":material/link_off:", duration="long")


def write(filter: IncidentFilter) -> None:
    """Write the address. Always: the browser may have received an older one since it asked for this run."""
    query = _query(filter)
    st.query_params.from_dict(query)
    st.session_state[_WRITTEN] = query


def filters() -> dict[str, str]:
    """Give what the address last said of the filters, for links back to where they hold."""
    written: dict[str, str] = st.session_state.get(_WRITTEN, {})
    return {name: value for name, value in written.items() if name != INCIDENT}


def _is_new(query: dict[str, str]) -> bool:
    """Tell whether somebody went to another address: by a link, or back and forth.

    A rerun carries the address that the browser had when it asked, which may lag behind the page. So whoever just
    chose something on the page is believed rather than the address.
    """
    written = st.session_state[_WRITTEN]
    return bool(query != written and _query(filter_state.get()) == written)


def _query(filter: IncidentFilter) -> dict[str, str]:
    query = to_query(filter)
    if found := selection.get():
        query[INCIDENT] = found.incident_id
    return query
