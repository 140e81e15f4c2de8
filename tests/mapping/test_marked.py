from __future__ import annotations

from dataclasses import replace
from math import nan

import pytest

from incidentmap.gazetteer import Gazetteer
from incidentmap.mapping import Symbol, symbols_of
from incidentmap.query import Mark

MARK = Mark("site:depot", "Depot", "attack", 3, ("X-1", "X-2", "X-3"), 1, 33.0, 43.0, 2.0, False, True)
AREA = replace(MARK, place_id="country:IQ", where_prec=6, latitude=nan, longitude=nan, on_area=True)


GOVERNORATE = replace(MARK, place_id="admin1:IQ-AN", where_prec=4, uncertainty_km=210.0)


def drawn(*marks: Mark) -> list[Symbol]:
    with Gazetteer() as gazetteer:
        return symbols_of(marks, gazetteer)


def test_a_mark_becomes_a_symbol_at_its_point() -> None:
    (symbol,) = drawn(MARK)
    assert symbol.stands_at == (33.0, 43.0)
    assert symbol.hollow
    assert symbol.incident_ids == ("X-1", "X-2", "X-3")


@pytest.mark.parametrize("precision", [5, 6])
def test_a_count_on_a_country_stands_at_its_label_and_is_no_point(precision: int) -> None:
    (symbol,) = drawn(replace(AREA, where_prec=precision))
    assert symbol.where_prec == precision
    assert symbol.stands_at is not None
    assert (symbol.latitude, symbol.longitude) == (None, None)


def test_a_radius_that_is_not_known_is_none() -> None:
    (symbol,) = drawn(replace(MARK, uncertainty_km=nan))
    assert symbol.radius_km is None


def test_no_marks_no_symbols() -> None:
    assert drawn() == []


def test_a_governorate_names_its_outline_and_stands_at_its_label() -> None:
    (symbol,) = drawn(GOVERNORATE)
    assert [each.rpartition("/")[2] for each in symbol.outlines] == ["admin1:IQ-AN"]
    assert symbol.stands_at == (symbol.label_latitude, symbol.label_longitude) != (33.0, 43.0)
    assert (symbol.latitude, symbol.longitude) == (33.0, 43.0)


@pytest.mark.parametrize("place_id", ["admin2:IQ.01.98061", "admin1:IQ-AN@part-N", "site:depot"])
def test_an_area_without_an_outline_stays_a_ring(place_id: str) -> None:
    (symbol,) = drawn(replace(GOVERNORATE, place_id=place_id))
    assert symbol.outlines == () and symbol.stands_at == (33.0, 43.0)
