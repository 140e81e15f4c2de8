"""The table of records as a file: handed out, read back, compared, refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from incidentmap.formats.incident_csv import read_csv, to_csv, to_xlsx
from incidentmap.model import Record
from incidentmap.model import vocabulary as v
from incidentmap.store import reading
from incidentmap.ui.records import table_exchange
from incidentmap.ui.shared import session
from tests.formats import excel
from tests.records import incident, placement
from tests.ui.records_table import (
    DRAFT,
    FIRST,
    REJECTED,
    SECOND,
    by_somebody,
    edit_cells,
    page,
    preview,
    sign,
    stored,
    upload,
)
from tests.ui.test_map_page import html

__all__ = ["page"]


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
        (SECOND, "Weapon, as written", "not stated", "typed"),
        (SECOND, "Notes", "=1+1", "read"),
    ]


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
    found = table_exchange.compared([merged], stored())
    assert (found.pairs, list(found.left_out.values())) == ([], [[FIRST]])


def test_the_download_holds_exactly_the_rows(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    given = offered(monkeypatch)
    page.multiselect(key="countries").set_value(["JO"]).run()
    for key in ("records_download", "records_download_xlsx"):
        records, refusals = read_csv(given[key]["data"]())
        assert (records, refusals) == ([stored()[SECOND]], [])
        assert given[key]["file_name"].startswith("incidents-20")
    assert given["records_download"]["on_click"] == "ignore"


def offered(monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, Any]]:
    """Keep what the page offers to download, by the keys of the buttons."""
    given: dict[str, dict[str, Any]] = {}

    def keep(_label: str, data: object, **more: Any) -> None:
        given[more["key"]] = more | {"data": data}

    monkeypatch.setattr(table_exchange.st, "download_button", keep)
    return given


def test_what_a_sheet_cannot_hold_is_said_in_words(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    by_somebody(SECOND, notes="long " * 7_000)

    def click(label: str, *_: object, on_click: Any, **more: object) -> None:
        if label == "Download XLSX":
            on_click()

    monkeypatch.setattr(table_exchange.st, "download_button", click)
    page.run()
    assert not page.exception
    told = page.error[0].value.replace("\\", "")
    assert "X-2: notes is 35,000 characters long" in told
    assert "Download a CSV" in told


def test_a_table_that_a_spreadsheet_saved_shows_what_was_changed_and_nothing_else(page: AppTest) -> None:
    """Semicolons, days of which both readings fit, a number rounded: one is asked, and one change is seen."""
    by_somebody(FIRST, notes="two\r\nlines")
    content = excel.saved(to_csv(stored().values()).replace(b"'=1+1", b"seen"), excel.GERMAN)
    upload(page, content)
    (asked,) = [each for each in page.radio if str(each.key).startswith("records_days")]
    assert [each.replace("\\", "")[1:-1] for each in asked.options] == [
        "day/month/year: 01.11.2023 is 1 November 2023",
        "month/day/year: 01.11.2023 is 11 January 2023",
    ]
    assert "records_take" not in {each.key for each in page.button}
    asked.set_value("day/month/year").run()
    told = " ".join(each.value for each in page.caption).replace("\\", "")
    assert "Read as: cells parted by semicolons; letters in UTF-8; dates read as day/month/year" in told
    assert "numbers with a decimal comma" not in told, "there are none with decimals"
    assert "1 row differs only" in told
    page.button(key="records_take").click().run()
    assert preview(page) == [(SECOND, "Notes", "=1+1", "seen")]
    sign(page)
    assert stored()[SECOND].incident.notes == "seen"


def test_a_sheet_is_looked_at_and_saved(page: AppTest) -> None:
    by_somebody(SECOND, notes="from a sheet")
    content = to_xlsx(stored().values())
    by_somebody(SECOND, notes="=1+1")
    upload(page, content)
    assert "outdated" in page.warning[0].value
    content = to_xlsx([replace(each, incident=replace(each.incident, notes="mine")) for each in stored().values()])
    upload(page, content)
    page.button(key="records_take").click().run()
    assert set(preview(page)) == {
        (SECOND, "Notes", "=1+1", "mine"),
        *((each, "Notes", "not stated", "mine") for each in (FIRST, DRAFT, REJECTED)),
    }


def test_a_sheet_that_is_broken_says_so(page: AppTest) -> None:
    upload(page, to_xlsx(stored().values())[:-300])
    assert "1 cell or row cannot be read" in page.error[0].value
    (row,) = page.dataframe[-1].value.to_dict("records")
    assert "is not readable as XLSX" in row["Reason"]


def test_what_a_table_contradicts_is_asked_before_it_is_saved(page: AppTest) -> None:
    content = to_csv(stored().values()).replace(b",33.0,43.0,", b",43.0,33.0,")
    upload(page, content)
    page.button(key="records_take").click().run()
    assert "The point 43, 33 lies" in html(page)
    sign(page)
    assert "Not saved" in page.error[0].value
    assert stored()[FIRST].placement == placement(FIRST)
    next(each for each in page.checkbox if each.label == "It is so").check()
    sign(page, "by its film")
    found = stored()[FIRST]
    assert found.placement and (found.placement.latitude, found.placement.longitude) == (43.0, 33.0)
    with session.store().reading() as connection:
        dossier = reading.dossier(connection, FIRST)
    assert dossier and "by its film; confirmed: the point 43, 33 lies" in dossier.history[-1].why


def test_a_point_of_a_table_is_swapped(page: AppTest) -> None:
    found = stored()[FIRST]
    south = replace(found, placement=replace(placement(FIRST), latitude=33.5))
    upload(page, to_csv([south]).replace(b",33.5,43.0,", b",43.0,33.5,"))
    page.button(key="records_take").click().run()
    next(each for each in page.button if each.label == "Swap latitude and longitude").click().run()
    sign(page)
    assert stored()[FIRST] == replace(south, incident=replace(found.incident, version=2))


def test_a_table_with_other_columns_is_told_which_are_missing_and_which_it_has(page: AppTest) -> None:
    upload(page, b"name,latitude,longitude\nMosul,36.3,43.1\n")
    (said,) = [each.value.replace("\\", "") for each in page.error]
    assert "cell or row" not in said
    assert "missing: incident_id, " in said
    assert "found: name, latitude, longitude" in said
