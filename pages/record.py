"""Record: one incident, to write down and to mend, with its history."""

import streamlit as st

from incidentmap.panels import history_panel, record_panel, relations_panel, session

index = session.index()
draft = record_panel.open_draft()
if draft is None:
    st.info("There is no such incident; it may have been taken away. The history tells.")
    st.stop()

st.title(record_panel.title(draft), anchor=False)
record_panel.actions(draft)
record_panel.show(draft, index)
if dossier := session.dossier(draft.name):
    st.header("Hangs together with", anchor=False)
    relations_panel.show(dossier, index)
    st.header("History", anchor=False)
    history_panel.show(dossier.history, f"incident:{draft.name}")
