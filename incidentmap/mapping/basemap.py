"""The base map. st_folium takes its script for its identity, so the same arguments give the same bytes."""

from __future__ import annotations

import json
from typing import Literal

import folium
from folium.map import Layer
from folium.template import Template

from incidentmap.mapping import assets

Theme = Literal["light", "dark"]

THEATRE = (34.2, 41.5)  # latitude and longitude of the first view: Iraq and Syria
ZOOM = 6
STREET_TILES = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
STREET_ATTRIBUTION = '© <a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a> contributors'


class OfflineMap(folium.Map):
    """A Folium map that takes Leaflet and our own scripts from this machine, and nothing from elsewhere."""

    default_js = assets.script_links()
    default_css = assets.style_links()

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            location=THEATRE,
            zoom_start=ZOOM,
            tiles=None,
            prefer_canvas=True,
            max_bounds=True,
            min_lat=-80,
            max_lat=85,
            font_size="14px",
            theme=theme,
        )
        self.options |= {"min_zoom": 3, "max_zoom": 18}
        self._id = f"base{theme}"


class Outlines(Layer):
    """Land, borders and names, which the browser fetches from this machine."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = new IncidentMap.Outlines(
                {{ this.source }}, {{ this.options|tojavascript }});
        {% endmacro %}
        """
    )

    def __init__(self, *, labels: bool) -> None:
        super().__init__(name="outlines", overlay=True, control=False)
        self._name = "Outlines"
        self._id = "outlines"
        self.source = json.dumps(assets.outlines_link())
        self.options = {"labels": labels, "attribution": assets.ATTRIBUTION}


def base_map(theme: Theme, street_tiles: bool) -> folium.Map:
    """Make the map without incidents: our outlines, and street tiles from the network only when asked for.

    Make a new one for every run: st_folium adds the layers into the map it is given.
    """
    base = OfflineMap(theme)
    # Street tiles bring their own names.
    Outlines(labels=not street_tiles).add_to(base)
    if street_tiles:
        tiles = folium.TileLayer(STREET_TILES, attr=STREET_ATTRIBUTION, max_zoom=18, control=False)
        tiles._id = "streets"
        tiles.add_to(base)
    return base
