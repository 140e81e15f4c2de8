"""A visitor's first map is painted before the rest of the page is sent; the rest does not depend on it, nor move it."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.server import Server, running


def test_the_rest_moves_nothing(seeded: Server, visit: Visit) -> None:
    page = visit(seeded, alone=True, viewport={"width": 1440, "height": 1600})
    page.page.goto(seeded.address)
    page.wait_for_marks()
    frame = page.page.locator(".st-key-map iframe")
    before = frame.bounding_box()
    page.settle()
    expect(page.part("incident_list")).to_be_visible()
    assert frame.bounding_box() == before


def test_the_first_start_leaves_no_gap(tmp_path: Path, visit: Visit) -> None:
    with running(tmp_path / "home") as server:
        tops = []
        for _ in range(2):  # the first visit loads the records, and says so as long as it takes
            page = visit(server, alone=True).open_map()
            page.settle()
            box = page.part("first_screen").bounding_box()
            assert box is not None
            tops.append(box["y"])
    assert tops[0] == tops[1]


def test_under_a_path_the_map_is_painted(tmp_path: Path, visit: Visit) -> None:
    with running(tmp_path / "home", path="/maps") as server:
        page = visit(server, alone=True).open_map()
        page.frame.wait_for_function("() => map.getPane('outlines').querySelector('canvas')")
        assert page.page.url.startswith(server.address)


def test_without_a_map_the_rest_still_comes(seeded: Server, visit: Visit) -> None:
    page = visit(seeded, alone=True)
    page.page.route("**/assets/leaflet/leaflet.js*", lambda route: route.abort())
    page.open()
    expect(page.part("incident_list")).to_be_visible()
    expect(page.part("categories")).to_be_visible()
    page.uncaught.clear()  # st_folium's own complaint that its script did not load
