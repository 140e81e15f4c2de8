"""GeoJSON as RFC 7946 has it, written: a collection of features, and beside them what is said of all of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import shapely
from shapely.geometry.base import BaseGeometry


class Feature(NamedTuple):
    """What a feature says, and its geometry in degrees WGS 84, if it has one."""

    feature_id: str
    geometry: BaseGeometry | None
    properties: Mapping[str, Any]


def to_geojson(features: Iterable[Feature], **members: Any) -> bytes:
    """Write a collection in UTF-8, a line a feature; `members` stand before the features."""
    head = json.dumps({"type": "FeatureCollection", **members}, ensure_ascii=False, allow_nan=False)
    lines = ",\n".join(map(_feature, features))
    return f'{head[:-1]}, "features": [\n{lines}\n]}}\n'.encode()


def _feature(feature: Feature) -> str:
    shape = None if feature.geometry is None else shapely.geometry.mapping(feature.geometry)
    said = {"type": "Feature", "id": feature.feature_id, "geometry": shape, "properties": feature.properties}
    return json.dumps(said, ensure_ascii=False, allow_nan=False)
