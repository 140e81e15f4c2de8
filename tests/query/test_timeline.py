"""Bins by day, week and month, and the ranges that end with the data."""

from datetime import date, timedelta

import pandas as pd
import pytest

from incidentmap.model import vocabulary as v
from incidentmap.query import IncidentFilter, apply, presets, timeline
from tests.query.world import Case, World, index_of, one


def bins_of(store, *days, **fields):
    cases = tuple(Case(one(incident_id=f"x-{number}", day=day, **fields)) for number, day in enumerate(days))
    return timeline(apply(index_of(store, World(cases)), IncidentFilter()))


@pytest.mark.parametrize(
    ("days", "unit", "start"),
    [(0, "day", date(2023, 11, 8)), (61, "day", date(2024, 1, 8)), (62, "week", date(2024, 1, 8)),
     (730, "week", date(2025, 11, 3)), (731, "month", date(2025, 11, 1))],
)  # fmt: skip
def test_the_unit_follows_the_span(empty_store, days, unit, start):
    first = date(2023, 11, 8)
    found = bins_of(empty_store, first, first + timedelta(days))
    assert found.unit == unit
    assert found.bins["start"].iloc[-1] == pd.Timestamp(start)
    assert found.bins["count"].sum() == 2


def test_an_incident_counts_at_its_latest_date_and_an_open_start_is_told_apart(empty_store):
    vague = {"date_earliest": date(2023, 11, 1), "time_precision": v.TimePrecision.MONTH}
    opened = {"date_earliest": None, "time_precision": v.TimePrecision.ON_OR_BEFORE}
    for fields, is_open in ((vague, False), (opened, True)):
        (line,) = bins_of(empty_store, date(2023, 11, 30), **fields).bins.to_dict("records")
        assert line == {"start": pd.Timestamp(2023, 11, 30), "category": "attack", "open_start": is_open, "count": 1}


def test_nothing_shown_has_no_bins(empty_store):
    assert len(bins_of(empty_store).bins) == 0


def test_presets_end_at_the_latest_date_of_the_data():
    latest = date(2024, 2, 29)
    assert presets(latest) == {
        "last 7 days": (date(2024, 2, 23), latest),
        "last 30 days": (date(2024, 1, 31), latest),
        "last 90 days": (date(2023, 12, 2), latest),
        "last 12 months": (date(2023, 3, 1), latest),
        "all": (None, None),
    }


def test_twelve_months_are_a_year_to_the_day():
    assert presets(date(2024, 2, 28))["last 12 months"][0] == date(2023, 3, 1)
    assert presets(date(2023, 10, 17))["last 12 months"][0] == date(2022, 10, 18)


@pytest.mark.parametrize("latest", [date.min, date.max, date(2024, 2, 28), date(2023, 2, 28)])
def test_presets_of_any_date_are_ranges(latest):
    for start, end in presets(latest).values():
        assert (start is None) == (end is None)
        assert start is None or start <= end == latest
