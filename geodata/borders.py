"""The governorates' outlines, by which the map tells whether a point lies in its own."""

from __future__ import annotations

from pathlib import Path

import areas
import sources

from incidentmap.geocode.outlining import read_outline, simplified
from incidentmap.geocode.record import Record


def draw(cache: Path, governorates: list[Record]) -> None:
    """Give each governorate that Natural Earth draws its outline."""
    outlines = {}
    for feature in sources.governorates(cache):
        properties = feature["properties"]
        code = areas.CURRENT_CODE.get(properties["gn_a1_code"], properties["iso_3166_2"])
        outlines[code] = read_outline(feature["geometry"])
    drawn = dict(zip(outlines, simplified(list(outlines.values())), strict=True))
    for record in governorates:
        record.outline = drawn.get(record.admin1, b"")
