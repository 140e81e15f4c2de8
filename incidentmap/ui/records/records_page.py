"""The table of records: the rows that the count calls shown, one of them opened, several changed, all downloaded."""

from __future__ import annotations

import streamlit as st

from incidentmap.model import Record
from incidentmap.query import View, position
from incidentmap.settings import PROJECT
from incidentmap.ui.records import (
    bulk_edit,
    cell_editor,
    change_review,
    kept_changes,
    table_exchange,
    who_did_what_view,
)
from incidentmap.ui.records import listed_rows as rows
from incidentmap.ui.records.table_columns import COLUMNS, FIRST, Listed
from incidentmap.ui.shared import asides, edit_mode, hand_out_button, on_paper, page_link, pager, selection, session
from incidentmap.ui.shared import incident_panel as panel
from incidentmap.ui.shared.page_link import INCIDENT
from incidentmap.ui.shared.session import dossier
from incidentmap.ui.unsaved_work import offers

HEIGHT, ROW = 460, 35  # pixels
RECORD = PROJECT / "pages" / "record.py"
MAP = PROJECT / "pages" / "map.py"
_COLUMNS, _OTHERS, _EDIT = "records_columns", "records_all", "records_edit"
VIEWS = (RECORDS, WHO) = ("Records", "Who did what")
_VIEW = "records_view"
_KEPT = "records_kept"  # not a widget's key, as Streamlit forgets widgets when another page is shown


def show(view: View) -> None:
    """Show the table, what is done to its rows, and what waits to be saved; or who did what."""
    _remember()
    with st.container(horizontal=True, horizontal_alignment="distribute", key="records_views"):
        chosen = st.segmented_control("View", [*VIEWS], key=_VIEW, required=True, label_visibility="collapsed")
        hand_out_button.show(view)
    hand_out_button.say_refused()
    if chosen == WHO:
        who_did_what_view.show(view)
        if session.snapshot_shown() is None:
            change_review.show([])
        _opened(view)
        return
    _edit(view)


def _edit(view: View) -> None:
    today = session.snapshot_shown() is None
    if today:
        offers.show(f"{kept_changes.KIND}:{kept_changes.ALL}", f"{asides.MANY}:{asides.ALL}")
    _tools(view)
    others = bool(st.session_state[_OTHERS])
    everything = rows.whole(view, others=others)
    _say(view, len(everything.rows))
    found = selection.get()
    at = position(everything, found.incident_id) if found else None
    listed = rows.listed(everything, pager.page(len(everything.rows), "records", at))
    problems: list[str] = []
    chosen: list[Record] = []
    if listed.records and _in_cells():
        problems = cell_editor.show(listed.records, rows.digest(listed, versions=True))
    elif listed.records:
        chosen = _table(view, listed)
    if chosen and edit_mode.on():
        bulk_edit.show(chosen)
    if today:
        change_review.show(problems)
    if len(chosen) < 2:
        _opened(view)
    if edit_mode.on():
        table_exchange.read_back()


def _in_cells() -> bool:
    """Tell whether the cells are to be typed in."""
    return edit_mode.on() and bool(st.session_state[_EDIT])


def _remember() -> None:
    """Give the widgets what they held when this page was last shown."""
    kept = st.session_state.setdefault(_KEPT, {_COLUMNS: list(FIRST), _OTHERS: False, _EDIT: False, _VIEW: RECORDS})
    for key in kept:
        if key not in st.session_state:
            st.session_state[key] = kept[key]
        kept[key] = st.session_state[key]


def _tools(view: View) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="records_tools"):
        st.toggle("Also in review, rejected, withdrawn and merged", key=_OTHERS)
        if edit_mode.on():
            st.toggle("Edit cells", key=_EDIT)
        with st.popover("Columns", icon=":material/view_column:"):
            st.multiselect(
                "Columns", [*COLUMNS], key=_COLUMNS, format_func=lambda name: COLUMNS[name].title, select_all=False
            )
        others = bool(st.session_state[_OTHERS])
        if session.snapshot_shown() is None:
            table_exchange.download(lambda: rows.ids_of(rows.whole(view, others=others)), view.index.actors)
        if edit_mode.on():
            st.page_link(RECORD, label="New incident", icon=":material/add:", query_params={INCIDENT: "new"})
    table_exchange.say_refused()


def _say(view: View, number: int) -> None:
    """Say how many rows there are, where the count above says another number, and how rows are chosen."""
    others = number - view.counts.shown
    said = f"{view.counts.shown} shown + {others} in review, rejected, withdrawn or merged. " if others else ""
    if not _in_cells():
        said += "Tick the boxes of rows to choose them; by keyboard, Shift + Space. A click on a title sorts."
    else:
        said += "Nothing is saved while you type: the changes are listed below the table first."
    st.caption(said)


def _table(view: View, listed: Listed) -> list[Record]:
    """Draw the table and give the rows chosen; one alone is opened."""
    names = {*st.session_state[_COLUMNS], *(("status",) if st.session_state[_OTHERS] else ())} or {"id"}
    columns = tuple(name for name in COLUMNS if name in names)
    # the rows are part of the key, as the browser tells the rows chosen by number
    key = f"records_{rows.digest(listed, versions=False)}"

    def choose() -> None:
        at = st.session_state[key]["selection"]["rows"]
        if len(at) == 1:
            selection.put_incident(view.index, listed.records[at[0]].incident_id)
        elif not at:
            selection.put(None)

    digest = rows.digest(listed, versions=True)
    cells = rows.cells(listed, columns, view.index.state, digest)
    with st.container(key="records_table"):
        found = st.dataframe(
            cells,
            key=key,
            height=min(HEIGHT, ROW * (len(listed.records) + 1) + 3),
            hide_index=True,
            on_select=choose,
            selection_mode="multi-row",
            column_config={COLUMNS["summary"].title: st.column_config.TextColumn(width=420)},
        )
        on_paper.show(cells, f"records {view.index.state} {digest} {columns}")
    return [listed.records[at] for at in found["selection"]["rows"] if at < len(listed.records)]


def _opened(view: View) -> None:
    """Show the incident that is open, with the ways to the map and to its form."""
    found = selection.get()
    held = dossier(found.incident_id) if found else None
    if found is None or held is None:
        return
    with st.container(key="incident_panel"):
        with st.container(horizontal=True, vertical_alignment="center"):
            there = {INCIDENT: found.incident_id}
            st.page_link(
                MAP, label="Show on the map", icon=":material/map:", query_params=page_link.of_view(view.filter) | there
            )
            if edit_mode.on():
                st.page_link(RECORD, label="Edit", icon=":material/edit:", query_params=there)
            st.button(
                "Close", key="close", on_click=selection.put, args=(None,), icon=":material/close:", type="tertiary"
            )
        panel.show(held, view.index.actors)
