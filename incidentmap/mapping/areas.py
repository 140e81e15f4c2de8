"""Governorates and districts that are drawn as their outlines: how a symbol names one, and what the browser is given.

A reference is the version of the gazetteer and the id of the place, so that the browser may keep what it got for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import shapely

from incidentmap.gazetteer import Gazetteer
from incidentmap.gazetteer.outlined import is_outlined

AREAS = "/assets/areas"  # where the browser asks for outlines
SCALE = 1000  # steps in a degree, as in outlines.json
MOST_NUMBERS = 60_000  # in one answer: at most some 300 kB


class Outlined(NamedTuple):
    """The reference to an outline, and where the label of its area stands, in degrees."""

    reference: str
    latitude: float
    longitude: float


def outlined(gazetteer: Gazetteer, place_id: str, where_prec: int) -> Outlined | None:
    """Give the outline to draw for a place; None where it is no governorate or district, or none is known."""
    return _known(gazetteer, place_id) if is_outlined(place_id, where_prec) else None


def answer(gazetteer: Gazetteer, place_ids: Sequence[str]) -> dict[str, Any]:
    """Give the packed rings of each place, None where it has none; what would be too much is left, and named."""
    areas: dict[str, list[list[int]] | None] = {}
    room = MOST_NUMBERS
    for place_id in dict.fromkeys(place_ids):
        rings = _packed(gazetteer, place_id)
        room -= sum(map(len, rings or ()))
        if areas and room < 0:
            break
        areas[place_id] = rings
    return {"scale": SCALE, "areas": areas, "left": [each for each in place_ids if each not in areas]}


@lru_cache(maxsize=10_000)  # every drawing of the map asks for its marks
def _known(gazetteer: Gazetteer, place_id: str) -> Outlined | None:
    place = gazetteer.place(place_id)
    if place is None or gazetteer.outline(place_id) is None:
        return None
    latitude, longitude = gazetteer.label(place_id) or (place.latitude, place.longitude)
    if latitude is None or longitude is None:
        return None
    return Outlined(f"{gazetteer.version}/{place_id}", latitude, longitude)


@lru_cache(maxsize=500)
def _packed(gazetteer: Gazetteer, place_id: str) -> list[list[int]] | None:
    """Write each ring, holes too, as steps of whole thousandths of a degree, x and y in turn."""
    wkb = gazetteer.outline(place_id)
    if wkb is None:
        return None
    polygons = shapely.get_parts(shapely.from_wkb(wkb))
    return [_steps(ring) for polygon in polygons for ring in (polygon.exterior, *polygon.interiors)]


def _steps(ring: shapely.LinearRing) -> list[int]:
    points = (shapely.get_coordinates(ring) * SCALE).round().astype(int)
    points[1:] -= points[:-1].copy()
    steps: list[int] = points.ravel().tolist()
    return steps
