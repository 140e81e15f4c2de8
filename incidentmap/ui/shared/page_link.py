"""The link: the address of the page says every filter and the open incident, and the other way round."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from markupsafe import Markup

from incidentmap.index import Index
from incidentmap.query import IncidentFilter, from_query, in_few, once, to_query
from incidentmap.query.shared_index import SNAPSHOT
from incidentmap.ui.shared import filter_state, html_block, selection, session
from incidentmap.ui.shared.markup import label

_WRITTEN = "link_written"
_PAGE = "link_page"
_SNAPSHOT = "link_snapshot"
INCIDENT = "incident"
STORY, STEP = "story", "step"
_HISTORY_ENTRIES = Path(__file__).with_name("history_entries.js")


def keep_history() -> None:
    """Let the browser keep one entry for each view, so that one press of Back returns to the one before."""
    with st.container(key="history_entries"):
        script = Markup(_HISTORY_ENTRIES.read_text("utf-8"))  # noqa: S704  # a file of ours
        html_block.run(Markup("<script>{}</script>").format(script))


def arrive(page: str) -> bool:
    """Note which page is looked at; tell whether another was before."""
    before = st.session_state.get(_PAGE)
    st.session_state[_PAGE] = page
    return before != page


def read(page: str = "map") -> Index:
    """Set snapshot, sidebar and open incident from the address, where it says something new; give what is shown.

    The filters are on several pages, and Streamlit takes those of another `page` for other widgets.
    """
    query, repeated = once({key: st.query_params.get_all(key) for key in st.query_params})
    arrived = arrive(page)
    forgotten = arrived or not filter_state.there()
    if not query and forgotten:  # from another page, whose address says nothing
        query = st.session_state.get(_WRITTEN, {})
    if not forgotten and not _is_new(query):
        session.show_snapshot(st.session_state.get(_SNAPSHOT, ""))
        return session.index()
    notices = repeated + read_snapshot(query.get(SNAPSHOT, ""))
    index = session.index()
    filter, refused = from_query(query, index, others=(INCIDENT, SNAPSHOT))
    filter_state.put(filter, index)
    notices += refused + _read_incident(query.get(INCIDENT, ""), index)
    st.session_state[_WRITTEN] = query
    if notices:
        st.toast("  \n".join(map(label, in_few(notices))), icon=":material/link_off:", duration="infinite")
    return index


def read_snapshot(wanted: str) -> tuple[str, ...]:
    """Show the snapshot that a link names, or with "" the records of today; say so where there is none such."""
    there = session.show_snapshot(wanted)
    st.session_state[_SNAPSHOT] = wanted if there else ""
    if there:
        return ()
    shown = "so these are the records of today"
    return (f"the link says snapshot={wanted[:40]!r}, which is none of the snapshots kept here, {shown}",)


def _read_incident(wanted: str, index: Index) -> tuple[str, ...]:
    found = selection.get()
    if not wanted:
        selection.put(None)
    elif found and found.incident_id == wanted:
        pass  # it is open, from before another page was looked at: the map stays where it was left
    elif not selection.put_incident(index, wanted):
        return (f"the link says incident={wanted[:40]!r}, which is not one of these records; it was left out",)
    return ()


def write(filter: IncidentFilter) -> None:
    """Write the address. Always: the browser may have received an older one since it asked for this run."""
    query = query_of(filter)
    st.query_params.from_dict(query)
    st.session_state[_WRITTEN] = query


def of_view(filter: IncidentFilter) -> dict[str, str]:
    """Give the parameters of a view, without the open incident."""
    snapshot = st.session_state.get(_SNAPSHOT, "")
    return to_query(filter) | ({SNAPSHOT: snapshot} if snapshot else {})


def open_incident() -> dict[str, str]:
    """Give the parameter of the incident that is open, if one is."""
    found = selection.get()
    return {INCIDENT: found.incident_id} if found else {}


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
    return bool(query != written and query_of(filter_state.get()) == written)


def query_of(filter: IncidentFilter) -> dict[str, str]:
    """Give what the address says of a filter and of what is open now."""
    return of_view(filter) | open_incident()
