"""Symbols for tests: made up, crowded, the same every time."""

from __future__ import annotations

import random
from typing import Any

from incidentmap.mapping import Symbol
from incidentmap.model.vocabulary import Category, WherePrec


def symbol(place_id: str = "site:a", category: Category = Category.ATTACK, count: int = 3, **fields: Any) -> Symbol:
    known: dict[str, Any] = {
        "place_name": place_id,
        "incident_ids": tuple(f"{place_id}-{category}-{n}" for n in range(min(count, 50))),
        "where_prec": WherePrec.EXACT,
        "latitude": 33.7856,
        "longitude": 42.4412,
        "radius_km": 2.0,
    }
    return Symbol(place_id=place_id, category=category, count=count, **{**known, **fields})


def country(code: str, latitude: float, longitude: float, category: Category = Category.STRIKE) -> Symbol:
    point = {"latitude": None, "longitude": None, "label_latitude": latitude, "label_longitude": longitude}
    return symbol(f"country:{code}", category, 4, where_prec=WherePrec.COUNTRY, radius_km=None, **point)


def crowd(places: int = 120, seed: int = 7) -> list[Symbol]:
    """Places around three crowded centres, with one to three categories each, in every precision."""
    dice = random.Random(seed)  # noqa: S311 - a test's dice, not a secret
    found = [country("IQ", 33.26, 43.09), country("SY", 35.04, 38.18, Category.ATTACK)]
    for number in range(places):
        latitude, longitude = dice.choice([(33.3, 44.4), (35.3, 40.2), (36.2, 44.0)])
        where_prec = dice.choice(
            [WherePrec.EXACT] * 5 + [WherePrec.NEAR] * 3 + [WherePrec.DISTRICT, WherePrec.SEA_OR_AIR]
        )
        place = {
            "where_prec": where_prec,
            "latitude": latitude + dice.gauss(0, 0.35),
            "longitude": longitude + dice.gauss(0, 0.35),
            "radius_km": {1: 2.0, 2: 6.0}.get(where_prec, 20.0),
        }
        for category in dice.sample(list(Category), dice.choice([1, 1, 2, 3])):
            found.append(symbol(f"site:{number}", category, dice.choice([1, 1, 2, 5, 12, 40]), **place))
    return found
