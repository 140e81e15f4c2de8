"""To decide: incidents without a place, and those that may well be elsewhere, one after the other."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from incidentmap.desk import Waiting, waiting
from incidentmap.model import words
from incidentmap.store import reading
from incidentmap.ui.places import decision
from incidentmap.ui.shared import asides, form_widgets, session
from incidentmap.ui.shared.markup import option
from incidentmap.ui.shared.page_link import INCIDENT
from incidentmap.ui.unsaved_work import offers

MOST = 200  # incidents in the list to choose from
KEY = "decide_incident"


def show() -> None:
    """Say how many wait, let one be chosen, and show it with what its words may mean."""
    found = _waiting(session.store().state())
    ids = [incident_id for each in found for incident_id in each]
    if not ids:
        st.info("Nothing waits: every incident has its place, and none may as well be elsewhere.")
        return
    st.caption(
        f"Waiting: {_waits(found)}. Choose what the words mean, or give a point. What you do not know may stay as it "
        "is: it is listed, and never guessed."
    )
    if len(ids) > MOST:
        st.caption(f"The first {MOST} are listed; the next ones follow as these are decided.")
    record = session.record(_chosen(ids[:MOST]))
    if record is None:
        st.info("This incident was taken away meanwhile. The history tells.")
        return
    offers.show(f"{asides.PLACE}:{record.incident_id}")
    decision.show(record)


def _waits(found: Waiting) -> str:
    """Say how many wait, and why; of a reason that none has, nothing."""
    reasons = {
        "without a place": found.unplaced,
        "that may as well be elsewhere": found.ambiguous,
        "known only by the area around, as the gazetteer has no such words": found.around,
    }
    return "; ".join(f"{len(ids)} {why}" for why, ids in reasons.items() if ids)


@st.cache_resource(show_spinner="Looking for what is not decided …", max_entries=2)
def _waiting(state: int) -> Waiting:
    return waiting(session.store(), session.gazetteer())


def _chosen(ids: Sequence[str]) -> str:
    """Ask which one; the address may name it, and the first one is open."""
    wanted = st.query_params.get(INCIDENT, "")
    if st.session_state.get(KEY) not in ids:
        st.session_state[KEY] = wanted if wanted in ids else ids[0]
    line = _lines(session.store().state(), tuple(ids))
    chosen: str = st.selectbox("Incident", ids, key=KEY, format_func=line.__getitem__)
    if wanted:
        st.query_params[INCIDENT] = chosen
    return chosen


@st.cache_resource(show_spinner=False, max_entries=2)
def _lines(state: int, ids: tuple[str, ...]) -> dict[str, str]:
    """Write each incident in a line: its words for the place, when, and its id."""
    with session.store().reading() as connection:
        records = reading.records(connection, ids)

    def say(incident_id: str) -> str:
        if incident_id not in records:
            return incident_id
        incident = records[incident_id].incident
        named = incident.site or incident.place_text or "no words for the place"
        return f"{option(named[:80])} · {words.when(incident)} · {incident_id}"

    return form_widgets.distinct(ids, say)
