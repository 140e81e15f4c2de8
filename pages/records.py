"""Records: the table twin of the map, where many incidents are read, changed and handed out."""

from incidentmap.ui.records import records_page
from incidentmap.ui.shared import count_line, page_link, session, sidebar, snapshot_line, view_title

index = page_link.read("records")
view = session.view(sidebar.show(index))
snapshot_line.show("records")
view_title.show(view)
count_line.show(view)
records_page.show(view)
page_link.write(view.filter)
