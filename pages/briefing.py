"""Briefing: stories, prepared step by step, and presented."""

import streamlit as st

from incidentmap.ui.briefing import briefing_page

st.title("Briefing", anchor=False)
st.caption("A story is a briefing in steps: views and incidents in your order, with a line of your own for each.")
briefing_page.show()
