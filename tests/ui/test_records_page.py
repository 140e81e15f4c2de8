from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from incidentmap.desk import merge, save
from incidentmap.export import to_csv
from incidentmap.imports.incident_csv import read_csv
from incidentmap.model import Record
from incidentmap.model import vocabulary as v
from incidentmap.store import reading
from incidentmap.ui.records import change_review, csv_exchange
from incidentmap.ui.records.table_columns import COLUMNS
from incidentmap.ui.shared import pager, session
from tests.browser.worlds import store_at
from tests.records import ACTOR, ARTICLE, PLACE, citation, evidence, incident, placement
from tests.ui.conftest import Drawn, start
from tests.ui.test_map_page import counted, html

PAGE = "../../pages/records.py"
FIRST, SECOND, DRAFT, REJECTED = "X-1", "X-2", "X-3", "X-4"


@pytest.fixture
def page(tmp_path: Path, drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The page on two incidents that are shown, a draft and a rejected one."""
    monkeypatch.setenv("INCIDENTMAP_ANALYST", "she")
    store_at(
        tmp_path, ACTOR, ARTICLE, PLACE,
        incident(FIRST), citation(FIRST), evidence(FIRST), placement(FIRST),
        incident(SECOND, country="JO", notes="=1+1"),
        incident(DRAFT, status=v.Status.DRAFT), incident(REJECTED, status=v.Status.REJECTED),
    )  # fmt: skip
    for app in start(tmp_path, monkeypatch):
        app.run()
        yield app.switch_page(PAGE).run()


def stored() -> dict[str, Record]:
    with session.store().reading() as connection:
        return reading.records(connection)


def by_somebody(incident_id: str, **changes: object) -> None:
    """Save what another analyst changes meanwhile."""
    before = stored()[incident_id]
    after = replace(before, incident=replace(before.incident, **changes))
    save(session.store(), [(before, after)], "he", "meanwhile")


def table(app: AppTest) -> pd.DataFrame:
    return next(each.value for each in app.dataframe if "Id" in each.value)


def choose(app: AppTest, *incident_ids: str) -> AppTest:
    ids = list(table(app)["Id"])
    key = next(each.key for each in app.dataframe if "Id" in each.value)
    rows = [ids.index(each) for each in incident_ids]
    app.session_state[key] = {"selection": {"rows": rows, "columns": [], "cells": []}}
    return app.run()


def set_for_chosen(app: AppTest, field: str, value: str) -> AppTest:
    app.selectbox(key="bulk_field").select(field).run()
    app.selectbox(key=f"bulk_{field}").select(value).run()
    return app.button(key="bulk_preview").click().run()


def preview(app: AppTest) -> list[tuple[str, ...]]:
    found = [each.value for each in app.dataframe if "Before" in each.value]
    return [tuple(row) for row in found[0].itertuples(index=False)] if found else []


def sign(app: AppTest, why: str = "seen again") -> AppTest:
    app.text_input(key="records_why").set_value(why).run()
    return app.button(key="records_save").click().run()


def edit_cells(app: AppTest, edits: dict[int, dict[str, str | None]]) -> AppTest:
    if not app.toggle(key="records_edit").value:
        app.toggle(key="records_edit").set_value(True).run()
    key = app.session_state["cells_drawn"].key
    app.session_state[key] = {"edited_rows": edits, "added_rows": [], "deleted_rows": []}
    return app.run()


def test_the_rows_are_those_the_count_calls_shown(page: AppTest) -> None:
    assert not page.exception
    assert sum(counted(page)[:3]) == 2
    assert set(table(page)["Id"]) == {FIRST, SECOND}
    page.multiselect(key="countries").set_value(["JO"]).run()
    assert sum(counted(page)[:3]) == len(table(page)) == 1


def test_the_switch_adds_those_not_shown_by_the_same_filters(page: AppTest) -> None:
    page.toggle(key="records_all").set_value(True).run()
    assert dict(zip(table(page)["Id"], table(page)["Status"], strict=True)) == {
        FIRST: "Confirmed", SECOND: "Confirmed", DRAFT: "Draft", REJECTED: "Rejected",
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


def test_cells_wait_through_filters_and_pages(page: AppTest) -> None:
    edit_cells(page, {0: {"outcome": "hit", "notes": "seen"}})
    expected = [(FIRST, "Outcome", "not stated", "Hit"), (FIRST, "Notes", "not stated", "seen")]
    assert preview(page) == expected
    page.multiselect(key="countries").set_value(["JO"]).run()
    page.switch_page("../../pages/map.py").run()
    page.switch_page(PAGE).run()
    assert preview(page) == expected
    page.button(key="clear").click().run()
    assert list(page.data_editor[0].value["outcome"]) == ["hit", "not_stated"]
    edit_cells(page, {1: {"target": "a depot"}})
    sign(page)
    assert (stored()[FIRST].incident.notes, stored()[SECOND].incident.target) == ("seen", "a depot")


def test_a_cell_typed_while_somebody_saves_is_kept(page: AppTest) -> None:
    page.toggle(key="records_edit").set_value(True).run()
    by_somebody(SECOND, notes="his")
    edit_cells(page, {0: {"outcome": "hit"}})
    assert list(page.data_editor[0].value["notes"]) == ["", "his"]
    assert preview(page) == [(FIRST, "Outcome", "not stated", "Hit")]


def test_discarded_cells_do_not_come_back(page: AppTest) -> None:
    edit_cells(page, {0: {"outcome": "hit"}})
    page.button(key="records_discard").click().run()
    assert preview(page) == []
    page.run()
    assert preview(page) == []
    assert list(page.data_editor[0].value["outcome"]) == ["not_stated", "not_stated"]


def test_typed_cells_are_there_when_the_table_is_drawn_again(page: AppTest) -> None:
    edit_cells(page, {0: {"outcome": "hit"}})
    page.toggle(key="records_edit").set_value(False).run()
    page.toggle(key="records_edit").set_value(True).run()
    assert list(page.data_editor[0].value["outcome"]) == ["hit", "not_stated"]


def test_typing_on_over_what_somebody_saved_does_not_hide_it(page: AppTest) -> None:
    edit_cells(page, {0: {"outcome": "hit"}})
    by_somebody(FIRST, notes="his")
    page.run()
    edit_cells(page, {0: {"weapon": "mine"}})
    assert page.button(key="records_save").disabled
    page.button(key="records_renew").click().run()
    sign(page)
    found = stored()[FIRST].incident
    assert (found.outcome, found.weapon, found.notes) == (v.Outcome.HIT, "mine", "his")


def test_a_cell_set_back_is_no_change(page: AppTest) -> None:
    edit_cells(page, {0: {"outcome": "hit"}})
    edit_cells(page, {0: {"outcome": "not_stated"}})
    assert preview(page) == []


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"outcome": None}, "X-1: outcome"),
        ({"notes": "a\0b"}, "X-1: notes"),
        ({"status": "merged"}, "X-1: status"),
    ],
)
def test_what_a_field_cannot_hold_is_named_and_stops_the_save(
    page: AppTest, cells: dict[str, str | None], told: str
) -> None:
    edit_cells(page, {0: cells, 1: {"outcome": "hit"}})
    assert told in page.error[0].value.replace("\\", "")
    assert page.button(key="records_save").disabled
    assert preview(page) == [(SECOND, "Outcome", "not stated", "Hit")]


def test_what_somebody_else_changed_is_named_and_nothing_is_saved(page: AppTest) -> None:
    edit_cells(page, {0: {"outcome": "hit", "notes": "mine"}, 1: {"outcome": "hit"}})
    page.text_input(key="records_why").set_value("seen again").run()
    by_somebody(FIRST, notes="his", weapon="his")
    state = session.store().state()
    page.button(key="records_save").click().run()
    assert "X\\-1" in page.warning[0].value
    assert "X\\-2" not in page.warning[0].value
    assert page.button(key="records_save").disabled
    assert session.store().state() == state

    page.button(key="records_renew").click().run()
    assert "both of you changed notes" in page.warning[0].value.replace("\\", "")
    assert preview(page) == [(SECOND, "Outcome", "not stated", "Hit"), (FIRST, "Outcome", "not stated", "Hit")]
    sign(page)
    found = stored()[FIRST].incident
    assert (found.outcome, found.notes, found.weapon, found.version) == (v.Outcome.HIT, "his", "his", 3)


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


def upload(app: AppTest, content: bytes) -> AppTest:
    return app.file_uploader(key="records_upload").set_value(("t.csv", content, "text/csv")).run()


def test_an_unchanged_table_differs_in_nothing(page: AppTest) -> None:
    upload(page, to_csv(stored().values()))
    assert "Nothing differs" in page.info[0].value


def test_a_changed_table_is_looked_at_and_saved(page: AppTest) -> None:
    content = to_csv(stored().values()).replace(b"'=1+1", "'=2+2 قال".encode())
    upload(page, content)
    page.button(key="records_take").click().run()
    assert preview(page) == [(SECOND, "Notes", "=1+1", "=2+2 قال")]
    sign(page)
    assert stored()[SECOND].incident.notes == "=2+2 قال"
    assert "Nothing differs" in page.info[0].value


def test_a_table_adds_to_what_waits(page: AppTest) -> None:
    edit_cells(page, {1: {"outcome": "hit", "notes": "typed", "weapon": "typed"}})
    upload(page, to_csv(stored().values()).replace(b"'=1+1", b"read"))
    page.button(key="records_take").click().run()
    assert preview(page) == [
        (SECOND, "Outcome", "not stated", "Hit"),
        (SECOND, "Weapon", "not stated", "typed"),
        (SECOND, "Notes", "=1+1", "read"),
    ]


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


def test_a_broken_table_is_refused_with_line_and_column(page: AppTest) -> None:
    upload(page, to_csv(stored().values()).replace(b"Air/drone strike", b"air strike", 1))
    assert "Nothing was taken" in page.error[0].value
    (row,) = page.dataframe[-1].value.to_dict("records")
    assert (row["Line"], row["Column"]) == (2, "event_type")


def test_outdated_and_unknown_rows_are_named(page: AppTest) -> None:
    found = stored()
    content = to_csv([*found.values(), Record(incident("X-9"))])
    by_somebody(FIRST, notes="his")
    upload(page, content)
    told = " ".join(each.value for each in page.warning).replace("\\", "")
    assert "outdated" in told and "X-1" in told
    assert "not among the records" in told and "X-9" in told


def test_a_table_does_not_merge(page: AppTest) -> None:
    before = stored()[FIRST]
    merged = replace(before, incident=replace(before.incident, status=v.Status.MERGED, merged_into=SECOND))
    found = csv_exchange.compared([merged], stored())
    assert (found.pairs, list(found.left_out.values())) == ([], [[FIRST]])


def test_the_download_holds_exactly_the_rows(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    given = {}
    monkeypatch.setattr(csv_exchange.st, "download_button", lambda _label, data, **more: given.update(more, data=data))
    page.multiselect(key="countries").set_value(["JO"]).run()
    records, refusals = read_csv(given["data"]())
    assert (records, refusals) == ([stored()[SECOND]], [])
    assert given["on_click"] == "ignore"
    assert given["file_name"].startswith("incidents-20")


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


def test_every_kind_of_change_is_said() -> None:
    before = Record(incident(FIRST), placement(FIRST), (citation(FIRST),))
    after = replace(
        before,
        incident=replace(before.incident, tlp=v.Tlp.AMBER_STRICT, target_actors=(), date_latest=date(2023, 11, 2)),
        placement=replace(before.placement, where_prec=v.WherePrec.NEAR),
        citations=(replace(citation(FIRST), title="قال\u202e"),),
    )
    said = {field: (was, becomes) for field, was, becomes in change_review.changed_fields(before, after)}
    assert said.pop("Citations")[1].count("قال�") == 1
    assert said == {
        "TLP": ("not stated", "AMBER+STRICT"),
        "Target actors": ("example-brigade", "not stated"),
        "Date latest": ("2023-11-01", "2023-11-02"),
        "Where prec": ("1", "2"),
    }
    away = {
        field: becomes for field, _, becomes in change_review.changed_fields(before, replace(before, placement=None))
    }
    assert set(away.values()) == {"not stated"}
    assert {"Latitude", "Place id"} <= set(away)
