"""Text from outside is shown as text, wherever it stands, and runs nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests.browser import waits, worlds
from tests.browser.conftest import Visit
from tests.browser.map_page import MapPage
from tests.browser.server import Server, running

MARKUP = "<script>window.pwned=1</script><img src=x onerror=window.pwned=1>"
SIGNS = "${window.pwned=1} `code` **bold** [x](javascript:alert(1)) $x$ :material/home: :red[r] {{7*7}} </div> &amp; \\"
# Streamlit reads these in spite of escapes, as links, a logo, a face and an arrow.
READ_AFTER = "www.evil.example http://evil.example/x mailto:a@evil.example :streamlit: :smile: a -> b"
CONTROLS = "bell \u0007 turn \u202edesrever"
NAME = f"{MARKUP} {SIGNS} {READ_AFTER}"
TEXT = f"{NAME} {CONTROLS}"
NOTHING = "\u2060"  # stands in labels, where something would be read; it is drawn as nothing


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    home: Path = tmp_path_factory.mktemp("hostile") / "home"
    day = date(2023, 11, 1)
    worlds.told_in(
        home, text=TEXT, name=NAME, url="javascript:alert(1)", day=(day, day), place_name=NAME, figures=(2, 5)
    )
    with running(home) as server:
        yield server


def assert_nothing_ran(page: MapPage) -> None:
    for frame in page.page.frames:
        assert frame.evaluate("() => window.pwned") is None
        assert frame.locator("img[src=x], .st-key-incident_panel script, code, .katex").count() == 0
    assert page.page.locator("a[href*=evil], img[alt='Streamlit logo']").count() == 0
    schemes = page.page.evaluate("() => [...new Set([...document.links].map((link) => link.protocol))].sort()")
    assert set(schemes) <= {"http:", "https:"}
    assert page.complaints == []


def test_the_panel_shows_markup_as_text(visit: Visit, hostile: Server) -> None:
    page = visit(hostile).open_map()
    page.click_mark(worlds.PLACE_ID, "attack")
    page.wait_for_incident(worlds.FIRST)
    expect(page.part("excerpt").locator(".im-article")).to_contain_text(NAME)
    expect(page.part("excerpt").locator("blockquote")).to_contain_text(NAME)
    expect(page.listed().first).to_contain_text("</div>")
    assert NAME in (page.listed().first.text_content() or "").replace(NOTHING, "")
    for part in ("Sources", "Who did it", "Casualties", "Place", "Our notes"):
        expect(page.panel.locator(".im", has_text=part).last).to_contain_text(NAME)
    outward = page.panel.locator("a[target=_blank]")
    expect(outward).to_have_count(1)
    expect(outward).to_have_attribute("href", 'https://example.org/"onclick="window.pwned=1')
    assert_nothing_ran(page)


def test_a_notice_shows_what_a_link_says_as_text(visit: Visit, hostile: Server) -> None:
    said = ("www.evil.example :streamlit:", "http://evil.example :smile:", "a@evil.example a -> b")
    page = visit(hostile).open_map(urlencode({"search": "x"} | {f"no{at}": each for at, each in enumerate(said)}))
    toast = page.page.get_by_test_id("stToast")
    expect(toast).to_contain_text("is not a filter")
    shown = (toast.text_content() or "").replace(NOTHING, "")
    assert [each for each in said if each not in shown] == []
    assert toast.locator("a, img").count() == 0
    assert_nothing_ran(page)


def test_control_and_direction_marks_are_visible_and_turn_nothing(visit: Visit, hostile: Server) -> None:
    page = visit(hostile).open_map(f"incident={worlds.FIRST}")
    shown = page.panel.evaluate("(panel) => panel.textContent")
    assert "bell ␇ turn �desrever" in shown
    assert not set(shown) & {"\u0007", "\u202e"}


def test_the_tooltip_of_a_mark_is_text(visit: Visit, hostile: Server) -> None:
    page = visit(hostile).open_map()
    page.come_to_rest()  # the rest of the page comes after the map, and the mouse must not wait for it
    left, top = page.corner()
    mark = page.mark(worlds.PLACE_ID, "attack")
    tip = page.frame.locator(".incidentmap-tooltip bdi")
    waits.hover(page.page, left + mark["x"], top + mark["y"], tip)
    assert tip.evaluate("(tip) => [tip.textContent, tip.children.length]") == [NAME, 0]
    assert_nothing_ran(page)


@pytest.mark.parametrize("path", ["/totals", "/places?room=used", "/sources", f"/present?incident={worlds.FIRST}"])
def test_the_other_pages_show_markup_as_text(visit: Visit, hostile: Server, path: str) -> None:
    page = visit(hostile).open(path=path)
    expect(page.page.get_by_test_id("stMain")).to_contain_text(MARKUP)
    assert_nothing_ran(page)
