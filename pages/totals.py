"""Totals: what others counted, over many events at once."""

import streamlit as st

from incidentmap.panels import totals_form, totals_panel

st.title("Totals")
st.caption(
    "Running totals over many events, as each counter printed them. They stand on no incident and on no map, "
    "and are never added up: counters count different things."
)
aggregates, articles = totals_panel.held()
if draft := totals_form.open_draft(aggregates):
    totals_panel.show_one(draft, aggregates, articles)
else:
    totals_panel.show(aggregates, articles)
