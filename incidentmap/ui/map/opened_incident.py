"""The panel beside the map: the open incident, what can be done about it, and the others of its mark."""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np
import streamlit as st
from markupsafe import Markup

from incidentmap.index import row_of, rows_of
from incidentmap.model import Incident, words
from incidentmap.model.vocabulary import Status
from incidentmap.query import View, position, revealing, rows_of_mark, table
from incidentmap.store import Dossier
from incidentmap.ui.map import mark_incidents, place_buttons
from incidentmap.ui.shared import (
    filter_state,
    html_block,
    incident_panel,
    selection,
    session,
    status_actions,
)
from incidentmap.ui.shared.markup import label
from incidentmap.ui.shared.selection import Opened

SCROLL = Markup(
    """<script>
/* {number} */
{{
  const panel = document.querySelector(".st-key-incident_panel");
  if (panel) panel.scrollTop = 0;
  if (panel && innerWidth <= 640) panel.scrollIntoView({{behavior: "smooth"}});
}}
</script>"""
)
NOTHING_OPEN = Markup(
    '<h4>Click a mark</h4><p class="quiet">Its incidents open here, each with the words of its source. '
    "The table below the map does the same by keyboard.</p>"
)
_SCROLLED = "scrolled_to"
_HEAD_START = 0.03  # seconds


def is_new() -> bool:
    """Tell whether another incident is open than in the run before."""
    found = selection.get()
    return found is not None and found.incident_id != st.session_state.get(_SCROLLED, ("", 0))[0]


def show(view: View) -> None:
    """Show the open incident, or what to do to open one."""
    found = selection.get()
    dossier = session.dossier(found.incident_id) if found else None
    if found is None or dossier is None:
        html_block.show(NOTHING_OPEN)
        return
    above = st.container()
    # Sent first, and drawn before the many widgets above it.
    incident_panel.show(dossier, view.index.actors, lambda: _related(view, incident_panel.related(dossier)))
    if is_new() and st.context.headers:  # a browser asks
        time.sleep(_HEAD_START)  # the words are on their way; a thread that goes on working would hold them back
    with above:
        _above(view, found, dossier)


def _above(view: View, found: Opened, dossier: Dossier) -> None:
    """Offer what can be done: close it, choose another of its mark, mend it."""
    st.button("Close", key="close", on_click=selection.put, args=(None,), icon=":material/close:", type="tertiary")
    row = row_of(view.index.incidents, found.incident_id)
    here = rows_of_mark(view, found.place_ids, found.category)
    if position(view, found.incident_id) is None:
        _say_hidden(view, dossier.record.incident)
    elif row is not None and len(here) > 1 and row in here:
        mark_incidents.choose(view, here, int(np.searchsorted(here, row)), found)
    place_buttons.show(view, found)
    status_actions.show(dossier.record)


def _say_hidden(view: View, incident: Incident) -> None:
    """Say why the open incident has no mark and, where the filters are the reason, offer to show it."""
    if incident.status is not Status.CONFIRMED:
        st.info(_unconfirmed(view, incident))
        return
    st.info("The filters leave this incident out. It stays open until you close it.")
    st.button("Show it", key="show_left_out", on_click=_reveal, args=(view, incident.incident_id),
              icon=":material/filter_alt_off:", help="Lifts those filters that leave it out, no others")  # fmt: skip


def _unconfirmed(view: View, incident: Incident) -> str:
    """Say that an incident is in review or gone, and what the map shows of it."""
    status = words.of_member(incident.status)
    drawn = (
        "; the map only shows its place, dashed" if selection.map_position_of(view.index, incident.incident_id) else ""
    )
    return f"This incident is {status}. It has no mark and is not among those shown{drawn}. It stays open until closed."


def _reveal(view: View, incident_id: str) -> None:
    filter_state.put(revealing(view.index, view.filter, incident_id), view.index)
    selection.put_incident(view.index, incident_id)


def bring_into_view(incident_id: str) -> None:
    """Begin at the panel's top when another incident opens; on a phone, where it lies below the map, scroll to it.

    The script is always the same; Streamlit runs it anew when its text changes, so it carries a running number, and
    nothing of the incident.
    """
    last, number = st.session_state.get(_SCROLLED, ("", 0))
    if last != incident_id:
        number += 1
        st.session_state[_SCROLLED] = (incident_id, number)
    html_block.run(SCROLL.format(number=number))


def _related(view: View, others: Sequence[tuple[str, str, str]]) -> None:
    """Offer the incidents this one hangs together with."""
    rows = rows_of(view.index.incidents, {incident_id for incident_id, _, _ in others})
    there = table(view.index, np.array(rows, np.int64))
    titles = {str(row["incident_id"]): mark_incidents.title_of(row) for row in there.to_dict("records")}
    for incident_id, relation, why in others:
        if incident_id not in titles:  # it came after this page was drawn
            continue
        title = f"{label(relation)}: {titles[incident_id]}"
        st.button(
            title,
            key=f"related {relation} {incident_id}",
            on_click=selection.step_to,
            args=(view.index, incident_id),
            type="tertiary",
            icon=":material/link:",
            help=label(why) if why else None,
        )
