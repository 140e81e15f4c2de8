"""Map: what happened where, who did it, to whom, and how we know."""

import streamlit as st

from incidentmap.ui.map import incident_list, map_panel, timeline_chart
from incidentmap.ui.shared import count_line, filter_state, page_link, session, sidebar

index = session.index()
page_link.read(index)
view = session.view(filter_state.get())
st.sidebar.container()  # the sidebar takes its room now, or the map would be drawn twice, at two widths
count_line.show(view)
with map_panel.first():
    map_panel.show(view)
# What follows needs many scripts of Streamlit's in the browser. The choices were known before their widgets are drawn.
sidebar.show(index)
timeline_chart.show(view)
incident_list.show(view)
