"""The map page before a room: the first screen, steps by keyboard, a phone, a theme that changes, and paper."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import CDPSession, expect

from tests.browser import seeds
from tests.browser.conftest import Visit
from tests.browser.map_page import MapPage
from tests.browser.server import Server

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SCROLLED = """() => Math.max(...["stMain", "stAppViewContainer", "stApp"].map((each) =>
  document.querySelector(`[data-testid=${each}]`)?.scrollTop || 0), document.scrollingElement.scrollTop)"""
STANDS_APART = "() => !map._animatingZoom && IncidentMap.standsApart(map)"


def bottom(page: MapPage, key: str) -> float:
    box = page.part(key).first.bounding_box()
    assert box is not None and box["height"] > 0, key
    return box["y"] + box["height"]


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1440, 900), (1920, 1080), (390, 844)])
def test_the_first_screen_holds_title_legend_steps_and_the_whole_map(
    visit: Visit, seeded: Server, width: int, height: int
) -> None:
    page = visit(seeded, viewport={"width": width, "height": height}).open_map("categories=attack&countries=IQ")
    expect(page.part("view_title").get_by_role("heading", level=1)).to_have_text(re.compile("attack.*Iraq"))
    for key in ("view_title", "count_line", "categories", "legend", "previous", "next", "map"):
        assert bottom(page, key) <= height, key
    box = page.page.locator(".st-key-map iframe").bounding_box()
    assert box is not None and box["height"] >= 0.5 * height
    assert page.frame.evaluate("map.getSize().y") == round(box["height"])


def test_the_map_follows_the_height_of_the_screen_and_stays_the_same_map(visit: Visit, seeded: Server) -> None:
    page = visit(seeded).open_map()
    page.frame.evaluate("() => void (map.mine = true)")
    page.page.set_viewport_size({"width": 1440, "height": 700})
    page.frame.wait_for_function("() => map.getSize().y < 550 && map.getSize().y === innerHeight")
    assert page.frame.evaluate("map.mine")


def test_arrow_keys_step_to_marks_that_stand_apart_and_to_the_top_of_the_panel(visit: Visit, seeded: Server) -> None:
    order = seeds.in_time_order()
    at = order.index("IQ-2023-11-22-01")
    page = visit(seeded).open_map(f"incident={order[at]}")
    page.page.get_by_role("heading", level=1).click()
    page.panel.evaluate("(panel) => { panel.scrollTop = 400; }")
    page.page.keyboard.press("ArrowRight")
    page.wait_for_incident(order[at + 1])
    page.frame.wait_for_function(STANDS_APART)
    page.page.wait_for_function("() => document.querySelector('.st-key-incident_panel').scrollTop === 0")
    page.frame.locator(".leaflet-container").focus()  # where a click on a mark leaves the keyboard
    page.page.keyboard.press("ArrowLeft")
    page.wait_for_incident(order[at])
    page.part("search").locator("input").press("ArrowRight")
    page.settle()
    assert page.query["incident"] == order[at]


def test_the_map_keeps_its_view_while_another_page_is_looked_at(visit: Visit, seeded: Server) -> None:
    page = visit(seeded).open_map("incident=seed-2")
    page.come_to_rest()
    page.look_at(35.0, 39.0, 8)
    before = page.view()
    page.page.get_by_role("link", name="Sources", exact=True).first.click()
    expect(page.page.get_by_role("heading", name="Sources", exact=True)).to_be_visible()
    page.page.get_by_role("link", name="Map", exact=True).first.click()
    page.wait_for_marks()
    page.come_to_rest()
    assert page.view() == pytest.approx(before, abs=0.01)
    assert page.query == {"incident": "seed-2"}


def test_the_map_turns_dark_with_the_system_at_once_and_stays_the_same_map(visit: Visit, seeded: Server) -> None:
    page = visit(seeded, color_scheme="light").open_map()
    page.frame.evaluate("() => void (map.mine = true)")
    page.page.emulate_media(color_scheme="dark")
    expect(page.frame.locator(".incidentmap-dark")).to_have_count(1)
    page.settle()
    assert page.frame.evaluate("map.mine")
    assert page.wait_for_marks()


def touch(hand: CDPSession, *path: tuple[tuple[float, float], ...]) -> None:
    """Put fingers down, move them along a path, and lift them."""
    for number, points in enumerate(path):
        kind = "touchMove" if number else "touchStart"
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [
            {"x": x, "y": y, "id": finger} for finger, (x, y) in enumerate(points)]})  # fmt: skip
    hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_on_a_phone_one_finger_scrolls_the_page_and_two_move_the_map(visit: Visit, seeded: Server) -> None:
    page = visit(seeded, **PHONE).open_map()
    page.come_to_rest()
    left, top = page.corner()
    hand = page.page.context.new_cdp_session(page.page)
    before = page.view()
    one = [((left + 150, top + 300 - 12 * step),) for step in range(12)]
    touch(hand, *one)
    page.page.wait_for_function(f"({SCROLLED})() > 50")
    expect(page.frame.locator(".incidentmap-hint")).to_have_text("Two fingers move the map")
    assert page.view() == before
    left, top = page.corner()
    up = [top + 200 - 6 * step for step in range(12)]
    two = [((left + y - top - 100, y), (left + y - top, y)) for y in up]
    touch(hand, *two)
    page.frame.wait_for_function("([lat, lng]) => map.distance(map.getCenter(), [lat, lng]) > 20000", arg=before[:2])


@pytest.mark.parametrize("incident_id", ["seed-2", "IQ-2024-01-08-01"])
def test_on_paper_it_is_one_page(visit: Visit, seeded: Server, tmp_path: Path, incident_id: str) -> None:
    page = visit(seeded).open_map(f"incident={incident_id}")
    page.wait_for_incident(incident_id)
    for scheme in SCHEMES:
        page.page.emulate_media(color_scheme=scheme)
        expect(page.frame.locator(f".incidentmap-{scheme}")).to_have_count(1)
        page.settle()
        printed = page.page.pdf(path=tmp_path / "page.pdf")
        assert re.findall(rb"/Type\s*/Pages.*?/Count (\d+)", printed, re.DOTALL) in ([b"1"], [b"1", b"1"])
        layers = page.frame.locator("canvas").count()  # each lies there as a picture; as strokes one would hide another
        assert printed.count(b"/Subtype /Image") >= layers >= 6
        page.frame.wait_for_function("() => map.getSize().y === innerHeight && innerHeight > 600")  # as before


_TONES = """() => [...document.querySelectorAll("p, h1, h2, h3, label, td, th, input, button")]
  .filter((each) => each.checkVisibility() && each.textContent.trim())
  .map((each) => getComputedStyle(each).color.match(/[\\d.]+/g).slice(0, 3).map(Number))
  .filter(([red, green, blue]) => red > 200 && green > 200 && blue > 200).length"""


def is_across(page: MapPage, file: Path) -> bool:
    """Print a page, and say whether its paper lies on its long side."""
    sheet = page.page.pdf(path=file, prefer_css_page_size=True)
    width, height = map(float, re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", sheet)[0])
    return width > height


@pytest.mark.parametrize("address", ["/", "/record?incident=IQ-2024-01-08-01", "/totals", "/places"])
def test_paper_is_light_whatever_the_theme_and_only_the_map_lies_across(
    visit: Visit, seeded: Server, tmp_path: Path, address: str
) -> None:
    page = visit(seeded, color_scheme="dark")
    page.page.goto(seeded.address + address)
    page.settle()
    assert page.page.evaluate(_TONES) > 0  # on the screen it is written in light letters
    page.page.emulate_media(media="print")
    page.page.wait_for_function(f"({_TONES})() === 0")  # some colours fade from one to the other
    assert is_across(page, tmp_path / "page.pdf") == (address == "/")


def test_on_paper_the_map_is_drawn_in_light_tones(visit: Visit, seeded: Server) -> None:
    page = visit(seeded, color_scheme="dark").open_map()
    tones = (
        "() => Object.keys(IncidentMap.themes).find((name) => IncidentMap.themes[name] === IncidentMap.themeOf(map))"
    )
    assert page.frame.evaluate(tones) == "dark"
    page.page.evaluate("() => void dispatchEvent(new Event('beforeprint'))")
    assert page.frame.evaluate(tones) == "light"
    page.page.evaluate("() => void dispatchEvent(new Event('afterprint'))")
    assert page.frame.evaluate(tones) == "dark"
    assert page.wait_for_marks()


def test_records_print_row_by_row(visit: Visit, seeded: Server) -> None:
    page = visit(seeded).open(path="/records")
    table = page.page.locator(".im-paper table")
    grid = page.part("records_table").locator("canvas").first
    expect(grid).to_be_visible()
    expect(table).to_be_hidden()
    page.page.emulate_media(media="print")
    expect(table).to_be_visible()
    expect(grid).to_be_hidden()
    expect(table.locator("tbody tr")).to_have_count(len(seeds.days()))
    expect(table.locator("tbody tr").last).to_contain_text(seeds.in_time_order()[-1])


def test_an_incident_that_the_filters_leave_out_is_drawn_as_such(visit: Visit, seeded: Server) -> None:
    page = visit(seeded).open_map("incident=IQ-2024-01-08-01&countries=JO")
    expect(page.frame.locator(".incidentmap-leftout")).to_have_text("left out by the filters")
    page.part("show_left_out").get_by_role("button").click()
    page.wait_for_count(len(seeds.days()))
    expect(page.frame.locator(".incidentmap-leftout")).to_have_count(0)
    assert page.query == {"incident": "IQ-2024-01-08-01"}
