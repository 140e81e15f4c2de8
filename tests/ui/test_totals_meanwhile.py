"""Totals that somebody else saved or removed while they were being edited."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from incidentmap.ui.totals import form
from tests.ui.test_map_page import html
from tests.ui.totals import OURS, by_somebody, opened, page, press, stored, told

__all__ = ["page"]


def outdated(page: AppTest) -> AppTest:
    opened(page)
    page.text_area(key="total_t-ours_note").set_value("mine").run()
    by_somebody(OURS, replace(OURS, publisher="Herald", title="Weekly"))
    press(page, "save", why="a note")
    assert "Somebody changed this total meanwhile" in page.warning[0].value
    for shown in ("<bdi>Gazette</bdi>", "<bdi>Herald</bdi>", "<bdi>mine</bdi>"):
        assert shown in html(page)
    assert page.text_area(key="total_t-ours_note").value == "mine"
    return page


def test_my_changes_go_on_what_somebody_saved_meanwhile(page: AppTest) -> None:
    press(outdated(page), "total_mine")
    press(page, "save", why="both")
    assert stored()["t-ours"] == replace(OURS, publisher="Herald", title="Weekly", note="mine")


def test_or_i_go_on_from_theirs(page: AppTest) -> None:
    press(outdated(page), "total_theirs")
    assert page.text_area(key="total_t-ours_note").value == "A note"
    page.text_input(key="total_t-ours_title").set_value("Yearly")
    press(page, "save", why="their way")
    assert stored()["t-ours"] == replace(OURS, publisher="Herald", title="Yearly")


def test_changes_that_do_not_fit_on_theirs_are_refused_in_words(page: AppTest) -> None:
    opened(page)
    page.text_input(key="total_t-ours_total_low").set_value("100").run()
    by_somebody(OURS, replace(OURS, total_low=10, total_high=20))
    press(page, "save", why="a range")
    assert "out of order" in told(page)[0]
    assert "total_mine" not in {each.key for each in page.button}
    press(page, "total_theirs")
    assert page.text_input(key="total_t-ours_total_high").value == "20"


def test_two_new_totals_of_one_name_are_both_kept(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    press(page, "new_total")
    page.text_input(key="total_new_counter").set_value("Ministry")
    page.date_input(key="total_new_as_of").set_value(date(2024, 2, 1))
    with monkeypatch.context() as raced:
        raced.setattr(form, "new_aggregate_id", lambda *_: "t-other")
        press(page, "save", why="read it")
    assert "somebody saved a newer version" in told(page)[0]
    press(page, "save")
    assert {"t-other", "total-ministry-2024-02-01"} <= set(stored())


def test_what_somebody_removed_meanwhile_can_be_saved_as_a_new_one(page: AppTest) -> None:
    opened(page)
    page.text_area(key="total_t-ours_note").set_value("mine").run()
    by_somebody(OURS, None)
    press(page, "save", why="a note")
    assert "Somebody removed this total meanwhile" in page.warning[0].value
    press(page, "total_anew")
    press(page, "save", why="it was right")
    assert stored()["total-ministry-2024-01-10"] == replace(OURS, aggregate_id="total-ministry-2024-01-10", note="mine")


def test_what_others_saved_is_shown_where_nothing_was_typed(page: AppTest) -> None:
    opened(page)
    by_somebody(OURS, replace(OURS, note="theirs"))
    page.run()
    assert page.text_area(key="total_t-ours_note").value == "theirs"
