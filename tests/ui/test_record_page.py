"""The form of one record: what it asks, what it refuses and where it says so, and what it keeps."""

from __future__ import annotations

from datetime import date

from streamlit.testing.v1 import AppTest

from incidentmap.model import vocabulary as v
from incidentmap.ui.shared import session
from tests.ui.record_form import at, dossier, fill_in, key, open_at, save, told


def test_nothing_is_asked_for_before_it_is_missed(desk: AppTest) -> None:
    open_at(desk, "new")
    assert told(desk) == ""
    save(desk)
    assert "“Category”, “Event type” and “To” are empty; fill them in" in told(desk)
    assert session.store().state() == 1


def test_a_new_incident_needs_its_kind_and_its_day(desk: AppTest) -> None:
    fill_in(open_at(desk, "new"), site="Ain al-Asad Air Base")
    save(desk, "heard of it")
    assert told(desk) == ""
    made = at(desk)
    found = dossier(made)
    assert made == "XX-2024-02-09-01"
    assert (found.record.incident.outcome, found.record.incident.summary) == (None, "")
    assert found.place is not None and found.place.place_id == "site:ain-al-asad"
    assert [(each.changed_by, each.why) for each in found.history] == [("Rana", "heard of it")]


def test_a_refusal_stands_at_its_field_and_nothing_is_lost(desk: AppTest) -> None:
    fill_in(open_at(desk, "new"), target="a depot")
    desk.date_input(key=key(desk, "date_latest")).set_value(date(2024, 2, 1)).run()
    assert "“From” and “To” are out of order; write the earliest first" in told(desk)
    save(desk)
    assert session.store().state() == 1
    assert desk.text_input(key=key(desk, "target")).value == "a depot"


def test_the_latest_day_is_enough(desk: AppTest) -> None:
    open_at(desk, "new")
    desk.selectbox(key=key(desk, "category")).set_value(v.Category.ATTACK)
    desk.selectbox(key=key(desk, "event_type")).set_value(v.EventType.ATTACK)
    desk.date_input(key=key(desk, "date_latest")).set_value(date(2024, 2, 9)).run()
    assert told(desk) == ""
    assert any("on or before" in each.value for each in desk.caption)
    save(desk, "known to have been before")
    assert told(desk) == ""
    found = dossier(at(desk)).record.incident
    assert (found.date_earliest, found.date_latest) == (None, date(2024, 2, 9))
    assert found.time_precision is v.TimePrecision.ON_OR_BEFORE


def test_an_open_start_is_on_or_before_until_a_first_day_is_given(desk: AppTest) -> None:
    fill_in(open_at(desk, "new"))
    desk.date_input(key=key(desk, "date_earliest")).set_value(None).run()
    assert desk.selectbox(key=key(desk, "time_precision")).value == v.TimePrecision.ON_OR_BEFORE
    assert told(desk) == ""
    desk.selectbox(key=key(desk, "time_precision")).set_value(v.TimePrecision.DAY).run()
    assert "“Known to the”: “⁨day⁩” has no first day; give the first day, or choose: on or before" in told(desk)
    desk.selectbox(key=key(desk, "time_precision")).set_value(v.TimePrecision.ON_OR_BEFORE).run()
    desk.date_input(key=key(desk, "date_earliest")).set_value(date(2024, 2, 8)).run()
    assert desk.selectbox(key=key(desk, "time_precision")).value == v.TimePrecision.DAY
    assert told(desk) == ""


def test_no_reason_no_save(desk: AppTest) -> None:
    fill_in(open_at(desk, "new"))
    save(desk, " ")
    assert "Say why" in told(desk)
    assert session.store().state() == 1


def test_an_untouched_record_has_nothing_to_save(desk: AppTest) -> None:
    open_at(desk, "seed-2")
    save(desk)
    assert "Nothing was changed" in told(desk)
    assert session.store().state() == 1


def test_an_unknown_incident_is_told(desk: AppTest) -> None:
    open_at(desk, "nobody")
    assert "no such incident" in desk.info[0].value
