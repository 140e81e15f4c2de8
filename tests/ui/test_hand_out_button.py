"""The button *Hand out*: every kind of file, made at the click, of what is shown then."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from incidentmap.errors import StoreUnavailable
from incidentmap.export import KINDS
from incidentmap.model import Snapshot
from incidentmap.store import snapshots
from incidentmap.ui.shared import hand_out_button, session
from tests.export import pdf_reading
from tests.export.handed import csv_rows, features, sheets, words_of_slides
from tests.ui.records_table import FIRST, SECOND, by_somebody, page
from tests.ui.test_map_page import html
from tests.ui.test_records_exchange import offered

__all__ = ["page"]


def kept() -> list[Snapshot]:
    with session.store().reading() as connection:
        return snapshots.snapshots(connection)


def test_every_kind_holds_exactly_what_is_shown(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    given = offered(monkeypatch)
    page.multiselect(key="countries").set_value(["JO"]).run()
    for kind in KINDS.values():
        offer = given[f"hand_out_{kind.name}"]
        made = offer["data"]()
        read = {"xlsx": sheets, "pdf": pdf_reading.pages, "pptx": words_of_slides}.get(kind.name)
        said = str(read(made)).encode() if read else made
        assert SECOND.encode() in said and FIRST.encode() not in said
        assert offer["file_name"].startswith("incidents-20") and offer["file_name"].endswith(kind.suffix)
    (feature,) = features(given["hand_out_geojson"]["data"]())
    assert feature["id"] == SECOND


def test_a_click_keeps_a_snapshot_and_looking_keeps_none(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    given = offered(monkeypatch)
    page.multiselect(key="countries").set_value(["JO"]).run()
    assert kept() == []
    made = given["hand_out_csv"]["data"]()
    (found,) = kept()
    assert (found.by, found.link, found.shown) == ("she", "countries=JO", 1)
    with session.store().reading() as connection:
        (file,) = snapshots.files(connection, found.snapshot_id)
    assert (file.name, file.sha256) == (given["hand_out_csv"]["file_name"], sha256(made).hexdigest())


def test_what_cannot_be_kept_goes_out_and_is_said(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    given = offered(monkeypatch)
    page.run()

    def refused(*_: object) -> None:
        raise StoreUnavailable("the server takes no changes just now")

    monkeypatch.setattr(hand_out_button, "keep_snapshot", refused)
    assert given["hand_out_csv"]["data"]().count(b"\r\n") == 3
    page.run()
    assert "no snapshot of it was kept" in page.warning[0].value
    assert not page.run().warning


@pytest.mark.parametrize("place", ["site:depot", "geonames:99072~50"])
def test_a_file_says_the_filter_in_the_words_of_the_screen(
    page: AppTest, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    given = offered(monkeypatch)
    page.session_state["places"] = [place]
    page.run()
    asked = json.loads(given["hand_out_geojson"]["data"]())["hand_out"]["Filter"]
    assert asked.startswith("place: ") and place not in asked
    assert f'title="{asked}"' in html(page)


def test_what_is_in_review_or_gone_is_not_in_it_though_the_table_lists_it(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = offered(monkeypatch)
    page.toggle(key="records_all").set_value(True).run()
    assert [each["id"] for each in features(given["hand_out_geojson"]["data"]())] == [FIRST, SECOND]


def test_the_map_offers_the_same(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    given = offered(monkeypatch)
    page.switch_page("../../pages/map.py").run()
    assert {f"hand_out_{name}" for name in KINDS} == {key for key in given if key.startswith("hand_out_")}
    assert [each["id"] for each in features(given["hand_out_geojson"]["data"]())] == [FIRST, SECOND]


def test_it_is_made_at_the_click_of_the_records_of_then(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    given = offered(monkeypatch)
    page.run()
    by_somebody(FIRST, summary="since the page was drawn")
    rows = csv_rows(given["hand_out_acled"]["data"]())
    assert [(row["event_id_cnty"], row["notes"]) for row in rows] == [
        (FIRST, "since the page was drawn"),
        (SECOND, "Two drones fell on a depot."),
    ]


def test_what_a_sheet_cannot_hold_is_said_in_words(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    by_somebody(SECOND, notes="long " * 7_000)

    def click(_label: str, *_: object, key: str, on_click: Any, **more: object) -> None:
        if key == "hand_out_xlsx":
            on_click()

    monkeypatch.setattr("streamlit.download_button", click)
    page.run()
    assert not page.exception
    assert "X-2: notes is 35,000 characters long" in page.error[0].value.replace("\\", "")
