"""Map: what happened where, who did it, to whom, and how we know."""

import streamlit as st

from incidentmap.ui.map import incident_list, legend, map_panel, picture_button, timeline_chart
from incidentmap.ui.shared import count_line, filter_state, page_link, session, sidebar, snapshot_line, view_title

index = page_link.read()
view = session.view(filter_state.get())
st.sidebar.container()  # the sidebar takes its room now, or the map would be drawn twice, at two widths
with st.container(key="first_screen"):  # as high as the screen; the map takes what the lines above it leave
    snapshot_line.show("map")
    view_title.show(view)
    count_line.show(view)
    forms = legend.begin()
    with map_panel.first():
        map_panel.show(view)
# What follows needs many scripts of Streamlit's in the browser. The choices were known before their widgets are drawn.
legend.finish(forms, index)
sidebar.show(index, elsewhere=legend.CHOSEN_HERE)
timeline_chart.show(view)
if not session.snapshot_shown():
    picture_button.show(view)
incident_list.show(view)
