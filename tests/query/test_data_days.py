"""Where the data begins and ends, whatever is mistyped."""

from datetime import date, timedelta

import pytest

from incidentmap.model import vocabulary as v
from incidentmap.query import data_days, latest_day, latest_months, month_of, presets
from tests.query.world import Case, World, index_of, one

TODAY = date(2026, 11, 29)
MISTYPED = date(2042, 1, 8)


def days_in(store, *days, today=TODAY, **fields):
    cases = tuple(Case(one(incident_id=f"x-{number}", day=day, **fields)) for number, day in enumerate(days))
    return data_days(index_of(store, World(cases)), today)


def test_a_date_after_today_ends_no_range_and_is_told(empty_store):
    found = days_in(empty_store, date(2024, 1, 8), date(2024, 2, 10), MISTYPED, MISTYPED + timedelta(1))
    assert found.last == date(2024, 2, 10)
    assert presets(found.last)["last 7 days"] == (date(2024, 2, 4), date(2024, 2, 10))
    assert found.months == (date(2024, 2, 1), date(2024, 1, 1))
    assert (found.after, found.after_from, found.after_id) == (2, MISTYPED, "x-2")


def test_a_lone_record_of_today_is_no_error(empty_store):
    found = days_in(empty_store, date(2019, 1, 8), TODAY)
    assert (found.last, found.after, found.after_from, found.after_id) == (TODAY, 0, None, "")


def test_where_all_is_after_today_it_is_the_data(empty_store):
    found = days_in(empty_store, MISTYPED, MISTYPED + timedelta(3))
    assert (found.first, found.last, found.after) == (MISTYPED, MISTYPED + timedelta(3), 2)


def test_a_month_that_today_lies_in_has_begun_and_ends_with_today(empty_store):
    month = {"date_earliest": date(2026, 11, 1), "time_precision": v.TimePrecision.MONTH}
    found = days_in(empty_store, date(2026, 11, 30), **month)
    assert (found.first, found.last, found.after) == (date(2026, 11, 1), TODAY, 0)


def test_the_few_long_before_are_told_apart(empty_store):
    dense = [date(2023, 10, 17) + timedelta(days) for days in range(30)]
    found = days_in(empty_store, date(2019, 5, 19), date(2021, 2, 1), *dense)
    assert (found.first, found.earliest, found.start) == (date(2019, 5, 19), date(2019, 5, 19), date(2023, 10, 17))
    assert days_in(empty_store, date(2019, 5, 19), *dense[:3]).start == date(2019, 5, 19)
    assert days_in(empty_store, dense[0] - timedelta(300), *dense).start == dense[0] - timedelta(300)


def test_the_latest_months_end_before_a_quiet_stretch():
    dense = [date(2024, 2, 1), date(2024, 1, 1), date(2023, 9, 1)]
    assert latest_months([*dense, date(2022, 8, 1)], 6) == tuple(dense)
    assert latest_months(dense, 2) == tuple(dense[:2])
    assert latest_months([], 6) == ()


def test_nothing_has_no_days(empty_store):
    assert days_in(empty_store) is None


def test_the_latest_day_can_be_asked_of_a_day(empty_store):
    cases = tuple(Case(one(incident_id=f"x-{day.year}", day=day)) for day in (date(2024, 2, 10), MISTYPED))
    index = index_of(empty_store, World(cases))
    assert (latest_day(index), latest_day(index, TODAY)) == (MISTYPED, date(2024, 2, 10))


@pytest.mark.parametrize(
    ("day", "month"),
    [(date(2024, 2, 10), (date(2024, 2, 1), date(2024, 2, 29))),
     (date(9999, 12, 31), (date(9999, 12, 1), date(9999, 12, 31)))],
)  # fmt: skip
def test_a_month_has_all_its_days(day, month):
    assert month_of(day) == month
