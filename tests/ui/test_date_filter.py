"""The dates of the sidebar: typed, picked, by month; what is no date is said and changes nothing."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from incidentmap.query import data_days
from incidentmap.ui.shared import date_filter
from tests.ui.test_map_page import counted, html


def fields(app: AppTest) -> list[str]:
    return [str(app.text_input(key=key).value) for key in (date_filter.START, date_filter.END)]


def test_a_range_typed_in_one_go_holds(app: AppTest) -> None:
    app.run()
    app.text_input(key="date_from").set_value("2024-01-01 – 2024-02-10").run()
    assert fields(app) == ["2024-01-01", "2024-02-10"]
    assert app.session_state["dates"] == (date(2024, 1, 1), date(2024, 2, 10))
    assert 0 < counted(app)[3] < 151


def test_two_ends_typed_one_after_the_other_hold(app: AppTest) -> None:
    app.run()
    app.text_input(key="date_from").set_value("Jan 2024").run()
    assert fields(app) == ["2024-01-01", ""]
    app.text_input(key="date_to").set_value("10 Feb 2024").run()
    assert fields(app) == ["2024-01-01", "2024-02-10"]
    app.text_input(key="date_from").set_value("").run()
    assert app.session_state["dates"] == (None, date(2024, 2, 10))


def test_what_is_no_day_is_said_and_never_moved(app: AppTest) -> None:
    app.run()
    before = counted(app)
    app.text_input(key="date_from").set_value("2024-02-31").run()
    assert "“2024-02-31” is no day: February 2024 has 29 days. The dates are as they were." in html(app)
    assert fields(app) == ["2024-02-31", ""]
    assert (app.session_state["dates"], counted(app)) == ((None, None), before)
    app.multiselect(key="countries").set_value(["IQ"]).run()
    assert "is no day" in html(app)
    app.text_input(key="date_from").set_value("2024-02-01").run()
    assert "is no day" not in html(app)


def test_clear_takes_back_what_was_no_day(app: AppTest) -> None:
    app.run()
    app.text_input(key="date_to").set_value("yesterday").run()
    app.button(key="clear").click().run()
    assert fields(app) == ["", ""]
    assert "is no date" not in html(app)


def test_the_calendar_has_the_days_of_the_data_and_half_a_choice_is_none(app: AppTest) -> None:
    app.query_params["from"], app.query_params["to"] = "0001-01-01", "9999-12-31"
    app.run()
    calendar = app.date_input(key="calendar")
    assert (calendar.min, calendar.max) == (date(2019, 5, 19), date(2024, 2, 10))
    calendar.set_value((date(2023, 11, 8),)).run()
    assert app.session_state["dates"] == (date.min, date.max)
    app.date_input(key="calendar").set_value((date(2023, 11, 8), date(2023, 11, 9))).run()
    assert fields(app) == ["2023-11-08", "2023-11-09"]


def test_a_month_is_one_click(app: AppTest) -> None:
    app.run()
    assert [str(each.key) for each in app.button if str(each.key).startswith("month ")] == [
        f"month {month}" for month in ("2023-10", "2023-11", "2023-12", "2024-01", "2024-02")
    ]  # what is long before stands in the list beside them
    assert "Aug 2022" in app.selectbox(key="other_month").options
    app.button(key="month 2023-11").click().run()
    assert fields(app) == ["2023-11-01", "2023-11-30"]
    app.selectbox(key="other_month").set_value(date(2019, 12, 1)).run()
    assert fields(app) == ["2019-12-01", "2019-12-31"]
    assert app.selectbox(key="other_month").value is None


@pytest.mark.parametrize("typed", ["2023-12-24", "2024-01-01 – 2024-02-10", "yesterday"])
@pytest.mark.parametrize("key", ["date_from", "date_to"])
def test_a_click_on_a_month_sets_it_whatever_was_being_typed(app: AppTest, key: str, typed: str) -> None:
    """Leaving a field enters what was typed there; the browser sends both at once."""
    app.run()
    app.text_input(key="date_from").set_value("2024-01-01").run()
    app.text_input(key="date_to").set_value("2024-02-10").run()
    app.text_input(key=key).set_value(typed)
    app.button(key="month 2023-11").click().run()
    assert fields(app) == ["2023-11-01", "2023-11-30"]
    assert app.session_state["dates"] == (date(2023, 11, 1), date(2023, 11, 30))
    assert 'role="alert"' not in html(app)


def test_empty_fields_hold_no_date_to_be_taken_for_one_that_was_chosen(app: AppTest) -> None:
    app.run()
    for key in (date_filter.START, date_filter.END):
        assert not any(each.isdigit() for each in app.text_input(key=key).placeholder)


def test_a_date_after_today_is_said_and_opened_by_a_click(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(date_filter, "data_days", lambda index, _: data_days(index, date(2024, 2, 1)))
    app.run()
    app.button(key="preset last 7 days").click().run()
    assert fields(app) == ["2024-01-22", "2024-01-28"]
    button = app.button(key="after_today")
    assert "records are dated after today: open" in button.label
    button.click().run()
    assert fields(app) == ["2024-02-03", ""]
    assert app.session_state["opened"] is not None


def test_the_empty_years_before_are_shown_by_one_click(app: AppTest) -> None:
    app.run()
    button = app.button(key="timeline_earlier")
    assert "earlier, 2019" in button.label
    button.click().run()
    assert [each.key for each in app.button if str(each.key).startswith("timeline_")] == ["timeline_fold"]
    app.button(key="timeline_fold").click().run()
    assert app.button(key="timeline_earlier").label == button.label
