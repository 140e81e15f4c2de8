"""Totals: written down, mended, refused, merged with what others saved, removed and brought back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from incidentmap.desk import save
from incidentmap.desk.total_edits import new_aggregate_id
from incidentmap.model import Aggregate
from incidentmap.model import vocabulary as v
from incidentmap.store import reading, subjects
from incidentmap.ui.shared import session
from incidentmap.ui.totals import form, quotes
from tests.browser.worlds import store_at
from tests.records import ACTOR, ARTICLE, incident
from tests.ui.program import Drawn, start
from tests.ui.test_map_page import html

PAGE = "../../pages/totals.py"
OURS = Aggregate(
    "t-ours", date(2024, 1, 10), "Ministry", v.Category.ATTACK, date(2024, 1, 1), ("Brigade",), ("Depot",), 155, 155,
    (("IQ", 60), ("SY", 91)), None, None, 24, None, ("Qaryat",), "Monthly", "Gazette", "https://example.org", "A note",
    (ARTICLE.span(10, 20),),
)  # fmt: skip
OTHER = Aggregate("t-other", date(2024, 1, 10), "Monitor", v.Category.ATTACK, date(2024, 1, 1), total_low=160)
LATER = replace(OURS, aggregate_id="t-later", as_of=date(2024, 1, 11), injured_low=21, injured_high=21, by_country=())


@pytest.fixture
def page(tmp_path: Path, drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("INCIDENTMAP_ANALYST", "she")
    store_at(tmp_path, ACTOR, ARTICLE, incident(), OURS, OTHER, LATER)
    for app in start(tmp_path, monkeypatch):
        app.run()
        yield app.switch_page(PAGE).run()


def stored() -> dict[str, Aggregate]:
    with session.store().reading() as connection:
        return {each.aggregate_id: each for each in reading.aggregates(connection)}


def history(aggregate_id: str) -> list[tuple[str, str]]:
    with session.store().reading() as connection:
        edits = subjects.revisions_of(connection, f"aggregate:{aggregate_id}")
    return [(edit.changed_by, edit.why) for edit in edits]


def by_somebody(before: Aggregate, after: Aggregate | None) -> None:
    save(session.store(), [(before, after)], "he", "meanwhile")


def opened(app: AppTest, aggregate_id: str = "t-ours") -> AppTest:
    app.query_params["total"] = aggregate_id
    return app.run()


def press(app: AppTest, key: str, why: str = "") -> AppTest:
    if why:
        next(each for each in app.text_input if str(each.key).endswith("sign_why")).set_value(why)
    app.button(key=key).click().run()
    assert not app.exception
    return app


def address(app: AppTest) -> str:
    """Give the total that the address names; AppTest holds it as a list, or as a text."""
    named = app.query_params.get("total", [])
    return "".join(named)


def told(app: AppTest) -> list[str]:
    return [each.value for each in app.error]


def test_what_does_not_fit_stands_above_the_table(page: AppTest) -> None:
    assert not page.exception
    assert "its countries come to 151, it says 155." in html(page)
    assert "21 injured since 1 Jan 2024, fewer than the at least 24 it printed as of 10 Jan 2024" in html(page)
    assert page.expander[0].label == "What does not fit together: 3"
    assert "<bdi>Monitor</bdi> says at least 160" in html(page)


def test_a_counter_takes_its_findings_along(page: AppTest) -> None:
    page.multiselect(key="counters").set_value(["Monitor"]).run()
    assert "151" not in html(page)
    assert "They differ." in html(page)
    assert list(page.dataframe[0].value["Counter"]) == ["Monitor"]


def test_the_totals_of_a_finding_open_and_the_counter_is_kept(page: AppTest) -> None:
    page.multiselect(key="counters").set_value(["Monitor"]).run()
    press(page, "finding 0 t-ours")
    assert address(page) == "t-ours"
    assert "its countries come to 151" in html(page)
    assert page.text_input(key="total_t-ours_counter").value == "Ministry"
    press(page, "all_totals")
    assert address(page) == ""
    assert page.multiselect(key="counters").value == ["Monitor"]


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


def test_an_unknown_total_is_said_to_be_unknown(page: AppTest) -> None:
    opened(page, "t-nowhere")
    assert "There is no such total" in page.info[0].value
    assert len(page.dataframe) == 1


def test_text_from_records_is_never_markup(page: AppTest) -> None:
    bad = "<script>x</script> **b** $a$"
    by_somebody(OURS, replace(OURS, counter=bad, publisher=bad, title=bad, note=bad))
    page.run()
    assert "<script>x" not in html(page)
    (told_in_button,) = {each.label for each in page.button if "script" in each.label}
    assert "\\<script\\>" in told_in_button and "\\*\\*b" in told_in_button
    opened(page)
    assert "<script>x" not in html(page)
