"""Records: the table twin of the map, where many incidents are read, changed and handed out."""

from incidentmap.panels import count_line, link, records_panel, session, sidebar
from incidentmap.select import apply

frames = session.frames()
link.read(frames, "records")
view = apply(frames, sidebar.show(frames))
count_line.show(view)
records_panel.show(view)
link.write(view.filter)
