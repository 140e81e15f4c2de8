"""Degrees as whole numbers over the square of Web Mercator, and back: a cell of any zoom is a shift of bits."""

from __future__ import annotations

import numpy as np

NORTHERNMOST = 85.0511287798066  # degrees; further north and south the square ends
_SIDE = 2.0**32


def to_mercator(latitude: np.ndarray, longitude: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give mx and my as uint32, 0 at the north-west; 0 where a degree is nan."""
    latitude = np.radians(np.clip(np.asarray(latitude, np.float64), -NORTHERNMOST, NORTHERNMOST))
    x = np.asarray(longitude, np.float64) / 360 + 0.5
    y = 0.5 - np.arcsinh(np.tan(latitude)) / (2 * np.pi)
    return _whole(x), _whole(y)


def to_degrees(mx: np.ndarray, my: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give latitude and longitude of the middle of what the two numbers name, which is a centimetre wide."""
    x, y = ((np.asarray(each, np.float64) + 0.5) / _SIDE for each in (mx, my))
    return np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * y)))), (x - 0.5) * 360


def _whole(part: np.ndarray) -> np.ndarray:
    """Number a part of the side, from 0 to below 1; the antimeridian's eastern side belongs to the last number."""
    numbers: np.ndarray = np.clip(np.floor(np.nan_to_num(part) * _SIDE), 0, _SIDE - 1).astype(np.uint32)
    return numbers
