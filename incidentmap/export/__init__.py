"""What is handed out of a view: its rows in the files of other programs, each with what was asked and a hash of both.

1. `hand_out` reads the rows of one moment, `provenance` is what a file says of itself, `canonical_hash` its hash.
2. `row_geometry` says how a row may be drawn, `row_facts` what is said of it.
3. `key_figures` counts what is shown.
4. One module a kind of file puts these into the formats of `formats`; `file_kinds` lists them.
5. `one_file` is an HTML page with the screen's own scripts in it; `file_rows` are its data, `incident_card` its words.
6. `map_sheet` is the page around the map of `map_vectors`; `map_svg` and `map_png` write it.
7. `pdf` puts map, key figures and the cards of the incidents (`incident_card`) on pages.
8. `slides` is a deck: the map as editable vectors, native charts, a slide an incident.
"""

from incidentmap.export.canonical_hash import canonical_hash
from incidentmap.export.file_kinds import KINDS, FileKind, kind_of
from incidentmap.export.hand_out import HandOut, opened
from incidentmap.export.provenance import Provenance

__all__ = ["KINDS", "FileKind", "HandOut", "Provenance", "canonical_hash", "kind_of", "opened"]
