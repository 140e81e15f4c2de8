"""The symbols in a real browser: what is drawn where, and what a click gives back.

The page listens as streamlit-folium does: on every layer of the map, taking `toGeoJSON` of the layer that was hit.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page

from incidentmap.mapping import Symbol, base_map, category_groups
from incidentmap.mapping.basemap import Theme
from incidentmap.model.vocabulary import Category, WherePrec
from tests.browser import chromium, waits
from tests.mapping.conftest import Site
from tests.mapping.crowd import country, crowd, symbol

ARGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]

LISTEN = """
for (const layer of Object.values(map._layers))
  layer.on("click", (event) => { if (event.layer && event.layer.toGeoJSON) window.hit = event.layer.toGeoJSON(); });
window.marks = () => { const found = []; map.eachLayer((l) => l.feature && found.push(l)); return found; };
window.clickAt = (layer) => {
  const corner = map.getContainer().getBoundingClientRect();
  const at = map.latLngToContainerPoint(layer.getLatLng());
  const [clientX, clientY] = [corner.x + at.x, corner.y + at.y];
  const target = document.elementFromPoint(clientX, clientY);
  for (const type of ["mousedown", "mouseup", "click"])
    target.dispatchEvent(new MouseEvent(type, { clientX, clientY, bubbles: true }));
};
"""

# Click every mark that is well inside the view, moving the view until none is left; give back the ones that failed.
CLICK_ALL = """(zoom) => {
  const start = marks()[0].getLatLng();
  map.setView(start, zoom, { animate: false });
  const left = new Set(marks());
  const wrong = [];
  const total = left.size;
  while (left.size) {
    map.setView([...left][0].getLatLng(), zoom, { animate: false });
    const inside = L.bounds([60, 60], map.getSize().subtract([60, 60]));
    for (const mark of [...left]) {
      if (!inside.contains(map.latLngToContainerPoint(mark.getLatLng()))) continue;
      window.hit = null;
      clickAt(mark);
      if (window.hit !== mark.feature) wrong.push([mark.feature.properties.place_id, mark.feature.properties.category]);
      left.delete(mark);
    }
  }
  return { total, wrong, count: marks().reduce((sum, mark) => sum + mark.feature.properties.count, 0) };
}"""


@pytest.fixture(scope="module")
def page(chromium_path: str) -> Iterator[Page]:
    with chromium.started(chromium_path) as browser:
        page = browser.new_page(viewport={"width": 1200, "height": 800})
        waits.give_time(page.context)
        yield page


def show(page: Page, site: Site, symbols: list[Symbol], selected: str | None = None, theme: Theme = "light") -> Page:
    base = base_map(theme, street_tiles=False)
    for group in category_groups(symbols, selected):
        group.add_to(base)
    site.page = base.get_root().render()
    page.goto(site.address)
    page.wait_for_function("window.map && map.getPane('outlines')")
    page.add_script_tag(content=LISTEN)
    return page


def properties(page: Page) -> list[dict[str, Any]]:
    return page.evaluate("marks().map((mark) => mark.feature.properties)")


@pytest.mark.parametrize("zoom", range(5, 13))
def test_every_symbol_gives_itself_back(page: Page, site: Site, zoom: int) -> None:
    symbols = crowd(places=120)
    if zoom == 5:
        show(page, site, symbols)
    result = page.evaluate(CLICK_ALL, zoom)
    assert result["wrong"] == []
    assert result["count"] == sum(one.count for one in symbols)
    assert zoom < 10 or result["total"] == len(symbols)


def test_the_map_asks_no_other_host(page: Page, site: Site) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    show(page, site, crowd(places=10))
    assert asked and all(url.startswith(site.address) for url in asked)


def test_categories_of_a_place_stand_side_by_side(page: Page, site: Site) -> None:
    show(page, site, [symbol("site:a", category, 30) for category in Category])
    for zoom in (5, 8, 12):
        page.evaluate(f"void map.setZoom({zoom}, {{animate: false}})")
        boxes = page.evaluate(
            "marks().map((m) => { const p = map.latLngToContainerPoint(m.getLatLng()); return [p.x, p.y, m.item.w] })"
        )
        boxes.sort()
        assert len({round(y) for _, y, _ in boxes}) == 1
        for (x, _, w), (next_x, _, next_w) in pairwise(boxes):
            assert next_x - x >= (w + next_w) / 2


def test_an_area_has_its_handle_on_the_northern_edge_and_nothing_in_its_middle(page: Page, site: Site) -> None:
    area = symbol("admin1:IQ-AN", where_prec=WherePrec.GOVERNORATE, latitude=33.0, longitude=42.0, radius_km=100.0)
    show(page, site, [area])
    page.evaluate("void map.setView([33, 42], 7, {animate: false})")
    latitude, longitude = page.evaluate("(({lat, lng}) => [lat, lng])(marks()[0].getLatLng())")
    assert (round(latitude, 1), round(longitude, 1)) == (33.9, 42.0)
    page.evaluate("window.hit = null; clickAt({ getLatLng: () => L.latLng(33, 42) })")
    assert page.evaluate("window.hit") is None


def test_a_country_is_a_label_without_geometry(page: Page, site: Site) -> None:
    show(page, site, [country("IQ", 33.26, 43.09)])
    assert page.evaluate("marks()[0].toGeoJSON().geometry") is None
    assert properties(page)[0]["place_id"] == "country:IQ"


def test_a_label_of_a_country_is_not_cut_by_the_edge_of_the_window(page: Page, site: Site) -> None:
    show(page, site, [country("SY", 35.0, 38.2), country("SY", 35.0, 38.2, Category.ATTACK)])
    page.evaluate("""() => { // its place 30 pixels from the left
      const middle = map.unproject(map.project([35, 38.2], 6).add([570, 0]), 6);
      map.setView(middle, 5, { animate: false }).setView(middle, 6, { animate: false }); }""")
    lefts = page.evaluate("marks().map((m) => map.latLngToContainerPoint(m.getLatLng()).x - m.item.w / 2)")
    assert len(lefts) == 2 and min(lefts) >= 0


def test_a_moved_mark_keeps_its_true_place(page: Page, site: Site) -> None:
    near = [symbol(f"site:{n}", latitude=33.0 + n / 1000, longitude=44.0, count=9) for n in range(6)]
    show(page, site, near)
    page.evaluate("void map.setView([33, 44], 8, {animate: false})")
    places = page.evaluate("marks().map((m) => m.feature.geometry.coordinates[1])")
    assert sorted(places) == [one.latitude for one in near]
    assert len({tuple(p) for p in page.evaluate("marks().map((m) => [m.getLatLng().lat, m.getLatLng().lng])")}) == 6


def test_a_hostile_name_stays_text(page: Page, site: Site) -> None:
    name = '<img src=x onerror="window.ran = 1">${window.ran = 1}'
    show(page, site, [symbol("site:a", count=5, place_name=name)])
    page.evaluate("void map.setView([33.7856, 42.4412], 8, {animate: false})")
    tip = page.locator(".incidentmap-tooltip bdi")
    waits.hover(page, 600, 400, tip)
    assert tip.inner_text() == name
    assert page.evaluate("[window.ran, document.querySelectorAll('img:not(.incidentmap-relief)').length]") == [None, 0]


def test_two_thousand_symbols_in_one_town_stay_quick(page: Page, site: Site) -> None:
    symbols = [
        symbol(f"site:{n}", latitude=33 + n % 50 / 200, longitude=44 + n // 50 / 200, count=2) for n in range(2000)
    ]
    show(page, site, symbols)
    result = page.evaluate(CLICK_ALL, 8)
    assert result["wrong"] == [] and result["count"] == 4000


def test_symbols_can_be_taken_off_and_changed(page: Page, site: Site) -> None:
    show(page, site, [symbol("site:a", Category.STRIKE), symbol("site:a", Category.ATTACK)])
    assert {p["category"] for p in properties(page)} == {"strike", "attack"}
    page.evaluate(
        "void map.eachLayer((l) => l.symbols && l.symbols.some((s) => s.category === 'strike') && map.removeLayer(l))"
    )
    page.wait_for_function("marks().length === 1")
    assert {p["category"] for p in properties(page)} == {"attack"}
