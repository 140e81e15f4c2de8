"""The table of records: its rows, its columns, and what stays chosen."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from incidentmap.ui.records.table_columns import COLUMNS
from incidentmap.ui.shared import pager
from tests.ui.records_table import (
    DRAFT,
    FIRST,
    PAGE,
    REJECTED,
    SECOND,
    page,
    table,
)
from tests.ui.test_map_page import counted, html

__all__ = ["page"]


def test_the_rows_are_those_the_count_calls_shown(page: AppTest) -> None:
    assert not page.exception
    assert sum(counted(page)[:3]) == 2
    assert set(table(page)["Id"]) == {FIRST, SECOND}
    page.multiselect(key="countries").set_value(["JO"]).run()
    assert sum(counted(page)[:3]) == len(table(page)) == 1


def test_the_switch_adds_those_not_shown_by_the_same_filters(page: AppTest) -> None:
    page.toggle(key="records_all").set_value(True).run()
    assert dict(zip(table(page)["Id"], table(page)["Status"], strict=True)) == {
        FIRST: "Confirmed", SECOND: "Confirmed", DRAFT: "In review", REJECTED: "Rejected",
    }  # fmt: skip
    assert any("2 shown + 2 in review" in each.value for each in page.caption)
    page.multiselect(key="countries").set_value(["JO"]).run()
    assert list(table(page)["Id"]) == [SECOND]


def test_every_column_can_be_shown_and_is_remembered(page: AppTest) -> None:
    page.multiselect(key="records_columns").set_value([*COLUMNS]).run()
    assert not page.exception
    assert list(table(page)) == [column.title for column in COLUMNS.values()]
    row = table(page).set_index("Id").loc[FIRST]
    assert row["Killed, of the side that was hit"] == "not stated"
    assert row["Outcome"] == "not stated"
    assert (row["Latitude"], row["Uncertainty, km"], row["Sources"]) == (33.0, 2.0, 1)
    assert row["Words held"]
    page.multiselect(key="records_columns").set_value(["id", "notes"]).run()
    page.switch_page("../../pages/totals.py").run()
    page.switch_page(PAGE).run()
    assert list(table(page)) == ["Notes", "Id"]


def test_the_filter_survives_the_way_to_the_map_and_back(page: AppTest) -> None:
    page.multiselect(key="countries").set_value(["JO"]).run()
    for other in ("../../pages/map.py", PAGE, "../../pages/totals.py", PAGE):
        page.switch_page(other).run()
        if "totals" not in other:
            assert sum(counted(page)[:3]) == 1
            assert page.multiselect(key="countries").value == ["JO"]


def test_a_row_alone_opens_with_its_words_and_its_links(page: AppTest) -> None:
    page.multiselect(key="countries").set_value(["IQ"]).run()
    page.query_params["incident"] = FIRST
    page.query_params["countries"] = "IQ"
    page.run()
    assert "<mark>Two drones</mark>" in html(page)
    links = {each.label: each.proto.query_string for each in page.get("page_link")}
    assert links["Show on the map"] == "countries=IQ&incident=X-1"
    assert links["Edit"] == "incident=X-1"
    assert links["New incident"] == "incident=new"


def test_more_rows_than_a_browser_takes_come_page_by_page(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pager, "ROWS", 1)
    page.run()
    first = table(page)
    assert len(first) == 1
    page.button("records On").click().run()
    second = table(page)
    assert len(second) == 1
    assert not first.equals(second)
    assert page.button("records On").disabled
    page.button("records First").click().run()
    assert table(page).equals(first)


def test_nothing_fits(page: AppTest) -> None:
    page.text_input(key="search").set_value("no such words").run()
    assert not page.exception
    assert "Nothing fits" in html(page)
    assert not page.dataframe


def test_all_seeds(app: AppTest) -> None:
    app.run()
    app.switch_page(PAGE).run()
    app.multiselect(key="records_columns").set_value([*COLUMNS]).run()
    assert not app.exception
    shown = table(app).set_index("Id")
    assert len(shown) == 151
    assert "denied: not Kataib Hezbollah" in shown.loc["IQ-2019-12-27-01", "Who did it"]
    assert "24–25" in set(shown["Killed, of the side that was hit"])
