"""Frames of generated incidents, in the shape that reading a store gives them, the same every time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from incidentmap.model import Actor
from incidentmap.model import vocabulary as v
from incidentmap.select import Frames, Role
from incidentmap.select.texts import Texts

ACTORS = {f"g{n}": Actor(f"g{n}", f"Group {n}", v.ActorKind.ARMED_GROUP) for n in range(40)}
FIRST, DAYS = np.datetime64("2014-01-01"), 4_000
MOST_PLACES = 5_000
OPEN_START, NOT_PLACED = 0.02, 0.03


def crowd(size: int) -> Frames:
    """Make so many incidents, in time order, each with one or two statements."""
    random = np.random.default_rng(size)
    incidents = _incidents(random, size)
    return Frames(
        state=1,
        incidents=incidents,
        statements=_statements(random, size),
        casualties=_casualties(random, size),
        texts=Texts.of([(np.arange(size), incidents["summary"])], size),
        actors=ACTORS,
        links=(),
    )


def _incidents(random: np.random.Generator, size: int) -> pd.DataFrame:
    latest = np.sort(FIRST + random.integers(0, DAYS, size)).astype("datetime64[s]")
    earliest = latest - random.integers(0, 3, size).astype("timedelta64[D]")
    earliest[random.random(size) < OPEN_START] = np.datetime64("NaT")
    numbers = np.arange(size)
    summary = [f"Incident {number}: rockets were fired towards post {number % 9_973}" for number in numbers]
    return pd.DataFrame(
        {
            "incident_id": pd.Series([f"made-{number:07}" for number in numbers], dtype="str"),
            "category": _codes(random, size, list(v.Category)),
            "event_type": _codes(random, size, list(v.EventType)),
            "outcome": _codes(random, size, list(v.Outcome), blank=0.3),
            "weapon_class": _codes(random, size, list(v.WeaponClass), blank=0.3),
            "date_earliest": earliest,
            "date_latest": latest,
            "status": _codes(random, size, list(v.Status)[:2]),
            "country": _codes(random, size, ["IQ", "SY", "YE"]),
            "admin1": _codes(random, size, [f"IQ-{number:02}" for number in range(18)], blank=0.1),
            **_placed(random, size),
            "summary": pd.Series(summary, dtype="str"),
            "has_words": random.random(size) < 0.5,
            "may_be_same": random.random(size) < 0.01,
        }
    )


def _placed(random: np.random.Generator, size: int) -> dict[str, object]:
    """Give most incidents one of the places, the first of which see the most of them."""
    places = min(MOST_PLACES, max(size // 5, 1))
    place = (places * random.random(size) ** 2).astype(np.int64)
    there = random.random(size) >= NOT_PLACED
    precision = random.integers(1, 8, places)
    points = random.random((places, 2)) * 8 + (30, 38)
    on_area = np.isin(precision, (5, 6))[place]
    pointless = ~there | on_area
    names = [f"Place {number}" for number in range(places)]
    ids = [f"geonames:{number}" for number in range(places)]
    codes = np.where(there, place, -1)
    return {
        "place_id": pd.Categorical.from_codes(codes, pd.Index(ids, dtype="str")),
        "place_name": pd.Categorical.from_codes(codes, pd.Index(names, dtype="str")),
        "where_prec": np.where(there, precision[place], 0).astype(np.int8),
        "latitude": np.where(pointless, np.nan, points[place, 0]),
        "longitude": np.where(pointless, np.nan, points[place, 1]),
        "uncertainty_km": np.where(there, 5.0, np.nan),
    }


def _statements(random: np.random.Generator, size: int) -> pd.DataFrame:
    rows = np.concatenate([np.arange(size), np.flatnonzero(random.random(size) < 0.4)])
    return pd.DataFrame(
        {
            "row": rows,
            "actor_id": _codes(random, len(rows), list(ACTORS)),
            "role": _codes(random, len(rows), [Role.DID_IT, Role.WAS_HIT]),
            "basis": _codes(random, len(rows), list(v.AttributionBasis)),
        }
    )


def _casualties(random: np.random.Generator, size: int) -> pd.DataFrame:
    rows = np.flatnonzero(random.random(size) < 0.2)
    return pd.DataFrame(
        {
            "row": rows,
            "measure": _codes(random, len(rows), list(v.Measure)),
            "of": _codes(random, len(rows), list(v.CasualtiesOf)),
            "may_be_positive": random.random(len(rows)) < 0.9,
        }
    )


def _codes(random: np.random.Generator, size: int, values: Sequence[str], blank: float = 0.0) -> pd.Categorical:
    codes = random.integers(0, len(values), size)
    codes[random.random(size) < blank] = -1
    return pd.Categorical.from_codes(codes, pd.Index([str(value) for value in values], dtype="str"))
