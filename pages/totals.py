"""Totals: what others counted, over many events at once."""

import streamlit as st

from incidentmap.panels import session, totals_panel
from incidentmap.store import reading

st.title("Totals")
st.caption(
    "Running totals over many events, as each counter printed them. They stand on no incident and on no map, "
    "and are never added up: counters count different things."
)
with session.store().reading() as connection:
    aggregates = reading.aggregates(connection)
    articles = {article.article_id: article for article in reading.articles(connection)}
totals_panel.show(aggregates, articles)
