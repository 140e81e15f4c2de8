"""The list of the incidents of one mark."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from incidentmap.ui.map import mark_incidents
from tests.browser import seeds


def listed(app: AppTest) -> list[str]:
    return list(app.radio[0].options)


@pytest.fixture
def pages_of_five(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mark_incidents, "LISTED", 5)


@pytest.mark.usefixtures("pages_of_five")
def test_a_long_list_comes_in_pages_that_leave_none_out(app: AppTest) -> None:
    there = [name for name in seeds.in_time_order() if name in seeds.at_site("Ain al-Asad Air Base")]
    there = [name for name in there if name in seeds.of_category("attack")]
    app.query_params["incident"] = there[0]
    app.run()
    assert app.button(key="earlier").disabled
    seen = listed(app)
    while not app.button(key="later").disabled:
        app.button(key="later").click().run()
        assert app.session_state["opened"].incident_id == app.radio[0].value
        seen += listed(app)
    assert len(seen) == len(set(seen)) >= len(there) > 5


def test_a_short_list_has_no_pages(app: AppTest) -> None:
    app.query_params["incident"] = "IQ-2024-01-08-01"
    app.run()
    assert not [button for button in app.button if button.key in ("earlier", "later")]
