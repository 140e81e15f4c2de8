"""What the map of an HTML file frames when it opens, as the screen does: where most of what is shown lies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from incidentmap.gazetteer.geodesy import Circle
from incidentmap.mapping.basemap import HOME
from incidentmap.query.extent import FEW, Corners

Point = Sequence[float]  # latitude, longitude


def most_of(points: Sequence[Point], circles: Iterable[Circle]) -> Corners | None:
    """Give the corners of most points and of all circles; None of none. A fifth may be left out, if it is far away."""
    near = [each for each in points if _is_home(each)]
    kept = near if len(points) - len(near) <= FEW * len(points) else points
    corners = [*kept, *(corner for circle in circles for corner in _corners(circle))]
    if not corners:
        return None
    latitudes, longitudes = zip(*corners, strict=True)
    return (min(latitudes), min(longitudes)), (max(latitudes), max(longitudes))


def _is_home(point: Point) -> bool:
    (south, west), (north, east) = HOME
    return south <= point[0] <= north and west <= point[1] <= east


def _corners(circle: Circle) -> Iterator[Point]:
    south, west, north, east = circle.bounds
    yield from ((south, west), (north, east))
