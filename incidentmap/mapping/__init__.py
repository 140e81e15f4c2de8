"""The map: a constant base map and one Folium feature group per category. Knows Folium, not Streamlit.

1. `assets` names Leaflet, our scripts and the base map, `areas` the outlines of governorates and districts; `web`
   serves them from this machine.
2. `basemap.base_map` is the same for the same arguments, byte for byte; everything that changes goes into
3. `layers.category_groups`, which hands the browser rows of `symbols.Symbol`, and
4. `look.look_groups`, which tells it where to look, and what is open though it has no mark, and
5. `circles.circle_groups`, the circles around places by which a filter chooses.
"""

from incidentmap.mapping import painted
from incidentmap.mapping.basemap import base_map
from incidentmap.mapping.circles import circle_groups
from incidentmap.mapping.layers import category_groups, row
from incidentmap.mapping.look import LeftOut, Look, look_groups
from incidentmap.mapping.marked import label_of, symbols_of
from incidentmap.mapping.symbols import Symbol, thin

__all__ = [
    "LeftOut",
    "Look",
    "Symbol",
    "base_map",
    "category_groups",
    "circle_groups",
    "label_of",
    "look_groups",
    "painted",
    "row",
    "symbols_of",
    "thin",
]
