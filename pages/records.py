"""Records: the table twin of the map, where many incidents are read, changed and handed out."""

from incidentmap.panels import count_line, link, records_panel, session, sidebar

index = session.index()
link.read(index, "records")
view = session.view(sidebar.show(index))
count_line.show(view)
records_panel.show(view)
link.write(view.filter)
