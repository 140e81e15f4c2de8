"""Where the page wants the map to look: a layer of its own, so that the map moves without being made anew."""

from __future__ import annotations

from dataclasses import dataclass

import folium
from folium.map import Layer
from folium.template import Template

from incidentmap.mapping.layers import script_json
from incidentmap.query import Corners


@dataclass(frozen=True, slots=True)
class Look:
    """A wish to look somewhere, degrees WGS 84; its number tells it from an earlier wish for the same.

    Without a zoom the map keeps its own. With `apart` it comes nearer until the selected mark stands apart, but never
    so near that a circle of `radius_km`, or of 10 km, is not seen whole. With `corners`, the south-western and the
    north-eastern, it frames what lies between them, as the `margin` says with room about it, as marks need; `as_left`
    goes before where the page Map was left at another frame of the same filter. One that `flies` shows the way there.
    """

    number: int
    latitude: float
    longitude: float
    zoom: int | None = None
    radius_km: float | None = None
    apart: bool = False
    corners: Corners | None = None
    margin: bool = False
    as_left: bool = False
    flies: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An incident that is open although it has no mark: its place is drawn, and `why` is said beside it.

    `outline` refers to that of its area, where it has one.
    """

    latitude: float
    longitude: float
    radius_km: float | None = None
    outline: str = ""
    why: str = "left out by the filters"


class LookLayer(Layer):
    """Hands a wish, and what is left out, to the browser's ``IncidentMap.Look``."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = new IncidentMap.Look({{ this.look }}, {{ this.left_out }});
        {% endmacro %}
        """
    )

    def __init__(self, look: Look | None, left_out: LeftOut | None) -> None:
        super().__init__(overlay=True, control=False)
        self._name = "LookLayer"
        self.look = script_json(
            look
            and [
                *(look.number, look.latitude, look.longitude, look.zoom, look.radius_km),
                *(look.apart, look.corners, look.margin, look.as_left, look.flies),
            ]
        )
        self.left_out = script_json(
            left_out and [left_out.latitude, left_out.longitude, left_out.radius_km, left_out.outline, left_out.why]
        )


def look_groups(look: Look | None, left_out: LeftOut | None = None) -> list[folium.FeatureGroup]:
    """Make the feature group that moves the map; none where there is nothing to say."""
    if look is None and left_out is None:
        return []
    group = folium.FeatureGroup(name="look", control=False)
    LookLayer(look, left_out).add_to(group)
    return [group]
