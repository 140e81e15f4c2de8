"""A visitor's first map is painted before the rest of the page is sent; the rest does not depend on it, nor move it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.server import Server

pytestmark = pytest.mark.browser


def test_the_rest_moves_nothing(seeded: Server, visit: Visit) -> None:
    page = visit(seeded, viewport={"width": 1440, "height": 1600})
    page.page.goto(seeded.address)
    page.wait_for_marks()
    frame = page.page.locator(".st-key-map iframe")
    before = frame.bounding_box()
    page.settle()
    expect(page.part("incident_list")).to_be_visible()
    assert frame.bounding_box() == before


def test_without_a_map_the_rest_still_comes(seeded: Server, visit: Visit) -> None:
    page = visit(seeded)
    page.page.route("**/assets/leaflet/leaflet.js*", lambda route: route.abort())
    page.open()
    expect(page.part("incident_list")).to_be_visible()
    expect(page.part("categories")).to_be_visible()
    page.uncaught.clear()  # st_folium's own complaint that its script did not load
