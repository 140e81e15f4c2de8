"""The base map. st_folium takes its script for its identity, so the same arguments give the same bytes."""

from __future__ import annotations

import json
from typing import Any, Literal

import folium
from folium.map import Layer
from folium.template import Template

from incidentmap.mapping import assets

Theme = Literal["light", "dark", "page"]  # page: that of the page around it, also when it changes

THEATRE = (34.2, 41.5)  # latitude and longitude of the first view: Iraq and Syria
ZOOM = 6
HOME = ((28.5, 34.0), (39.5, 49.0))  # the corners of what it shows at the desk
NEAREST = 13  # the last towns appear at 12; one more parts the sites of a town
STREET_NEAREST = 18
STREET_TILES = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
STREET_ATTRIBUTION = '© <a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a> contributors'


class OfflineMap(folium.Map):
    """A Folium map that takes Leaflet and our own scripts from this machine, and nothing from elsewhere."""

    default_js = assets.script_links()
    default_css = assets.style_links()

    def __init__(self, theme: Theme, nearest: int) -> None:
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
        self.options |= {"min_zoom": 3, "max_zoom": nearest}
        self._id = f"base{theme}"


class Outlines(Layer):
    """Land, borders and names, which the browser fetches from this machine; once the marks are painted, the rest."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = new IncidentMap.Outlines(
                {{ this.source }}, {{ this.options|tojavascript }});
        {% endmacro %}
        """
    )

    def __init__(self, detail: dict[str, Any] | None) -> None:
        super().__init__(name="outlines", overlay=True, control=False)
        self._name = "Outlines"
        self._id = "outlines"
        self.source = json.dumps(assets.outlines_link())
        self.options = {"detail": detail, "attribution": assets.ATTRIBUTION}


def base_map(theme: Theme, street_tiles: bool) -> folium.Map:
    """Make the map without incidents: our outlines, and street tiles from the network only when asked for.

    Make a new one for every run: st_folium adds the layers into the map it is given.
    """
    base = OfflineMap(theme, STREET_NEAREST if street_tiles else NEAREST)
    # Street tiles bring their own names, rivers and lakes.
    Outlines(None if street_tiles else _detail()).add_to(base)
    if street_tiles:
        tiles = folium.TileLayer(STREET_TILES, attr=STREET_ATTRIBUTION, max_zoom=STREET_NEAREST, control=False)
        tiles._id = "streets"
        tiles.add_to(base)
    return base


def _detail() -> dict[str, Any]:
    """Say where the browser finds what a first view can do without."""
    relief = {theme: assets.relief_link(theme) for theme in assets.RELIEF}
    return {"source": assets.detail_link(), "relief": relief, "bounds": assets.RELIEF_BOUNDS}
