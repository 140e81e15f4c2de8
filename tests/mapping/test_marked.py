from __future__ import annotations

from dataclasses import replace
from math import nan

import pytest

from incidentmap.mapping import symbols_of
from incidentmap.query import Mark

MARK = Mark("site:depot", "Depot", "attack", 3, ("X-1", "X-2", "X-3"), 1, 33.0, 43.0, 2.0, False, True)
AREA = replace(MARK, place_id="country:IQ", where_prec=6, latitude=nan, longitude=nan, on_area=True)


def test_a_mark_becomes_a_symbol_at_its_point() -> None:
    (symbol,) = symbols_of([MARK])
    assert symbol.stands_at == (33.0, 43.0)
    assert symbol.hollow
    assert symbol.incident_ids == ("X-1", "X-2", "X-3")


@pytest.mark.parametrize("precision", [5, 6])
def test_a_count_on_a_country_stands_at_its_label_and_is_no_point(precision: int) -> None:
    (symbol,) = symbols_of([replace(AREA, where_prec=precision)])
    assert symbol.where_prec == precision
    assert symbol.stands_at is not None
    assert (symbol.latitude, symbol.longitude) == (None, None)


def test_a_radius_that_is_not_known_is_none() -> None:
    (symbol,) = symbols_of([replace(MARK, uncertainty_km=nan)])
    assert symbol.radius_km is None


def test_no_marks_no_symbols() -> None:
    assert symbols_of([]) == []
