"""An incident without a place: placed by one click on a candidate, seen on the map, in the history, and undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from incidentmap.model import Candidate, Placement
from tests import records
from tests.browser import waits
from tests.browser.conftest import Visit
from tests.browser.record_page import RecordPage
from tests.browser.server import Server, running
from tests.browser.worlds import store_at

WORDS = "Qaryat al-Mithal"  # made up: no gazetteer knows it
MAY_BE = (Candidate("geonames:98182", "Baghdad", 0.9), Candidate("geonames:99072", "Mosul", 0.9))
MOSUL = "Choose \u2068Mosul\u2069"  # a name from outside is isolated, as it may be Arabic
UNPLACED = Placement("X-1", None, None, alternatives=MAY_BE, queried_as=WORDS, reason="may be Baghdad or Mosul")


@pytest.fixture
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    home = tmp_path_factory.mktemp("places")
    incidents = [records.incident(name, place_text=WORDS, country="") for name in ("X-1", "X-2")]
    placements = [UNPLACED, replace(UNPLACED, incident_id="X-2")]
    store_at(home, records.ACTOR, *incidents, *placements)
    with running(home, INCIDENTMAP_ANALYST="Rana") as server:
        yield server


class PlacesPage(RecordPage):
    """The page of places, in one of its rooms."""

    def open(self, room: str = "decide") -> PlacesPage:
        self.page.goto(f"{self.address}/places?room={room}")
        self.page.get_by_role("radio", name="To decide").wait_for(state="attached")
        self.settle()
        return self


def test_an_unplaced_incident_is_placed_by_one_click_seen_and_undone(visit: Visit, desk: Server) -> None:
    seen = visit(desk).open_map("incident=X-1")
    assert seen.count().unplaced == 2
    page = PlacesPage(visit(desk).page, desk.address).open()
    expect(page.page.get_by_role("combobox", name="Incident")).to_be_visible()
    expect(page.page.get_by_text("Waiting: 2 without a place")).to_be_visible()
    page.sign("the report names the river")
    page.clicks = 0
    page.press(MOSUL)
    expect(page.page.get_by_text("Waiting: 1 without a place")).to_be_visible()
    assert page.clicks == 1

    seen.open_map("incident=X-1").wait_for_incident("X-1")
    (mark,) = [mark for mark in seen.marks() if "X-1" in mark["incident_ids"]]
    assert [round(degree, 1) for degree in mark["at"]] == [43.1, 36.3]
    assert seen.count().unplaced == 1

    history = RecordPage(visit(desk).page, desk.address).open("X-1")
    expect(history.history().first).to_contain_text("the report names the river")
    expect(history.history().first).to_contain_text("place Mosul, precision near a named place")
    history.undo_latest("it was the other river")
    expect(history.history().first).to_contain_text("it was the other river")
    page.open()
    expect(page.page.get_by_text("Waiting: 2 without a place")).to_be_visible()
    seen.open_map("incident=X-1")
    assert seen.count().unplaced == 2


def test_words_are_remembered_shown_before_they_move_others_and_forgotten(visit: Visit, desk: Server) -> None:
    page = PlacesPage(visit(desk).page, desk.address).open()
    page.page.get_by_text("Remember these words for other incidents").click()
    page.settle()
    page.press(MOSUL)
    expect(page.page.get_by_text("Other incidents with these words")).to_be_visible()
    expect(page.page.get_by_role("checkbox", name="X-2")).to_be_checked()
    page.sign("the river again")
    page.press("Save")
    expect(page.page.get_by_text("Nothing waits")).to_be_visible()

    page.open("used")
    table = page.page.get_by_test_id("stDataFrame")
    expect(table).to_contain_text("Mosul")
    page.open("learned")
    table = page.page.get_by_test_id("stDataFrame")
    expect(table).to_contain_text(WORDS)
    box = table.bounding_box()
    assert box is not None
    page.page.mouse.click(box["x"] + 15, box["y"] + 35 + 17)  # the box of the first row
    page.settle()
    page.press("Forget")
    reason = page.page.get_by_test_id("stPopoverBody").get_by_label("Why")
    reason.fill("another village")
    reason.press("Tab")
    page.settle()
    page.press("Forget this name")
    expect(page.page.get_by_text("No name was learned yet")).to_be_visible()


def test_a_click_on_the_small_map_is_a_point(visit: Visit, desk: Server) -> None:
    page = PlacesPage(visit(desk).page, desk.address).open()
    frame = page.page.locator("iframe").first
    frame.scroll_into_view_if_needed()
    page.settle()
    handle = frame.element_handle()
    assert handle is not None
    inside = handle.content_frame()
    assert inside is not None
    waits.map_at_rest(inside)
    frame.click(position={"x": 60, "y": 60})
    coordinates = page.page.get_by_role("textbox", name="Coordinates")
    expect(coordinates).not_to_have_value("")
    page.press("Use this point")
    expect(page.page.locator(".st-key-sign")).to_contain_text("→")


def test_the_reason_and_the_save_stand_in_the_first_screen(visit: Visit, desk: Server) -> None:
    page = PlacesPage(visit(desk, viewport={"width": 1440, "height": 900}).page, desk.address).open()
    page.press(MOSUL)
    expect(page.page.locator(".st-key-sign").get_by_label("Why")).to_be_in_viewport()
    expect(page.page.locator(".st-key-place_save")).to_be_in_viewport(ratio=1)
