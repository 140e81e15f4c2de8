"""Every page at the desk and on a phone, in light and dark; the pictures are kept in test-results/ to be looked at."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from incidentmap.settings import PROJECT
from tests.browser.conftest import Visit
from tests.browser.map_page import MapPage
from tests.browser.server import Server

pytestmark = pytest.mark.browser

PICTURES = PROJECT / "test-results"
OVERFLOW = """() => [document.documentElement, document.querySelector("[data-testid=stMain]")]
  .map((part) => part.scrollWidth - part.clientWidth)"""
BRIGHTNESS = """() => getComputedStyle(document.querySelector("[data-testid=stApp]")).backgroundColor
  .match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3"""
TABLES_DRAWN = """() => [...document.querySelectorAll("[data-testid=stDataFrame]")]
  .every((table) => table.querySelector("canvas"))"""

looks = pytest.mark.parametrize("scheme", ["light", "dark"])
sizes = pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])


def assert_fits(page: MapPage, scheme: str) -> None:
    assert page.page.evaluate(OVERFLOW) == [0, 0]
    assert (page.page.evaluate(BRIGHTNESS) < 128) == (scheme == "dark")
    assert page.complaints == []


def picture(page: MapPage, name: str, width: int, scheme: str) -> None:
    PICTURES.mkdir(exist_ok=True)
    page.page.wait_for_function(TABLES_DRAWN)
    page.page.screenshot(path=PICTURES / f"{name}-{width}-{scheme}.png")


@looks
@sizes
def test_the_map_fits(visit: Visit, seeded: Server, width: int, height: int, scheme: str) -> None:
    page = visit(seeded, viewport={"width": width, "height": height}, color_scheme=scheme)
    page.open_map("incident=seed-2")
    box = page.page.locator(".st-key-map iframe").bounding_box()
    assert box is not None and box["height"] >= 300 and 300 <= box["width"] <= width
    assert page.frame.locator(f".incidentmap-{scheme}").count() == 1
    picture(page, "map", width, scheme)
    assert_fits(page, scheme)
    if width < 640:
        page.panel.scroll_into_view_if_needed()
        picture(page, "panel", width, scheme)
        page.page.get_by_test_id("stExpandSidebarButton").click()
    expect(page.part("categories").get_by_role("button")).to_have_text(["◆ Strike", "● Attack", "■ Other"])
    expect(page.part("categories")).to_be_visible()
    picture(page, "sidebar", width, scheme)


@looks
@sizes
@pytest.mark.parametrize("path", ["totals", "places", "sources"])
def test_the_other_pages_fit(visit: Visit, seeded: Server, path: str, width: int, height: int, scheme: str) -> None:
    page = visit(seeded, viewport={"width": width, "height": height}, color_scheme=scheme).open(path=f"/{path}")
    expect(page.page.get_by_role("heading", name=path.capitalize(), exact=True)).to_be_visible()
    picture(page, path, width, scheme)
    assert_fits(page, scheme)


def test_on_a_phone_a_tap_brings_the_panel_into_view(visit: Visit, seeded: Server) -> None:
    page = visit(seeded, viewport={"width": 390, "height": 844}).open_map()
    for place_id in ("site:harir", "site:ain-al-asad"):
        page.click_mark(place_id, "attack")
        page.page.wait_for_function(
            "() => Math.abs(document.querySelector('.st-key-incident_panel').getBoundingClientRect().top) < 60"
        )
        page.page.locator(".st-key-map").scroll_into_view_if_needed()
