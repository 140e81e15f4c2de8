"""Every page can be read and worked by everybody: axe finds nothing serious of ours, and the keyboard is not lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Locator, expect

from tests.browser import waits
from tests.browser.conftest import Visit
from tests.browser.keyboard import Keyboard
from tests.browser.map_page import MapPage
from tests.browser.server import Server

PATHS = {
    "map": "/?incident=seed-2",
    "records": "/records",
    "new record": "/record",
    "record": "/record?incident=seed-2",
    "history": "/history",
    "totals": "/totals",
    "total": "/totals?total=seed-4",
    "places": "/places",
    "a name tried": "/places?room=try",
    "places in use": "/places?room=used",
    "learned names": "/places?room=learned",
    "sources": "/sources",
    "stories": "/briefing",
    "story": "/briefing?story=new",
    "present": "/present?incident=seed-2",
}
WITH_ARTICLE = {PATHS["map"], PATHS["totals"], PATHS["total"], PATHS["sources"]}
TALL = 6000  # axe passes over what would have to be scrolled to
GRAVE = {"serious", "critical"}
# What is not ours: rule, what the element's markup begins with, and why we cannot mend it.
ALLOWED = {
    # Vega draws the brush of the timeline as empty groups that it calls symbols; no setting of a brush gives them a
    # title. They show nothing that is not said elsewhere: the dates chosen stand in the sidebar and above the map.
    (
        "svg-img-alt",
        r'<g class="mark-rect role-mark (range_brush|range_brush_bg|layer_\d_marks)" role="graphics-symbol"',
    ),
}
OUTLINE = """(element) => {
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  return outlineStyle !== "none" && parseFloat(outlineWidth) > 0;
}"""


def violations(frame: Any) -> list[tuple[str, str, str]]:
    """Give what axe finds grave in one frame: rule, markup and message; the frames in it are asked one by one."""
    options = {"resultTypes": ["violations"], "iframes": False}
    found = Axe().run(frame, options=options).response["violations"]
    return [
        (each["id"], node["html"], node["failureSummary"])
        for each in found
        for node in each["nodes"]
        if node["impact"] in GRAVE
    ]


def all_violations(page: MapPage) -> list[tuple[str, str, str]]:
    return [each for frame in page.page.frames for each in violations(frame)]


def allowed(violation: tuple[str, str, str]) -> set[tuple[str, str]]:
    rule, markup, _ = violation
    return {entry for entry in ALLOWED if entry[0] == rule and re.match(entry[1], markup)}


def open_whole(page: MapPage, path: str) -> MapPage:
    """Open a page, and make the window so tall that nothing has to be scrolled to."""
    page.page.goto(f"{page.address}{path}")
    page.settle()
    return turned(page, 1440, "light")


def turned(page: MapPage, width: int, scheme: Any) -> MapPage:
    """Let a page be wide or narrow, light or dark; wait until it is drawn so."""
    page.page.set_viewport_size({"width": width, "height": TALL})
    page.page.emulate_media(color_scheme=scheme)
    expect(page.page.get_by_test_id("stSkeleton")).to_have_count(0)
    for frame in page.page.frames[1:]:
        map_in(frame)
    page.settle()
    for frame in page.page.frames:
        waits.stand_still(frame)  # elements fade in; half faded they have too little contrast
    return page


def map_in(frame: Frame) -> Locator:
    shown = frame.locator(".leaflet-container")
    expect(shown).to_be_visible()
    return shown


def assert_the_focus_is_seen_on_the_text_of_an_article(page: MapPage) -> None:
    article = page.page.locator(".im-article").first
    assert not article.evaluate(OUTLINE)
    page.page.keyboard.press("Tab")
    article.focus()
    expect(article).to_be_focused()
    assert article.evaluate(OUTLINE)


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
def test_axe_finds_nothing_grave_and_an_article_shows_the_focus(visit: Visit, seeded: Server, path: str) -> None:
    page = open_whole(visit(seeded), path)
    for width, scheme in ((1440, "light"), (390, "dark")):
        found = all_violations(turned(page, width, scheme))
        assert [each for each in found if not allowed(each)] == []
        if path == PATHS["map"]:  # the list holds nothing that is mended by now
            assert set().union(*map(allowed, found)) == ALLOWED
    if path in WITH_ARTICLE:
        assert_the_focus_is_seen_on_the_text_of_an_article(page)


def test_axe_would_find_it(visit: Visit, seeded: Server) -> None:
    page = open_whole(visit(seeded), PATHS["record"])
    assert len(page.page.frames) > 1
    for frame in page.page.frames:
        frame.evaluate("""() => document.body.insertAdjacentHTML("beforeend", "<button></button>")""")
    page.page.locator("textarea[aria-readonly]").evaluate("(area) => area.removeAttribute('aria-label')")
    page.page.locator(".im").last.evaluate(
        "(ours) => { ours.innerHTML = '<p style=\"color: #999; background: #fff\">faint</p>'; }"
    )
    found = [rule for rule, _, _ in all_violations(page)]
    assert found.count("button-name") == len(page.page.frames)
    assert {"label", "color-contrast"} <= set(found)


def test_the_map_and_our_component_have_names_and_show_the_focus(visit: Visit, seeded: Server) -> None:
    page = open_whole(visit(seeded), PATHS["record"])
    frames = page.page.locator("iframe")
    assert frames.count() == 1
    assert frames.first.get_attribute("title")
    area = page.page.locator("textarea[aria-readonly]")
    expect(area).to_have_accessible_name("Select the words that tell it, then mark them")
    expect(area).to_have_role("textbox")

    # the focus is seen where words are marked
    button = page.page.get_by_role("button", name="Mark the selected words")
    assert not area.evaluate(OUTLINE)
    page.page.keyboard.press("Tab")
    area.focus()
    assert area.evaluate(OUTLINE)
    for _ in range(3):
        page.page.keyboard.press("Shift+ArrowRight")
    expect(button).to_be_enabled()
    page.page.keyboard.press("Tab")
    expect(button).to_be_focused()
    assert button.evaluate(OUTLINE)
    assert not area.evaluate(OUTLINE)


def test_the_focus_stays_where_it_is_when_the_page_runs_again(visit: Visit, seeded: Server) -> None:
    page = visit(seeded).open(path="/totals", query="total=new")
    hand = Keyboard(page.page)
    hand.choose("What is counted", "Strike")
    assert hand.focused() == "What is counted"
    hand.tab_to("Attacks by")
    hand.type("A brigade")
    hand.press("Enter")
    hand.settle()
    assert hand.focused() == "Attacks by"
    expect(page.page.get_by_text("A brigade", exact=True)).to_be_visible()
    hand.tab_to("add")
    hand.press("Enter")
    hand.settle()
    expect(page.page.get_by_label("Events there")).to_be_visible()
    assert "Add a country" in hand.focused()


def test_a_row_of_the_totals_is_opened_by_keyboard(visit: Visit, seeded: Server) -> None:
    page = visit(seeded).open(path="/totals")
    page.page.wait_for_function("document.querySelector('.st-key-totals canvas')")
    page.part("totals").locator("canvas").first.focus()
    for key in ("ArrowDown", "ArrowDown", "Shift+Space"):
        page.page.keyboard.press(key)
    page.page.wait_for_url(re.compile(r"total=total-"))
    page.settle()
    expect(page.page.get_by_role("heading", name="Edit this total")).to_be_visible()
