"""The map: a constant base map and one Folium feature group per category. Knows Folium, not Streamlit.

1. `assets` names Leaflet, our scripts and the outlines, which `web` serves from this machine.
2. `basemap.base_map` is the same for the same arguments, byte for byte; everything that changes goes into
3. `layers.category_groups`, which hands the browser rows of `symbols.Symbol`.
"""

from incidentmap.mapping import painted
from incidentmap.mapping.basemap import base_map
from incidentmap.mapping.layers import category_groups, row
from incidentmap.mapping.marked import symbols_of
from incidentmap.mapping.symbols import Symbol, thin

__all__ = ["Symbol", "base_map", "category_groups", "painted", "row", "symbols_of", "thin"]
