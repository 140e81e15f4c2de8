"""What the map frames when a filter changes: where what is shown lies, with the circles by which it was chosen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from incidentmap.gazetteer.geodesy import Circle
from incidentmap.mapping.basemap import HOME
from incidentmap.query import Corners, View, extent, to_query
from incidentmap.query.place_circles import circles


@lru_cache(maxsize=4)  # a click asks as well
def shown(view: View) -> list[Any]:
    """Tell the browser which filter this is, the corners of most and of all it shows, and how many have a point."""
    around = [corners(each) for each in circles(view)]
    ends = [joined([each, *around]) if (each := extent(view, home)) else None for home in (HOME, None)]
    return [urlencode(to_query(view.filter)), *ends, view.counts.on_map]


def corners(circle: Circle) -> Corners:
    """Give the corners of a circle, as far as the map goes."""
    south, west, north, east = circle.bounds
    return (south, west), (north, east)


def joined(parts: Sequence[Corners]) -> Corners:
    """Give the corners of all parts together."""
    souths, wests = zip(*(south_west for south_west, _ in parts), strict=True)
    norths, easts = zip(*(north_east for _, north_east in parts), strict=True)
    return (min(souths), min(wests)), (max(norths), max(easts))
