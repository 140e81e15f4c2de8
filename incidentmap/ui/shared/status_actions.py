"""What can be done with the open incident where it is shown: mend it, reject or withdraw it, restore it.

Nothing of it is offered to those who only look: it needs the switch *Edit*.
"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from incidentmap.desk import contradictions, save
from incidentmap.model import Record
from incidentmap.model.statuses import FOLLOWING
from incidentmap.model.vocabulary import Status
from incidentmap.settings import PROJECT
from incidentmap.ui.shared import edit_mode, session, signature
from incidentmap.ui.shared.page_link import INCIDENT

RECORD = PROJECT / "pages" / "record.py"
_TITLES = {Status.REJECTED: "Reject", Status.WITHDRAWN: "Withdraw", Status.DRAFT: "Review"}


def show(record: Record) -> None:
    """Offer the way to the form, and the decisions that its status leaves."""
    if not edit_mode.on():
        return
    with st.container(horizontal=True, key="status_actions"):
        st.page_link(RECORD, label="Edit", icon=":material/edit:", query_params={INCIDENT: record.incident_id})
        for status in FOLLOWING[record.incident.status]:
            _decide(record, _title(record.incident.status, status), status)
        st.page_link(RECORD, label="New incident", icon=":material/add:", query_params={INCIDENT: "new"})


def _title(now: Status, becomes: Status) -> str:
    return _TITLES.get(becomes) or ("Confirm" if now is Status.DRAFT else "Restore")


def _decide(record: Record, title: str, status: Status) -> None:
    name = f"{title.lower()}_{record.incident_id}"
    key = f"{name}_{record.incident.version}"  # of the version that was seen
    with st.popover(title, key=key):
        by, why = signature.ask_apart(name, key, alone=True)
        if st.button(f"{title} this incident", key=f"{key}_now", type="primary"):
            with signature.refusals_shown():
                decided = replace(record, incident=replace(record.incident, status=status))
                contradictions.check_sourced(record, decided)
                save(session.store(), [(record, decided)], by, why)
                signature.done(name, f"{title}: saved")
                st.rerun()
