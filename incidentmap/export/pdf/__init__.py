"""A hand-out as PDF: a page of map and key figures, then the incidents with their words and sources.

1. `page_frame` is what stands on every page, `figure_tables` the key figures, `incident_entries` the incidents.
2. `document` puts them and the map of `map_sheet` into the pages of pages.typ, by typst.
"""

from incidentmap.export.pdf.document import write

__all__ = ["write"]
