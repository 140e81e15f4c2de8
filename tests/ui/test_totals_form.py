"""One total on its form: what is kept, what is refused and where that is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from incidentmap.desk.total_edits import new_aggregate_id
from incidentmap.model import Aggregate
from incidentmap.model import vocabulary as v
from incidentmap.ui.shared import session
from incidentmap.ui.totals import quotes
from tests.records import ARTICLE
from tests.ui.test_map_page import html
from tests.ui.totals import OURS, address, history, opened, page, press, stored, told

__all__ = ["page"]


def test_a_new_total_is_kept_whole(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    press(page, "new_total")
    key = "total_new_{}".format
    page.text_input(key=key("counter")).set_value(" وزارة ")
    page.date_input(key=key("as_of")).set_value(date(2024, 2, 1))
    page.date_input(key=key("period_start")).set_value(date(2024, 1, 1))
    page.selectbox(key=key("category")).set_value("strike")
    for name, number in (
        ("total_low", 5),
        ("total_high", 7),
        ("killed_low", 0),
        ("killed_high", 0),
        ("injured_high", 3),
    ):
        page.text_input(key=key(name)).set_value(str(number))
    page.multiselect(key=key("attackers")).set_value(["Brigade", "لواء"])
    page.multiselect(key=key("places")).set_value(["A, B"])
    page.text_input(key=key("url")).set_value("https://example.org/1")
    press(page, key("add_country"))
    page.selectbox(key=key("country_0")).set_value("SY")
    page.text_input(key=key("count_0")).set_value("6")
    monkeypatch.setattr(quotes, "pick", lambda *_: (10, 20))
    page.run()
    press(page, "save", why="read it")
    assert told(page) == []
    assert stored()["total-2024-02-01"] == Aggregate(
        "total-2024-02-01", date(2024, 2, 1), "وزارة", v.Category.STRIKE, date(2024, 1, 1), ("Brigade", "لواء"),
        total_low=5, total_high=7, by_country=(("SY", 6),), killed_low=0, killed_high=0, injured_high=3,
        places=("A, B",), url="https://example.org/1", spans=(ARTICLE.span(10, 20),),
    )  # fmt: skip
    assert history("total-2024-02-01") == [("she", "read it")]
    assert address(page) == "total-2024-02-01"


def test_an_edit_leaves_alone_what_was_not_touched(page: AppTest) -> None:
    opened(page)
    page.text_input(key="total_t-ours_total_low").set_value("").run()
    press(page, "save", why="at most")
    assert told(page) == []
    assert stored()["t-ours"] == replace(OURS, total_low=None)
    assert "at most" in html(page)  # the history stands below


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("counter", "", "“Counted by” is empty; say who counted"),
        ("total_high", "3", "“Events, at least” and “Events, at most” are out of order; write the lowest first"),
        ("period_start", date(2024, 3, 1), "“Since” and “As of” are out of order; write the earliest first"),
        ("as_of", None, "“As of” is empty; choose the day"),
        ("killed_high", "1e3", "“Killed, at most”: “⁨1e3⁩” is no count; write a whole number in digits"),
        ("killed_low", "2.5", "“Killed, at least”: “⁨2.5⁩” is no count; write a whole number in digits"),
    ],
)
def test_a_refusal_stands_at_its_field(page: AppTest, field: str, value: object, problem: str) -> None:
    opened(page)
    kinds = (page.text_input, page.date_input)
    widget = next(each for kind in kinds for each in kind if each.key == f"total_t-ours_{field}")
    widget.set_value(value)
    press(page, "save", why="a try")
    assert problem in html(page)
    assert len(told(page)) == 1
    assert stored()["t-ours"] == OURS


def test_an_empty_form_is_refused_only_when_it_is_saved(page: AppTest) -> None:
    press(page, "new_total")
    assert 'class="im-error"' not in html(page)
    press(page, "save", why="a try")
    assert "“Counted by” is empty" in html(page)
    assert set(stored()) == {"t-ours", "t-other", "t-later"}


def test_a_country_is_chosen_once_and_counted(page: AppTest) -> None:
    opened(page)
    press(page, "total_t-ours_add_country")
    press(page, "save", why="a try")
    assert "“Country” is empty; choose one" in html(page)
    page.selectbox(key="total_t-ours_country_2").set_value("IQ").run()
    assert "“Country”: “⁨IQ⁩” is there twice" in html(page)
    page.selectbox(key="total_t-ours_country_2").set_value("JO").run()
    assert "“Events there” is empty" in html(page)
    press(page, "total_t-ours_drop_1")
    page.text_input(key="total_t-ours_count_2").set_value("95")
    press(page, "save", why="Jordan, not Syria")
    assert stored()["t-ours"].by_country == (("IQ", 60), ("JO", 95))


def test_nothing_is_saved_without_a_reason(page: AppTest) -> None:
    opened(page)
    page.text_area(key="total_t-ours_note").set_value("other")
    press(page, "save")
    assert told(page) == ["Say why, then save again."]
    assert stored()["t-ours"] == OURS


def test_marked_words_are_taken_away_again(page: AppTest) -> None:
    opened(page)
    press(page, f"total_t-ours_span_{ARTICLE.article_id}_10_20")
    press(page, "save", why="not about it")
    assert stored()["t-ours"].spans == ()


def test_discarding_gives_back_what_is_stored(page: AppTest) -> None:
    opened(page)
    page.text_area(key="total_t-ours_note").set_value("mine").run()
    press(page, "discard")
    assert page.text_area(key="total_t-ours_note").value == "A note"


def test_what_is_typed_outlives_a_look_at_the_others(page: AppTest) -> None:
    opened(page)
    page.text_area(key="total_t-ours_note").set_value("mine")
    press(page, "all_totals")
    opened(page)
    assert page.text_area(key="total_t-ours_note").value == "mine"


def test_a_total_is_removed_and_its_id_is_not_given_again(page: AppTest) -> None:
    press(page, "new_total")
    page.text_input(key="total_new_counter").set_value("Monitor (weekly)")
    page.date_input(key="total_new_as_of").set_value(date(2024, 2, 1))
    press(page, "save", why="read it")
    made = "total-monitor-weekly-2024-02-01"
    press(page, "remove", why="not theirs")
    assert made not in stored()
    assert address(page) == ""
    assert [why for _, why in history(made)] == ["read it", "not theirs"]
    assert new_aggregate_id(session.store(), "Monitor (weekly)", date(2024, 2, 1)) == f"{made}-02"


def test_an_edit_is_undone_from_the_history_below(page: AppTest) -> None:
    opened(page)
    page.text_area(key="total_t-ours_note").set_value("mine").run()
    press(page, "save", why="a note")
    key = next(str(each.key) for each in page.button if str(each.key).endswith("_now"))
    page.text_input(key=f"{key.removesuffix('_now')}_why").set_value("no")
    press(page, key)
    assert stored()["t-ours"] == OURS
    assert page.text_area(key="total_t-ours_note").value == "A note"
    assert history("t-ours") == [("she", "a note"), ("she", "no")]
