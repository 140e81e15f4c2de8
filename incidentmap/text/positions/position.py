"""A position, and how finely it was written."""

from __future__ import annotations

from typing import NamedTuple

_DIGITS = 6  # of a degree: a tenth of a metre


class Position(NamedTuple):
    """Degrees WGS 84; `step` is the last step that was written, in degrees: 0.01 for 33.79, 1/60 for a minute."""

    latitude: float
    longitude: float
    step: float


def on_globe(latitude: float, longitude: float, step: float) -> Position | None:
    """Keep a position on the globe; None for one beyond the poles or round it."""
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None
    return Position(round(latitude, _DIGITS), round(longitude, _DIGITS), step)


def step_of(*numbers: str) -> float:
    """Give the last step of the coarsest of numbers as they are written: 0.1 for 33.8 and 42.44."""
    return float(10.0 ** -min(len(number.partition(".")[2]) for number in numbers))
