"""Every page at the desk and on a phone, in light and dark; the pictures are kept in test-results/ to be looked at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import expect

from incidentmap.mapping.basemap import ZOOM
from incidentmap.settings import PROJECT
from tests.browser import waits
from tests.browser.conftest import Visit
from tests.browser.map_page import MapPage
from tests.browser.server import Server

PICTURES = PROJECT / "test-results"
OVERFLOW = """() => [document.documentElement, document.querySelector("[data-testid=stMain]")]
  .map((part) => part.scrollWidth - part.clientWidth)"""
BRIGHTNESS = """() => getComputedStyle(document.querySelector("[data-testid=stApp]")).backgroundColor
  .match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3"""
# What is too narrow for its words, of what holds them in a label.
CUT = """(words) => { const narrow = [];
  for (let part = words; part.closest("label"); part = part.parentElement)
    if (part.scrollWidth > part.clientWidth) narrow.push(part.className);
  return narrow; }"""
TABLES_DRAWN = """() => [...document.querySelectorAll("[data-testid=stDataFrame]")]
  .every((table) => table.querySelector("canvas"))"""

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LOOKS = [(width, height, scheme) for width, height in ((1440, 900), (390, 844)) for scheme in SCHEMES]


def assert_fits(page: MapPage, scheme: str) -> None:
    assert page.page.evaluate(OVERFLOW) == [0, 0]
    assert (page.page.evaluate(BRIGHTNESS) < 128) == (scheme == "dark")
    assert page.complaints == []


def picture(page: MapPage, name: str, width: int, scheme: str) -> None:
    PICTURES.mkdir(exist_ok=True)
    page.page.wait_for_function(TABLES_DRAWN)
    page.page.screenshot(path=PICTURES / f"{name}-{width}-{scheme}.png")


def looks(page: MapPage) -> Iterator[tuple[int, str]]:
    """Let an open page turn wide and narrow, light and dark; give each width and scheme once it is drawn so."""
    for width, height, scheme in LOOKS:
        page.page.set_viewport_size({"width": width, "height": height})
        page.page.emulate_media(color_scheme=scheme)
        page.settle()
        waits.stand_still(page.page)
        yield width, scheme


def test_the_map_fits(visit: Visit, seeded: Server) -> None:
    page = visit(seeded).open_map("incident=seed-2")
    for width, scheme in looks(page):
        box = page.page.locator(".st-key-map iframe").bounding_box()
        assert box is not None and box["height"] >= 300 and 300 <= box["width"] <= width
        expect(page.frame.locator(f".incidentmap-{scheme}")).to_have_count(1)
        picture(page, "map", width, scheme)
        assert_fits(page, scheme)
        if width < 640:
            page.panel.scroll_into_view_if_needed()
            picture(page, "panel", width, scheme)


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_the_sidebar_fits(visit: Visit, seeded: Server, width: int, height: int) -> None:
    page = visit(seeded, viewport={"width": width, "height": height}).open_map()
    assert_fits(page, "light")
    if width < 640:
        page.page.get_by_test_id("stExpandSidebarButton").click()
    for scheme in SCHEMES:
        page.page.emulate_media(color_scheme=scheme)
        page.settle()
        expect(page.part("categories").get_by_role("button")).to_have_text(["◆ Strike", "● Attack", "■ Other"])
        expect(page.part("categories")).to_be_visible()
        picture(page, "sidebar", width, scheme)


@pytest.mark.parametrize("path", ["totals", "places", "sources"])
def test_the_other_pages_fit(visit: Visit, seeded: Server, path: str) -> None:
    page = visit(seeded).open(path=f"/{path}")
    expect(page.page.get_by_role("heading", name=path.capitalize(), exact=True)).to_be_visible()
    for width, scheme in looks(page):
        picture(page, path, width, scheme)
        assert_fits(page, scheme)


def test_on_a_phone_the_switch_above_the_table_is_read_whole(visit: Visit, seeded: Server) -> None:
    page = visit(seeded, viewport={"width": 390, "height": 844}).open(path="/records")
    words = page.part("records_all").locator("p")
    expect(words).to_have_text("Also in review, rejected, withdrawn and merged")
    assert words.evaluate(CUT) == []


def test_on_a_phone_a_tap_brings_the_panel_into_view(visit: Visit, seeded: Server) -> None:
    page = visit(seeded, viewport={"width": 390, "height": 844}).open_map()
    for place_id in ("site:harir", "site:ain-al-asad"):
        page.click_mark(place_id, "attack")
        page.page.wait_for_function(
            "() => Math.abs(document.querySelector('.st-key-incident_panel').getBoundingClientRect().top) < 60"
        )
        page.page.locator(".st-key-map").scroll_into_view_if_needed()


def test_a_phone_begins_one_step_further_out_and_returns_there(visit: Visit, seeded: Server) -> None:
    page = visit(seeded, viewport={"width": 390, "height": 844}).open_map()
    assert page.frame.evaluate("map.getZoom()") == ZOOM - 1
    page.frame.get_by_role("button", name="Zoom in").click()
    page.frame.wait_for_function(f"map.getZoom() === {ZOOM}")
    page.part("reset_view").get_by_role("button").click()
    page.frame.wait_for_function(f"map.getZoom() === {ZOOM - 1}")
