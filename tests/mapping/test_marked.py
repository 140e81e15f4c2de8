from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from incidentmap.mapping import symbols_of

MARK: dict[str, Any] = {
    "place_id": "site:depot",
    "place_name": "Depot",
    "category": "attack",
    "count": 3,
    "incident_ids": ("X-1", "X-2", "X-3"),
    "where_prec": 1,
    "least_prec": 1,
    "latitude": 33.0,
    "longitude": 43.0,
    "uncertainty_km": 2.0,
    "on_area": False,
    "all_intercepted": True,
}
AREA = MARK | {
    "place_id": "country:IQ",
    "where_prec": 5,
    "least_prec": 6,
    "latitude": float("nan"),
    "longitude": float("nan"),
}


def test_a_mark_becomes_a_symbol_at_its_point() -> None:
    (symbol,) = symbols_of(pd.DataFrame([MARK]))
    assert symbol.stands_at == (33.0, 43.0)
    assert symbol.hollow
    assert symbol.incident_ids == ("X-1", "X-2", "X-3")


@pytest.mark.parametrize("precision", [5, 6])
def test_a_count_on_a_country_stands_at_its_label_and_is_no_point(precision: int) -> None:
    (symbol,) = symbols_of(pd.DataFrame([AREA | {"least_prec": precision, "on_area": True}]))
    assert symbol.where_prec == precision
    assert symbol.stands_at is not None
    assert (symbol.latitude, symbol.longitude) == (None, None)


def test_no_marks_no_symbols() -> None:
    assert symbols_of(pd.DataFrame([MARK]).head(0)) == []
