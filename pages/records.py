"""Records: the table twin of the map, where many incidents are read, changed and handed out."""

from incidentmap.ui.records import records_page
from incidentmap.ui.shared import count_line, page_link, session, sidebar, view_title

index = session.index()
page_link.read(index, "records")
view = session.view(sidebar.show(index))
view_title.show(view)
count_line.show(view)
records_page.show(view)
page_link.write(view.filter)
