"""Bins by day, week and month, and the ranges that end with the data."""

from datetime import date, timedelta

import pandas as pd
import pytest

from incidentmap.model import vocabulary as v
from incidentmap.query import Folded, IncidentFilter, apply, presets, timeline
from tests.query.world import Case, World, index_of, one

NO_FILTER = IncidentFilter()


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


DENSE = [date(2023, 10, 17) + timedelta(days) for days in range(117)]
BEFORE = [date(2019, 5, 19), date(2019, 12, 27), date(2021, 2, 1)]
TODAY = date(2026, 11, 29)


def drawn(store, *days, whole=False, filter=NO_FILTER, **fields):
    cases = tuple(Case(one(incident_id=f"x-{number}", day=day, **fields)) for number, day in enumerate(days))
    found = timeline(apply(index_of(store, World(cases)), filter), TODAY, whole=whole)
    return found, (found.start.item(), found.end.item() - timedelta(1))


def test_quiet_days_are_drawn_to_both_ends_of_the_filter(empty_store):
    filter = IncidentFilter(date_from=date(2023, 11, 1), date_to=date(2023, 11, 30))
    found, ends = drawn(empty_store, date(2023, 11, 8), date(2023, 11, 9), date(2024, 5, 1), filter=filter)
    assert (found.unit, ends) == ("day", (date(2023, 11, 1), date(2023, 11, 30)))


def test_quiet_days_are_drawn_to_both_ends_of_the_data(empty_store):
    attacks = [Case(one(incident_id=f"x-{day}", day=day)) for day in DENSE]
    strike = Case(one(incident_id="s", day=date(2023, 12, 25), category=v.Category.STRIKE))
    view = apply(index_of(empty_store, World((*attacks, strike))), IncidentFilter(categories=("strike",)))
    found = timeline(view, TODAY)
    assert found.bins["count"].sum() == 1
    assert (found.unit, found.start.item(), found.end.item()) == ("week", date(2023, 10, 16), date(2024, 2, 12))


def test_long_empty_years_before_are_folded_and_said(empty_store):
    found, (start, _) = drawn(empty_store, *BEFORE, *DENSE)
    assert (found.unit, start) == ("week", date(2023, 10, 16))
    assert found.earlier == Folded(3, BEFORE[0], BEFORE[2])
    assert found.later is None
    assert found.bins["count"].sum() == len(BEFORE) + len(DENSE)
    whole, (start, _) = drawn(empty_store, *BEFORE, *DENSE, whole=True)
    assert (whole.earlier, whole.unit, start) == (None, "month", date(2019, 5, 1))


def test_what_is_dated_after_today_stretches_no_axis_and_is_said(empty_store):
    found, (_, end) = drawn(empty_store, *DENSE, date(2042, 1, 8))
    assert end == date(2024, 2, 11)
    assert found.later == Folded(1, date(2042, 1, 8), date(2042, 1, 8))


def test_where_only_folded_ones_are_shown_they_have_the_axis(empty_store):
    filter = IncidentFilter(date_to=date(2022, 1, 1))
    found, ends = drawn(empty_store, *BEFORE, *DENSE, filter=filter)
    assert (found.earlier, found.later) == (None, None)
    assert ends == (date(2019, 5, 1), date(2022, 1, 31))


def test_where_most_of_what_is_shown_is_long_before_nothing_is_folded(empty_store):
    strikes = [one(incident_id=f"s-{day}", day=day, category=v.Category.STRIKE) for day in (*BEFORE, DENSE[0])]
    attacks = [one(incident_id=f"x-{day}", day=day) for day in DENSE]
    index = index_of(empty_store, World(tuple(map(Case, (*strikes, *attacks)))))
    found = timeline(apply(index, IncidentFilter(categories=("strike",))), TODAY)
    assert (found.earlier, found.start.item()) == (None, date(2019, 5, 1))


def test_a_range_after_all_data_still_has_an_axis(empty_store):
    found, ends = drawn(empty_store, *DENSE, date(2042, 1, 8), filter=IncidentFilter(date_from=date(2042, 1, 1)))
    assert (found.unit, ends) == ("day", (date(2042, 1, 1), date(2042, 1, 8)))


def test_what_may_lie_in_the_range_is_on_the_axis_at_its_latest_date(empty_store):
    month = {"date_earliest": date(2023, 11, 1), "time_precision": v.TimePrecision.MONTH}
    filter = IncidentFilter(date_from=date(2023, 11, 5), date_to=date(2023, 11, 10))
    found, ends = drawn(empty_store, date(2023, 11, 30), filter=filter, **month)
    assert ends == (date(2023, 11, 5), date(2023, 11, 30))
    assert found.later is None


def test_many_years_are_counted_by_year(empty_store):
    found, ends = drawn(empty_store, date(1950, 3, 1), date(1951, 3, 1), date(2024, 1, 1))
    assert (found.unit, ends) == ("year", (date(1950, 1, 1), date(2024, 12, 31)))


def test_no_date_is_too_far_for_a_bin(empty_store):
    cases = tuple(Case(one(incident_id=f"{day}", day=day)) for day in (date.min, date(9999, 12, 30)))
    found = timeline(apply(index_of(empty_store, World(cases)), NO_FILTER), TODAY, whole=True)
    assert (found.unit, found.bins["count"].sum(), found.start.item()) == ("year", 2, date.min)
