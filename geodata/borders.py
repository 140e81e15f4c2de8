"""The governorates' outlines, by which the map tells whether a point lies in its own."""

from __future__ import annotations

from pathlib import Path

import sources

from incidentmap.gazetteer.place_row import PlaceRow
from incidentmap.gazetteer.simplify import read_outline, simplified


def draw(cache: Path, governorates: list[PlaceRow]) -> None:
    """Give each governorate that Natural Earth draws its outline."""
    features = sources.governorates(cache)
    outlines = {feature["properties"]["code"]: read_outline(feature["geometry"]) for feature in features}
    drawn = dict(zip(outlines, simplified(list(outlines.values())), strict=True))
    for record in governorates:
        record.outline = drawn.get(record.admin1, b"")
