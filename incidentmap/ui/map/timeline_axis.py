"""The axis of the timeline: where it begins and ends, and ticks that carry month and year, never an hour."""

from __future__ import annotations

from typing import Any

import numpy as np

from incidentmap.query import Timeline

MOST_TICKS = 8
_DAY, _MONTH, _YEAR = "%-d %b %Y", "%b %Y", "%Y"
_MONTH_STEPS = (1, 2, 3, 6)
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
_NOON = np.timedelta64(12, "h")


def put_on(spec: dict[str, Any], counted: Timeline) -> dict[str, Any]:
    """Give each layer of a chart the axis."""
    ticks, format = ticks_of(counted)
    for layer in spec["layer"]:
        x = layer["encoding"]["x"]
        x["scale"] |= {"domain": [milliseconds(counted.start), milliseconds(counted.end)], "nice": False}
        x["axis"] |= {"values": [*map(str, written(ticks))], "format": format}
    return spec


def ticks_of(counted: Timeline) -> tuple[np.ndarray, str]:
    """Choose moments for the ticks, at most a few, and how they are written; those of days stand below their bars."""
    start, end = counted.start, counted.end
    if counted.unit == "day":
        days = np.arange(start, end)
        return days[:: -(-len(days) // MOST_TICKS)].astype("datetime64[h]") + _NOON, _DAY
    for unit, steps, format in (("M", _MONTH_STEPS, _MONTH), ("Y", _YEAR_STEPS, _YEAR)):
        for step in steps:
            ticks = _every(start, end, unit, step)
            if len(ticks) <= MOST_TICKS:
                return ticks, format
    return ticks[:1], _YEAR


def written(moments: np.ndarray) -> np.ndarray:
    """Write moments in words: Vega, where it may run no code, takes a number among its ticks for a year."""
    return np.datetime_as_string(moments.astype("datetime64[s]"), unit="s", timezone="UTC")


def milliseconds(moment: np.datetime64) -> int:
    """Count from 1970 in UTC, which no browser moves by its zone."""
    return int(moment.astype("datetime64[ms]").astype(np.int64))


def _every(start: np.datetime64, end: np.datetime64, unit: str, step: int) -> np.ndarray:
    """Give the first days of every so many months or years between two days."""
    firsts = np.arange(start.astype(f"datetime64[{unit}]"), end.astype(f"datetime64[{unit}]") + 1)
    firsts = firsts[(firsts.astype(np.int64) + (1970 if unit == "Y" else 0)) % step == 0].astype("datetime64[D]")
    inside: np.ndarray = firsts[(firsts >= start) & (firsts < end)]
    return inside
