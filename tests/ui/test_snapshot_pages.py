"""A link that names a snapshot shows the old state on both pages, read only, and says so; no other link does."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from incidentmap.model import vocabulary as v
from incidentmap.store import snapshots
from incidentmap.ui.shared import session
from tests.ui.records_table import DRAFT, FIRST, SECOND, by_somebody, page, stored, table
from tests.ui.test_map_page import html
from tests.ui.test_records_exchange import offered

__all__ = ["page"]

MAP = "../../pages/map.py"
ABOVE = "Not the records of today."


@pytest.fixture
def given(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the page offers for download."""
    return offered(monkeypatch)


@pytest.fixture
def snapshot(page: AppTest, given: dict[str, Any]) -> str:
    """The id of what was handed out before the records changed."""
    page.run()
    given["hand_out_csv"]["data"]()
    by_somebody(FIRST, summary="Said otherwise since.")
    by_somebody(SECOND, status=v.Status.WITHDRAWN)
    with session.store().reading() as connection:
        (found,) = snapshots.snapshots(connection)
    return found.snapshot_id


def opened(page: AppTest, snapshot: str, script: str = "../../pages/records.py", **query: str) -> AppTest:
    page.query_params.clear()
    page.query_params.update({"snapshot": snapshot, **query})
    page.switch_page(script).run()
    assert not page.exception
    return page


def test_both_pages_show_the_old_state_and_say_so(page: AppTest, snapshot: str) -> None:
    opened(page, snapshot)
    assert list(table(page)["Summary"]) == ["Two drones fell on a depot."] * 2
    assert f"<b>{ABOVE}</b> As handed out on " in html(page)
    assert "by <bdi>she</bdi>: 2 of 3 incidents. Marked then: <bdi>not marked</bdi>. Read only." in html(page)
    opened(page, snapshot, MAP, incident=FIRST)
    assert ABOVE in html(page)
    assert list(table(page)["Id"]) == [FIRST, SECOND]
    assert "Two drones fell on a depot." in html(page) and "<b>2</b> incidents" in html(page)


def test_it_lists_what_changed_since(page: AppTest, snapshot: str) -> None:
    by_somebody(DRAFT, status=v.Status.CONFIRMED)
    said = html(opened(page, snapshot))
    assert "New: 1</p><p><bdi>X-3</bdi> <br>" in said and "2023-11-01, Two drones" in said
    assert "Changed: 1</p>" in said and "<bdi>Said otherwise since.</bdi></td>" in said
    assert "Withdrawn: 1</p><p><bdi>X-2</bdi> is withdrawn now" in said


def test_filters_and_the_open_incident_go_on_within_it(page: AppTest, snapshot: str) -> None:
    opened(page, snapshot, countries="JO", incident=SECOND)
    assert list(table(page)["Id"]) == [SECOND]
    assert "of these: country: " in html(page)
    assert page.query_params["snapshot"] == snapshot and page.query_params["countries"] == "JO"
    page.multiselect(key="countries").set_value([]).run()
    assert list(table(page)["Id"]) == [FIRST, SECOND]


def test_nothing_of_it_is_changed_or_handed_out_again(page: AppTest, snapshot: str, given: dict[str, Any]) -> None:
    given.clear()
    opened(page, snapshot, incident=FIRST)
    opened(page, snapshot, MAP, incident=FIRST)
    assert page.toggle(key="editing").disabled
    assert given == {}
    assert not [each for each in page.button if each.key and each.key.startswith(("withdraw", "reject"))]


def test_every_other_link_shows_the_records_of_today(page: AppTest, snapshot: str) -> None:
    opened(page, snapshot)
    page.query_params.clear()
    page.query_params["categories"] = "attack"
    page.run()
    assert list(table(page)["Summary"]) == ["Said otherwise since."]
    assert ABOVE not in html(page) and "snapshot" not in page.query_params
    assert page.toggle(key="editing").value, "as before the snapshot was looked at"


def test_other_pages_are_of_today_and_the_way_back_leads_to_the_snapshot(page: AppTest, snapshot: str) -> None:
    opened(page, snapshot)
    page.query_params.clear()
    page.switch_page("../../pages/history.py").run()
    assert ABOVE not in html(page) and not page.exception
    assert stored()[FIRST].incident.summary == "Said otherwise since."
    page.query_params.clear()
    page.switch_page(MAP).run()
    assert ABOVE in html(page)


def test_an_unknown_one_is_told(page: AppTest) -> None:
    opened(page, "2024-01-01-nowhere")
    assert "none of the snapshots kept here" in page.toast[0].value.replace("\\", "")
    assert ABOVE not in html(page) and list(table(page)["Id"]) == [FIRST, SECOND]


def test_since_last_time_is_a_choice_a_count_and_a_list(page: AppTest, snapshot: str) -> None:
    page.run()
    choice = page.selectbox(key="since")
    (said,) = choice.options[1:]
    assert said.endswith(" UTC, by \u2068she\u2069: 2 incidents, \u2068all incidents\u2069")
    choice.set_value(snapshot).run()
    assert list(table(page)["Id"]) == [FIRST]
    assert page.query_params["since"] == snapshot
    assert "new or changed since the hand-out of " in html(page).casefold()
    assert "Changed: 1</p>" in html(page) and "<bdi>Said otherwise since.</bdi></td>" in html(page)
    assert "Excluded by since last time 0." in html(page)
    page.switch_page(MAP).run()
    assert list(table(page)["Id"]) == [FIRST] and not page.exception


def test_without_a_hand_out_there_is_no_choice(page: AppTest) -> None:
    assert not [each for each in page.selectbox if each.key == "since"]


def test_what_was_handed_out_is_presented_as_it_was_and_adds_nothing_to_a_story(page: AppTest, snapshot: str) -> None:
    opened(page, snapshot, MAP, incident=FIRST)
    assert not [each for each in page.button if each.key == "add_to_story"]
    opened(page, snapshot, "../../pages/present.py", incident=SECOND)
    assert ABOVE in html(page) and ">2 of 2</b>" in html(page)
    assert page.query_params["snapshot"] == snapshot
    opened(page, "", "../../pages/present.py", incident=FIRST)
    assert ABOVE not in html(page) and ">1 of 1</b>" in html(page)  # the second was withdrawn since


def test_an_unknown_snapshot_is_told_where_it_is_presented(page: AppTest, snapshot: str) -> None:
    opened(page, "2020-01-01-0000-aaaaaa", "../../pages/present.py")
    assert "which is none of the snapshots kept here" in page.toast[0].value
    assert ABOVE not in html(page)
