"""History: who changed what, when and why, over all records; and a way back."""

import streamlit as st

from incidentmap.ui.shared import asides, history_view
from incidentmap.ui.unsaved_work import offers

st.title("History", anchor=False)
st.caption("Every edit, the newest first. Taking one back is an edit of its own, so that can be taken back as well.")
offers.show(f"{asides.REASON}:{asides.ALL}")
history_view.show_all()
