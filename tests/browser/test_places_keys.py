"""The page of places by other ways than its buttons: by keyboard alone, and by a click on a mark of its small map."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from incidentmap.model import Candidate, Placement
from tests import records
from tests.browser import waits
from tests.browser.conftest import Visit
from tests.browser.keyboard import Keyboard
from tests.browser.server import Server, running
from tests.browser.worlds import store_at

RIVALS = (Candidate("geonames:99072", "Mosul", 0.9), Candidate("geonames:98182", "Baghdad", 0.9))
MARKS = """() => {
  const found = {};
  map.eachLayer((layer) => {
    if (layer.feature) found[layer.feature.properties.place_id] = map.latLngToContainerPoint(layer.getLatLng());
  });
  return found;
}"""
ALL_SEEN = """() => {
  const marks = [];
  window.map?.eachLayer((layer) => layer.feature && marks.push(layer.getLatLng()));
  return marks.length && marks.every((at) => map.getBounds().contains(at));
}"""
UNPLACED = Placement("X-1", None, None, alternatives=RIVALS, reason="may be Mosul or Baghdad")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Server]:
    home = tmp_path / "home"
    home.mkdir()
    store_at(home, records.ACTOR, records.incident("X-1", place_text="Qaryat al-Mithal", country=""), UNPLACED)
    with running(home) as server:
        yield server


def test_a_candidate_is_chosen_signed_and_saved(visit: Visit, desk: Server) -> None:
    page = visit(desk)
    page.open(path="/places")
    keys = Keyboard(page.page)
    keys.settle()
    keys.tab_to("placeChoose \u2068Mosul")
    keys.press("Enter")
    page.part("place_save").wait_for()
    keys.settle()
    keys.fill("Your name", "Rana")
    keys.fill("Why", "said by the mayor")
    keys.tab_to("saveSave")
    keys.press("Enter")
    expect(page.page.get_by_text("Nothing waits")).to_be_visible()
    assert [mark["incident_ids"] for mark in page.open_map().marks()] == [["X-1"]]
    print(f"keys: {keys.presses}")


def test_a_click_on_a_mark_proposes_its_candidate_and_saves_nothing_yet(visit: Visit, desk: Server) -> None:
    page = visit(desk)
    page.open(path="/places")
    iframe = page.page.locator("iframe").first
    iframe.scroll_into_view_if_needed()
    page.settle()
    handle = iframe.element_handle()
    assert handle is not None
    inside = handle.content_frame()
    assert inside is not None
    inside.wait_for_function(ALL_SEEN)  # the map moves to where all candidates are seen
    waits.map_at_rest(inside)
    marks = inside.evaluate(MARKS)
    assert set(marks) == {each.place_id for each in RIVALS}
    iframe.click(position=marks["geonames:99072"])
    expect(page.part("sign")).to_contain_text("Mosul")
    page.settle()  # the component sends the click once more, with its point
    expect(page.part("sign")).to_contain_text("Mosul")
    expect(page.page.get_by_role("textbox", name="Coordinates")).to_have_value("")
    expect(page.page.get_by_text("Waiting: 1 without a place")).to_be_visible()

    iframe.click(position={"x": 60, "y": 60})  # beside all marks, and beside the buttons: a point
    expect(page.page.get_by_role("textbox", name="Coordinates")).not_to_have_value("")
