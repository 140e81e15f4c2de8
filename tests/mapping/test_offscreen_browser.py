"""What is drawn without a browser is what Chromium draws: the same marks and names, in the same places.

Both measure text alike here, as the fonts of a screen are the machine's own.
"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from incidentmap.export import map_fonts
from incidentmap.export.offscreen import noted_map
from incidentmap.mapping import Symbol, assets, base_map, category_groups, row
from tests.browser import chromium, waits
from tests.mapping.conftest import Site
from tests.mapping.crowd import crowd

WIDTH, HEIGHT = 1200, 800
MIDDLE = (33.7, 43.2)

SEEN = """([latitude, longitude, zoom]) => {
  IncidentMap.textWidth = (text) => 7 * text.length;
  map.setView([latitude, longitude], zoom, { animate: false });
  map.incidentMapCoordinator.draw();
  const corner = map.project(map.getCenter(), zoom).subtract(map.getSize().divideBy(2));
  const at = ({ x, y }) => [x - corner.x, y - corner.y];
  const marks = [];
  let names;
  map.eachLayer((layer) => {
    if (layer.settled) names = layer;
    if (!layer.item) return;
    const { name, category, count } = layer.item.symbol;
    marks.push([name, category, count, layer.item.form, ...at(map.project(layer.getLatLng(), zoom))]);
  });
  names.settle();
  return { marks, names: names.settled.map((name) => [name.text, ...at(name), name.w, name.h]) };
}"""
READY = "() => { let n = 0; map.eachLayer((layer) => { if (layer.names) n = layer.names.length; }); return n > 1000; }"


def shown(page: Page, site: Site, symbols: list[Symbol]) -> None:
    base = base_map("light", street_tiles=False)
    for group in category_groups(symbols):
        group.add_to(base)
    site.page = base.get_root().render()
    page.goto(site.address)
    page.wait_for_function("window.map && map.incidentMapCoordinator")
    page.wait_for_function(READY)


def noted(symbols: list[Symbol], zoom: int) -> dict[str, Any]:
    window = {"zoom": zoom, "stretch": 1, "middle": MIDDLE, "width": WIDTH, "height": HEIGHT}
    asked = {"window": window, "rows": [row(each) for each in symbols], "areas": [], "circles": [], "nameless": []}
    return noted_map({**asked, "reliefBounds": assets.RELIEF_BOUNDS})


def test_marks_and_names_stand_where_the_screen_has_them(
    chromium_path: str, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(map_fonts, "width", lambda text, *_args, **_kwargs: 7 * len(text))
    symbols = crowd()
    with chromium.started(chromium_path) as browser:
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        waits.give_time(page.context)
        shown(page, site, symbols)
        for zoom in (5, 6, 8):
            screen, paper = page.evaluate(SEEN, [*MIDDLE, zoom]), noted(symbols, zoom)
            assert _rounded(screen["marks"]) == _rounded(map(_mark, paper["marks"]))
            assert len(screen["marks"]) > 10
            assert _names(screen["names"]) == {
                part["text"] for part in paper["names"] if "halo" not in part and "text" in part
            }


def _mark(noted: dict[str, Any]) -> list[Any]:
    x, y, width, height = noted["box"]
    return [noted["name"], noted["category"], noted["count"], noted["form"], x + width / 2, y + height / 2]


def _rounded(marks: Any) -> set[tuple[Any, ...]]:
    """Round to two pixels: the corner of a screen's map lies on a whole one."""
    return {(*known, round(x / 2), round(y / 2)) for *known, x, y in marks}


def _names(settled: list[list[Any]]) -> set[str]:
    """Give the names that are whole in the window."""
    return {text for text, x, y, w, h in settled if w / 2 <= x <= WIDTH - w / 2 and h / 2 <= y <= HEIGHT - h / 2}
