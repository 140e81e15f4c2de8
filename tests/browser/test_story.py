"""A story of six steps: made from the seeds, saved, shared as a link, and presented by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from playwright.sync_api import expect

from incidentmap.settings import PROJECT
from tests.browser import waits
from tests.browser.conftest import Visit
from tests.browser.map_page import MapPage
from tests.browser.server import running

PICTURES = PROJECT / "test-results"
INCIDENTS = ("IQ-2019-12-27-01", "seed-2", "IQ-2024-01-08-01", "JO-2024-01-28-01")
TITLE, LINE = "Drones, rockets and the answer", "Attacks on US bases since October."
STORY = "story-drones-rockets-and-the-answer"
Look = tuple[int, int, Literal["light", "dark"]]
ROOM: Look = (1920, 1080, "light")
DARK_ROOM: Look = (1280, 720, "dark")
PHONE: Look = (390, 844, "light")
GO = "(query) => { history.pushState({}, '', '/?' + query); dispatchEvent(new PopStateEvent('popstate')); }"
# The size of the smallest words in sight.
SMALLEST = """() => Math.min(...[...document.querySelectorAll(".im-title *, .im-slide *")]
  .filter((each) => each.textContent.trim() && each.getClientRects().length)
  .map((each) => parseFloat(getComputedStyle(each).fontSize)))"""
# Whether all of the window, to its edges, is of the slide: nothing of Streamlit's lies over it or beside it.
COVERS = """() => [[0.5, 0], [1, 0], [0, 0.5], [0.8, 0.5], [1, 1], [0, 1]].every(([x, y]) =>
  document.elementFromPoint(x * (innerWidth - 1), y * (innerHeight - 1))?.closest(".st-key-present"))"""
OVERFLOW = "() => document.documentElement.scrollWidth - innerWidth"
AT_REST = "() => window.map && map.getPane('outlines') && !map._animatingZoom && !map.isFlying"
STANDS_APART = "() => IncidentMap.standsApart(map)"


def go(page: MapPage, query: str) -> None:
    """Go to another view within the visit, as a link or the history does."""
    page.page.evaluate(GO, query)
    page.settle()


def prepared(page: MapPage) -> None:
    """Add a view in a frame of its own, four incidents, and another view."""
    page.open_map("categories=attack&from=2023-10-01")
    page.look_at(34.5, 42.0, 7)
    page.part("add_view").get_by_role("button").click()
    page.settle()
    for incident_id in INCIDENTS:
        go(page, f"incident={incident_id}")
        page.part("add_to_story").get_by_role("button").first.click()
        page.settle()
    go(page, "categories=strike&countries=SY")
    page.part("add_view").get_by_role("button").click()
    page.settle()


def saved(page: MapPage) -> None:
    """Name the story, write a line for its first step, sign it, and save it."""
    page.page.get_by_role("link", name="Briefing").first.click()
    page.settle()
    page.part("new_story").get_by_role("button").click()
    page.settle()
    for name, text in (("Name *", TITLE), ("Our words", LINE), ("Why *", "for Monday")):
        page.page.get_by_role("textbox", name=name).first.fill(text)
        page.page.keyboard.press("Tab")
        page.settle()
    page.part("save").get_by_role("button").click()
    page.page.wait_for_url(f"**/briefing?story={STORY}")
    page.settle()


def come(page: MapPage, standing: str) -> None:
    """Wait until a slide is there, and the map has flown to it."""
    expect(page.page.locator(".im-slide-standing")).to_have_text(standing)
    page.settle()
    page.frame.wait_for_function(AT_REST)


def picture(page: MapPage, name: str) -> None:
    PICTURES.mkdir(exist_ok=True)
    page.page.screenshot(path=PICTURES / f"{name}.png")


def looks(page: MapPage, *wanted: Look) -> Iterator[str]:
    """Show a slide on other screens, in light and dark, and come back to the first; give a name for each."""
    for width, height, scheme in (*wanted, ROOM):
        page.page.set_viewport_size({"width": width, "height": height})
        page.page.emulate_media(color_scheme=scheme)
        waits.stand_still(page.page)
        yield f"{width}-{scheme}"


def test_a_story_of_six_steps_is_prepared_saved_and_presented_by_keyboard(visit: Visit, tmp_path: Path) -> None:
    with running(tmp_path / "home", INCIDENTMAP_ANALYST="Rana") as server:
        page = visit(server, viewport={"width": 1920, "height": 1080})
        prepared(page)
        saved(page)
        page.page.get_by_role("link", name="Present", exact=True).first.click()
        come(page, "1 of 6")
        page.frame.evaluate("() => void (map.mine = true)")

        for step in range(1, 7):
            come(page, f"{step} of 6")
            assert page.page.evaluate(SMALLEST) >= 28
            expect(page.part("view_title")).to_contain_text("not marked")
            if 2 <= step <= 5:
                page.frame.wait_for_function(STANDS_APART)
            for name in looks(page, DARK_ROOM, *[PHONE] * (step == 3)):
                assert page.page.evaluate(COVERS)
                assert page.page.evaluate(OVERFLOW) == 0
                picture(page, f"present-{step}-{name}")
            page.page.keyboard.press(("PageDown", "ArrowRight", " ")[step % 3])
        come(page, "6 of 6")  # there is no seventh
        assert page.frame.evaluate("map.mine"), "one map flies through all of them"
        for key, standing in (("PageUp", "5 of 6"), ("Home", "1 of 6"), ("End", "6 of 6"), ("ArrowLeft", "5 of 6")):
            page.page.keyboard.press(key)
            come(page, standing)
        page.part("present_words").click()
        come(page, "6 of 6")
        assert page.query == {"story": STORY, "step": "6"}
        page.page.keyboard.press("Escape")
        page.page.wait_for_url(f"**/briefing?story={STORY}")

        shared = visit(server, viewport={"width": 1280, "height": 720})
        shared.open(f"story={STORY}&step=3", path="/present")
        come(shared, "3 of 6")
        expect(shared.part("present_words").locator("blockquote")).to_contain_text("Ain al-Asad air base")
        shared.page.keyboard.press("Home")
        come(shared, "1 of 6")
        expect(shared.part("present_words")).to_contain_text(LINE)
        latitude, longitude, zoom = shared.view()
        assert (abs(latitude - 34.5) < 0.2, abs(longitude - 42) < 0.2, zoom in (6, 7)) == (True, True, True)
