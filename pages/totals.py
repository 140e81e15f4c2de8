"""Totals: what others counted, over many events at once."""

import streamlit as st

from incidentmap.ui.totals import form, totals_page

st.title("Totals")
st.caption(
    "Running totals over many events, as each counter printed them. They stand on no incident and on no map, "
    "and are never added up: counters count different things."
)
aggregates, articles = totals_page.held()
if draft := form.open_draft(aggregates):
    totals_page.show_one(draft, aggregates, articles)
else:
    totals_page.show(aggregates, articles)
