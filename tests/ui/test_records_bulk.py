"""Many rows changed at once: seen first, signed, one edit."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from incidentmap.desk import merge
from incidentmap.model import vocabulary as v
from incidentmap.ui.shared import session
from tests.ui.records_table import (
    DRAFT,
    FIRST,
    REJECTED,
    SECOND,
    by_somebody,
    choose,
    page,
    preview,
    set_for_chosen,
    sign,
    stored,
    table,
)

__all__ = ["page"]


def test_many_rows_at_once_are_one_edit(page: AppTest) -> None:
    before = session.store().state()
    choose(page, FIRST, SECOND)
    set_for_chosen(page, "outcome", "hit")
    assert preview(page) == [(each, "Outcome", "not stated", "Hit") for each in sorted((FIRST, SECOND))]
    assert stored()[FIRST].incident.outcome is None
    sign(page)
    assert not page.exception
    assert {stored()[each].incident.outcome for each in (FIRST, SECOND)} == {v.Outcome.HIT}
    assert session.store().state() == before + 1
    assert preview(page) == []
    assert dict(zip(table(page)["Id"], table(page)["Outcome"], strict=True)) == {FIRST: "Hit", SECOND: "Hit"}


def test_not_stated_is_a_value(page: AppTest) -> None:
    by_somebody(FIRST, outcome=v.Outcome.MISSED)
    page.run()
    choose(page, FIRST)
    set_for_chosen(page, "outcome", "not_stated")
    assert preview(page) == [(FIRST, "Outcome", "Missed", "not stated")]
    sign(page)
    assert stored()[FIRST].incident.outcome is None


def test_a_text_is_taken_away_only_when_that_is_said(page: AppTest) -> None:
    choose(page, SECOND)
    page.selectbox(key="bulk_field").select("notes").run()
    assert page.button(key="bulk_preview").disabled
    page.checkbox(key="bulk_notes_blank").check().run()
    page.button(key="bulk_preview").click().run()
    assert preview(page) == [(SECOND, "Notes", "=1+1", "not stated")]


def test_reject_and_restore(page: AppTest) -> None:
    choose(page, FIRST)
    set_for_chosen(page, "status", "rejected")
    sign(page, "a double")
    assert list(table(page)["Id"]) == [SECOND]
    page.toggle(key="records_all").set_value(True).run()
    choose(page, FIRST, REJECTED)
    set_for_chosen(page, "status", "confirmed")
    sign(page, "it was none")
    assert {stored()[each].incident.status for each in (FIRST, REJECTED)} == {v.Status.CONFIRMED}


def test_nobody_saves_without_a_reason(page: AppTest) -> None:
    choose(page, FIRST)
    set_for_chosen(page, "outcome", "hit")
    page.button(key="records_save").click().run()
    assert "Say why" in page.error[0].value
    assert stored()[FIRST].incident.outcome is None
    assert preview(page)


def test_what_is_discarded_is_gone(page: AppTest) -> None:
    choose(page, FIRST)
    set_for_chosen(page, "outcome", "hit")
    page.button(key="records_discard").click().run()
    assert preview(page) == []
    assert stored()[FIRST].incident.version == 1


def test_merged_incidents_are_read_only(page: AppTest) -> None:
    merge(session.store(), FIRST, SECOND, "he", "one event")
    page.toggle(key="records_all").set_value(True).run()
    choose(page, SECOND)
    assert page.button(key="bulk_preview").disabled
    choose(page, FIRST, SECOND)
    set_for_chosen(page, "outcome", "hit")
    assert {row[0] for row in preview(page)} == {FIRST}
    page.toggle(key="records_edit").set_value(True).run()
    assert SECOND not in set(page.data_editor[0].value["incident_id"])


def test_a_change_of_what_was_merged_meanwhile_is_dropped(page: AppTest) -> None:
    choose(page, SECOND)
    set_for_chosen(page, "outcome", "hit")
    merge(session.store(), FIRST, SECOND, "he", "one event")
    page.run()
    page.button(key="records_renew").click().run()
    assert "was merged" in page.warning[0].value
    assert preview(page) == []


def test_nothing_is_confirmed_without_a_source(page: AppTest) -> None:
    page.toggle(key="records_all").set_value(True).run()
    choose(page, DRAFT, REJECTED)
    set_for_chosen(page, "status", "confirmed")
    told = " ".join(each.value for each in page.warning).replace("\\", "")
    assert "X-3" in told and "names no source" in told and "not on the map" in told
    sign(page, "both seen")
    found = stored()
    assert (found[DRAFT].incident.status, found[REJECTED].incident.status) == (v.Status.DRAFT, v.Status.CONFIRMED)
