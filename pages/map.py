"""Map: what happened where, who did it, to whom, and how we know."""

import streamlit as st

from incidentmap.panels import choices, count_line, incident_list, link, map_panel, session, sidebar, timeline_panel

index = session.index()
link.read(index)
view = session.view(choices.get())
st.sidebar.container()  # the sidebar takes its room now, or the map would be drawn twice, at two widths
count_line.show(view)
with map_panel.first():
    map_panel.show(view)
# What follows needs many scripts of Streamlit's in the browser. The choices were known before their widgets are drawn.
sidebar.show(index)
timeline_panel.show(view)
incident_list.show(view)
