"""Outlines as the gazetteer keeps them: simplified to about a kilometre, shared borders kept shared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

# Visvalingam's tolerance: corners of less than this, squared, are cut; 0.01° are about a kilometre.
SIMPLIFIED_DEG = 0.01
_DIGITS = 3


def read_outline(geometry: Mapping[str, Any]) -> BaseGeometry:
    """Read a GeoJSON Polygon or MultiPolygon in degrees, mended where it crosses itself; raise ValueError."""
    if geometry.get("type") not in ("Polygon", "MultiPolygon"):
        raise ValueError("is no Polygon or MultiPolygon")
    try:
        drawn = _surface(shapely.make_valid(shapely.force_2d(shape(geometry))))
    except (ShapelyError, LookupError, TypeError, ValueError, AttributeError) as error:
        raise ValueError("has coordinates that cannot be read") from error
    west, south, east, north = drawn.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90 and drawn.area > 0):
        raise ValueError("is empty, or not in degrees")
    return drawn


def crossing_of(geometry: Mapping[str, Any]) -> str:
    """Say where an outline that `read_outline` takes crosses itself, "" where it does not."""
    given = shape(geometry)
    return "" if given.is_valid else str(shapely.is_valid_reason(given))


def _surface(mended: BaseGeometry) -> BaseGeometry:
    """Keep the surfaces of what mending has made: it also leaves lines and points."""
    if mended.geom_type != "GeometryCollection":
        return mended
    return shapely.union_all([part for part in mended.geoms if part.geom_type in ("Polygon", "MultiPolygon")])


def simplified(outlines: Sequence[BaseGeometry]) -> list[bytes]:
    """Simplify neighbours together, and give them as WKB with coordinates of 0.001°."""
    simple = shapely.coverage_simplify(np.array(outlines, dtype=object), SIMPLIFIED_DEG)
    rounded = shapely.transform(simple, lambda points: points.round(_DIGITS))
    return [bytes(shapely.to_wkb(shapely.make_valid(each), byte_order=1)) for each in rounded]
