"""Governorates and districts in a real browser: the outline, the hatch, the label, and what a click on either does."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest
from playwright.sync_api import Page

from incidentmap.gazetteer import Gazetteer
from incidentmap.mapping import Symbol, label_of
from incidentmap.mapping.basemap import Theme
from incidentmap.model.vocabulary import Category, WherePrec
from tests.browser import chromium, waits
from tests.mapping.conftest import Site
from tests.mapping.crowd import symbol
from tests.mapping.test_symbols_browser import properties, show

ANBAR = "admin1:IQ-AN"
AREAS = "map.incidentMapCoordinator.areas"
RINGS = "Object.values(map._layers).filter((one) => one instanceof L.Circle).length"
HAIRLINES = """Object.values(map._layers).filter((one) =>
  one instanceof L.Polyline && one.options.weight === 1.6 && one._renderer === marks()[0]._renderer).length"""
CLICK_CATEGORY = "(category) => clickAt(marks().find((one) => one.feature.properties.category === category))"
# How many pixels of the hatch's canvas are painted, and the mean of their red.
PAINTED = """(() => {
  const canvas = map.getPane("areas").querySelector("canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let [painted, red] = [0, 0];
  for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 60) [painted, red] = [painted + 1, red + data[i]];
  return { painted, red: red / painted };
})()"""
LABELS = """marks().filter((one) => one.item.form === "chip").map((one) => {
  const { x, y } = map.latLngToContainerPoint(one.getLatLng());
  const { place_id, category } = one.feature.properties;
  return { place_id, category, x, y, w: one.item.w, h: one.item.h };
})"""
# Whether each label lies in the outline of its area.
INSIDE = f"""marks().filter((one) => one.item.form === "chip").every((one) => {{
  const shape = {AREAS}.shapeOf(one.item.symbol);
  return shape.holds(map.project(one.getLatLng(), map.getZoom()));
}})"""
# Bring each label amid the window, where it may have moved within its area, and click it; give back those that failed.
CLICK_EACH = """(zoom) => {
  const keyOf = ({ feature: { properties: { place_id, category } } }) => [place_id, category].join("|");
  const start = marks();
  const wrong = [];
  for (const { key, place } of start.map((mark) => ({ key: keyOf(mark), place: mark.getLatLng() }))) {
    map.setView(place, zoom, { animate: false });
    const mark = marks().find((one) => keyOf(one) === key);
    window.hit = null;
    clickAt(mark);
    if (window.hit !== mark.feature) wrong.push(key);
  }
  return { wrong, count: start.reduce((sum, mark) => sum + mark.feature.properties.count, 0) };
}"""


@pytest.fixture(scope="module")
def page(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with chromium.started(chromium_path) as browser, pytest.MonkeyPatch.context() as patch:
        patch.setenv("INCIDENTMAP_HOME", str(tmp_path_factory.mktemp("home")))
        page = browser.new_page(viewport={"width": 1200, "height": 800})
        waits.give_time(page.context)
        yield page


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[Gazetteer]:
    with Gazetteer() as opened:
        yield opened


def area(gazetteer: Gazetteer, place_id: str, category: Category = Category.ATTACK, count: int = 3) -> Symbol:
    place = gazetteer.place(place_id)
    assert place is not None
    where_prec = WherePrec.GOVERNORATE if place.kind == "admin1" else WherePrec.DISTRICT
    label = label_of(gazetteer, place_id, where_prec)
    return symbol(
        place_id, category, count, where_prec=where_prec, latitude=place.latitude, longitude=place.longitude,
        radius_km=place.radius_km, label_latitude=label.latitude, label_longitude=label.longitude,
        outlines=label.outlines,
    )  # fmt: skip


def show_areas(page: Page, site: Site, symbols: list[Symbol], theme: Theme = "light") -> None:
    show(page, site, symbols, theme=theme)
    wanted = len({each.place_id for each in symbols if each.outlines})
    page.wait_for_function(f"{AREAS}.drawn.size === {wanted}")


def look(page: Page, latitude: float, longitude: float, zoom: int) -> None:
    page.evaluate("([at, zoom]) => void map.setView(at, zoom, { animate: false })", [[latitude, longitude], zoom])


def governorates(gazetteer: Gazetteer) -> list[str]:
    return [each.place_id for country in ("IQ", "SY") for each in gazetteer.areas("admin1", country) if each.latitude]


def test_a_governorate_is_its_outline_and_a_district_without_one_a_ring(
    page: Page, site: Site, gazetteer: Gazetteer
) -> None:
    district = "admin2:IQ.04.99737"
    show_areas(page, site, [area(gazetteer, ANBAR, category) for category in Category] + [area(gazetteer, district)])
    assert page.evaluate(f"[...{AREAS}.drawn.keys()].map((ref) => ref.split('/').slice(1).join('/'))") == [ANBAR]
    assert page.evaluate(RINGS) == 1
    assert page.evaluate(f"[...{AREAS}.drawn.values()].some((one) => one.options.interactive || one.feature)") is False
    assert page.evaluate("getComputedStyle(map.getPane('areas')).pointerEvents") == "none"


def test_the_categories_of_an_area_share_one_label_and_each_gives_its_own_incidents(
    page: Page, site: Site, gazetteer: Gazetteer
) -> None:
    symbols = [area(gazetteer, ANBAR, category, count) for category, count in zip(Category, (2, 1, 12), strict=True)]
    show_areas(page, site, symbols)
    for zoom in (6, 8):
        look(page, 33.2, 41.5, zoom)
        labels = sorted(page.evaluate(LABELS), key=lambda one: one["x"])
        assert [one["category"] for one in labels] == ["strike", "attack", "other"]
        for left, right in pairwise(labels):
            assert right["x"] - left["x"] == pytest.approx((left["w"] + right["w"]) / 2, abs=1.5)
        for one in symbols:
            page.evaluate("window.hit = null")
            page.evaluate(CLICK_CATEGORY, one.category)
            hit = page.evaluate("window.hit.properties")
            assert (hit["place_id"], hit["count"], tuple(hit["incident_ids"])) == (ANBAR, one.count, one.incident_ids)


def test_a_click_inside_the_outline_off_the_label_does_nothing(page: Page, site: Site, gazetteer: Gazetteer) -> None:
    show_areas(page, site, [area(gazetteer, ANBAR)])
    look(page, 33.2, 41.5, 7)
    for latitude, longitude in ((32.5, 41.0), (33.6, 42.5), (33.2, 40.6)):
        at = [latitude, longitude]
        page.evaluate("(at) => { window.hit = null; clickAt({ getLatLng: () => L.latLng(at) }); }", at)
        assert page.evaluate("window.hit") is None


def test_the_hatch_is_drawn_in_both_themes(page: Page, site: Site, gazetteer: Gazetteer) -> None:
    found = {}
    for theme in ("light", "dark"):
        show_areas(page, site, [area(gazetteer, ANBAR)], theme)  # type: ignore[arg-type]
        look(page, 33.2, 41.5, 7)
        page.wait_for_function(f"({PAINTED}).painted > 1000")
        found[theme] = page.evaluate(PAINTED)
    assert found["light"]["red"] < 110 < 150 < found["dark"]["red"]


@pytest.mark.parametrize("zoom", [5, 6, 7, 8])
def test_labels_of_many_areas_cover_neither_each_other_nor_lose_a_click(
    page: Page, site: Site, gazetteer: Gazetteer, zoom: int
) -> None:
    symbols = [area(gazetteer, each, category, 12) for each in governorates(gazetteer) for category in Category]
    if zoom == 5:
        show_areas(page, site, symbols)
    look(page, 34.2, 41.5, zoom)
    labels = page.evaluate(LABELS)
    for one, other in combinations(labels, 2):
        aside = abs(one["x"] - other["x"]) * 2 + 1 > one["w"] + other["w"]
        above = abs(one["y"] - other["y"]) * 2 + 1 > one["h"] + other["h"]
        assert aside or above, (one, other)
    result = page.evaluate(CLICK_EACH, zoom)
    assert result["wrong"] == [] and result["count"] == 12 * len(symbols)


def test_a_mark_wins_over_a_label_which_stays_inside_its_outline(page: Page, site: Site, gazetteer: Gazetteer) -> None:
    there = area(gazetteer, ANBAR)
    mark = symbol("site:there", count=40, latitude=there.label_latitude, longitude=there.label_longitude)
    show_areas(page, site, [there, mark])
    look(page, 33.2, 41.5, 7)
    assert page.evaluate("IncidentMap.markBoxes(map).length") == 2
    assert page.evaluate(INSIDE)
    assert page.evaluate(HAIRLINES) == 0


@pytest.mark.parametrize("place", [(33.2, 41.5), (32.3, 39.6), (33.9, 41.2), (31.6, 41.4)])
def test_the_label_of_an_area_that_fills_the_window_stays_within_it(
    page: Page, site: Site, gazetteer: Gazetteer, place: tuple[float, float]
) -> None:
    show_areas(page, site, [area(gazetteer, ANBAR, category) for category in Category])
    look(page, *place, 10)
    for label in page.evaluate(LABELS):
        assert label["w"] / 2 <= label["x"] <= 1200 - label["w"] / 2 and label["h"] / 2 <= label["y"] <= 800
    assert page.evaluate(INSIDE)
    look(page, 33.2, 41.5, 6)
    assert page.evaluate(INSIDE)


def test_an_area_whose_outline_does_not_come_is_a_ring(page: Page, site: Site, gazetteer: Gazetteer) -> None:
    page.route("**/assets/areas*", lambda route: route.abort())
    show(page, site, [area(gazetteer, ANBAR)])
    page.wait_for_function(f"{RINGS} === 1")
    assert properties(page)[0]["place_id"] == ANBAR
    page.unroute("**/assets/areas*")


def test_what_is_around_the_window_is_asked_for_once(page: Page, site: Site, gazetteer: Gazetteer) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/assets/areas" in request.url else None)
    show_areas(page, site, [area(gazetteer, ANBAR, category) for category in Category])
    assert len(asked) == 1 and asked[0].count("id=") == 1
    look(page, 15.0, 44.0, 8)
    look(page, 33.2, 41.5, 9)
    assert len(asked) == 1
    far = area(gazetteer, "admin1:YE-SD")
    show(page, site, [area(gazetteer, ANBAR), far])
    page.wait_for_function(f"{AREAS}.drawn.size === 1")
    look(page, far.latitude or 0, far.longitude or 0, 8)
    page.wait_for_function(f"{AREAS}.drawn.size === 2")


def test_the_outline_of_the_label_under_the_mouse_stands_out(page: Page, site: Site, gazetteer: Gazetteer) -> None:
    show_areas(page, site, [area(gazetteer, ANBAR)])
    look(page, 33.2, 41.5, 7)
    weight = f"[...{AREAS}.drawn.values()][0].options.weight"
    before = page.evaluate(weight)
    (label,) = page.evaluate(LABELS)
    waits.hover(page, label["x"], label["y"], page.locator(".incidentmap-tooltip"))
    assert page.evaluate(weight) > before
    page.mouse.move(label["x"], label["y"] + 200)
    page.wait_for_function(f"{weight} === {before}")


def test_the_open_area_has_a_stronger_rim(page: Page, site: Site, gazetteer: Gazetteer) -> None:
    show(page, site, [area(gazetteer, each) for each in (ANBAR, "admin1:IQ-NI")], selected=ANBAR)
    page.wait_for_function(f"{AREAS}.drawn.size === 2")
    pairs = f"[...{AREAS}.drawn].map(([ref, one]) => [ref.split('/')[1], one.options.weight])"
    weights = page.evaluate(f"Object.fromEntries({pairs})")
    assert weights[ANBAR] > weights["admin1:IQ-NI"]
    assert page.evaluate("marks().map((one) => [one.feature.properties.place_id, one.item.symbol.selected])") == [
        [ANBAR, True],
        ["admin1:IQ-NI", False],
    ]
