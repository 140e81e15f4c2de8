"""The circles around places by which a filter chooses, drawn over the base map."""

from __future__ import annotations

from collections.abc import Sequence

import folium
from folium.map import Layer
from folium.template import Template

from incidentmap.gazetteer.geodesy import Circle
from incidentmap.mapping.layers import script_json


class CircleLayer(Layer):
    """Hands circles to the browser's ``IncidentMap.Circles``."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = new IncidentMap.Circles({{ this.circles }});
        {% endmacro %}
        """
    )

    def __init__(self, circles: Sequence[Circle]) -> None:
        super().__init__(overlay=True, control=False)
        self._name = "CircleLayer"
        self.circles = script_json([list(each) for each in circles])


def circle_groups(circles: Sequence[Circle]) -> list[folium.FeatureGroup]:
    """Make the feature group of the circles; none where there are none."""
    if not circles:
        return []
    group = folium.FeatureGroup(name="circles", control=False)
    CircleLayer(circles).add_to(group)
    return [group]
