"""Record: one incident, to write down and to mend, with its history."""

import streamlit as st

from incidentmap.ui.incident import form, relations
from incidentmap.ui.shared import history_view, session

index = session.index()
draft = form.open_draft()
if draft is None:
    st.info("There is no such incident; it may have been taken away. The history tells.")
    st.stop()

st.title(form.title(draft), anchor=False)
form.actions(draft)
form.show(draft, index)
if dossier := session.dossier(draft.name):
    st.header("Related incidents", anchor=False)
    st.caption("What it answers, what answers it, and records that may be of the same event.")
    relations.show(dossier, index)
    st.header("History", anchor=False)
    history_view.show(dossier.history, f"incident:{draft.name}")
