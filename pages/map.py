"""Map: what happened where, who did it, to whom, and how we know."""

from incidentmap.panels import count_line, incident_list, link, map_panel, session, sidebar, timeline_panel
from incidentmap.select import apply

frames = session.frames()
link.read(frames)
view = apply(frames, sidebar.show(frames))
count_line.show(view)
map_panel.show(view)
timeline_panel.show(view)
incident_list.show(view)
