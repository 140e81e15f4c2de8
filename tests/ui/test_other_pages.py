from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.ui.test_map_page import html


def test_totals_are_shown_as_printed(app: AppTest) -> None:
    app.run()
    app.switch_page("../../pages/totals.py").run()
    assert not app.exception
    rows = app.dataframe[0].value
    assert len(rows) == 53
    assert list(rows[rows["Injured"] == "at least 62"]["Title"].str[:6]) == ["Series"]
    assert "At least 62 US personnel" in html(app)


def test_totals_of_one_counter(app: AppTest) -> None:
    app.run()
    app.switch_page("../../pages/totals.py").run()
    app.multiselect(key="counters").set_value(["SOHR (Syria only)"]).run()
    assert len(app.dataframe[0].value) == 8


def test_sources_show_the_article_whole(app: AppTest) -> None:
    app.run()
    app.switch_page("../../pages/sources.py").run()
    assert not app.exception
    assert "2050 characters, kept as they came" in html(app)
    assert html(app).count("<mark>") > 5
