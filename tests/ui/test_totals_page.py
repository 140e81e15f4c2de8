"""The page of totals: what does not fit, and how one is opened."""

from __future__ import annotations

from dataclasses import replace

from streamlit.testing.v1 import AppTest

from tests.ui.test_map_page import html
from tests.ui.totals import OURS, address, by_somebody, opened, page, press

__all__ = ["page"]


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
