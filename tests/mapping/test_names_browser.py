"""Names, relief and waters in a real browser: when they come, and how names give way to marks and to each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from incidentmap.mapping import Symbol, base_map, category_groups
from incidentmap.model.vocabulary import WherePrec
from tests.browser import waits
from tests.mapping.conftest import Site
from tests.mapping.crowd import country, crowd, symbol
from tests.mapping.test_symbols_browser import ARGS

ASAD = {"latitude": 33.7856, "longitude": 42.4412}
NAMES = "Object.values(map._layers).find((layer) => layer.settled)"
# Notes the first frame in which the base map and the marks are there.
WATCH = """const look = () => {
  const there = window.map && map.getPane("outlines") && IncidentMap.markBoxes(map).placed;
  if (there) window.painted = performance.now();
  else requestAnimationFrame(look);
};
requestAnimationFrame(look);"""
ASKED = """performance.getEntriesByType("resource").filter((one) => /detail|relief/.test(one.name))
  .map((one) => [one.name, one.startTime])"""
OVERLAPS = f"""(() => {{
  const boxes = IncidentMap.markBoxes(map);
  const hit = (a, b) => Math.abs(a.x - b.x) * 2 < a.w + b.w - 0.01 && Math.abs(a.y - b.y) * 2 < a.h + b.h - 0.01;
  const settled = {NAMES}.settled;
  const wrong = [];
  settled.forEach((name, i) => {{
    if (boxes.some((box) => hit(box, name))) wrong.push([name.name, "mark"]);
    settled.slice(i + 1).forEach((other) => hit(name, other) && wrong.push([name.name, other.name]));
  }});
  return {{ wrong, shown: settled.map((name) => name.name), marks: boxes.length }};
}})()"""


@pytest.fixture(scope="module")
def page(chromium_path: str) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=ARGS, timeout=waits.WAIT)
        page = browser.new_page(viewport={"width": 1200, "height": 800})
        page.set_default_timeout(waits.WAIT)
        page.add_init_script(WATCH)
        yield page
        browser.close()


# What comes late is asked for once the browser is idle: two turns of that, and a frame, are after its turn.
IDLE = """() => new Promise((done) =>
  requestIdleCallback(() => requestAnimationFrame(() => requestIdleCallback(done))))"""


def show(page: Page, site: Site, symbols: list[Symbol], theme: Any = "light") -> Page:
    base = base_map(theme, street_tiles=False)
    for group in category_groups(symbols):
        group.add_to(base)
    site.page = base.get_root().render()
    page.goto(site.address)
    page.wait_for_function("document.querySelector('.incidentmap-relief')?.complete")
    page.wait_for_function("map.getPane('waters')")
    return page


def look(page: Page, latitude: float, longitude: float, zoom: int) -> Any:
    page.evaluate("([at, zoom]) => void map.setView(at, zoom, { animate: false })", [[latitude, longitude], zoom])
    return page.evaluate(OVERLAPS)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_relief_and_detail_come_after_the_marks_from_this_machine(page: Page, site: Site, theme: str) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    show(page, site, crowd(places=40), theme)
    painted, asked = page.evaluate("window.painted"), page.evaluate(ASKED)
    assert [f"relief-{theme}.webp?v=" in name for name, _ in asked] == [False, True]
    assert all(start > painted for _, start in asked)
    assert all(url.startswith(site.address) for url in requests)


def test_while_the_outlines_are_awaited_nothing_else_is_asked_for(page: Page, site: Site) -> None:
    held: list[Any] = []
    page.route("**/outlines.json*", lambda route: held.append(route))
    base = base_map("light", street_tiles=False)
    for group in category_groups(crowd(places=5)):
        group.add_to(base)
    site.page = base.get_root().render()
    page.goto(site.address)
    page.wait_for_function("window.map && IncidentMap.markBoxes(map).placed")
    page.evaluate(IDLE)
    assert page.evaluate(ASKED) == []
    held[0].continue_()
    page.wait_for_function(f"({ASKED}).length === 2")
    page.unroute("**/outlines.json*")


@pytest.mark.parametrize("zoom", range(5, 13))
def test_no_name_lies_under_a_mark_or_on_another_name(page: Page, site: Site, zoom: int) -> None:
    if zoom == 5:
        show(page, site, crowd(places=120))
    for place in ((33.3, 44.4), (35.3, 40.2)):
        found = look(page, *place, zoom)
        assert found["wrong"] == []
        assert found["shown"] and found["marks"] > 5


def test_a_name_moves_beside_the_mark_of_its_place(page: Page, site: Site) -> None:
    show(page, site, [symbol("site:ain-al-asad", count=40, **ASAD)])
    found = look(page, 33.8, 42.4, 8)
    assert "Ain al-Asad Air Base" in found["shown"] and found["wrong"] == []
    name = page.evaluate(f"{NAMES}.settled.find((one) => one.name === 'Ain al-Asad Air Base')")
    (mark,) = page.evaluate("IncidentMap.markBoxes(map)")
    assert name["sign"] is None  # the mark stands for it
    assert abs(name["x"] - mark["x"]) < (name["w"] + mark["w"]) / 2 + 5


def test_a_name_under_the_mark_of_another_place_hides_and_comes_back(page: Page, site: Site) -> None:
    show(page, site, [symbol("site:other", count=40, latitude=33.8, longitude=42.56)])
    assert "Ain al-Asad Air Base" not in look(page, 33.8, 42.4, 7)["shown"]
    page.evaluate("Object.values(map._layers).filter((l) => l.symbols).forEach((l) => map.removeLayer(l))")
    page.wait_for_function(f"{NAMES}.settled.some((one) => one.name === 'Ain al-Asad Air Base')")


def test_a_country_that_a_pill_names_is_not_named_twice(page: Page, site: Site) -> None:
    show(page, site, [country("IQ", 33.26, 43.09)])
    found = look(page, 33.5, 43.0, 6)
    assert "Syria" in found["shown"]
    assert ("Iraq" in found["shown"]) == (page.evaluate("IncidentMap.markBoxes(map)[0].says") != "Iraq")


def test_relief_fades_out_and_the_zoom_ends_where_the_map_does(page: Page, site: Site) -> None:
    show(page, site, [symbol("site:a", where_prec=WherePrec.EXACT)])
    shown = []
    for zoom in (6, 7, 8, 9):
        look(page, 33.8, 42.4, zoom)
        style = "(({ opacity, display }) => display === 'none' ? 0 : Number(opacity))"
        shown.append(page.evaluate(f"{style}(document.querySelector('.incidentmap-relief').style)"))
    assert shown == sorted(shown, reverse=True) and shown[0] == 1 and shown[-1] == 0
    look(page, 33.8, 42.4, 18)
    assert page.evaluate("map.getZoom()") == 13
    assert page.evaluate("map.getBoundsZoom([[33.78, 42.44], [33.79, 42.45]])") <= 13


def test_an_arabic_name_is_isolated_and_stays_text(page: Page, site: Site) -> None:
    show(page, site, [])
    label = {"kind": "town", "name": "<b>بغداد</b>", "at": [42.44, 33.8], "zoom": 5}
    assert page.evaluate("(label) => IncidentMap.nameOf(label).text", label) == f"\u2068{label['name']}\u2069"
    page.evaluate(f"(label) => {NAMES}.take([label])", label)
    page.wait_for_function(f"{NAMES}.settled.some((one) => one.name.includes('بغداد'))")
    assert page.locator("b").count() == 0
