"""Present: the whole window for the map and the words of one slide, before an audience."""

from incidentmap.ui.present import present_page

present_page.show()
