"""Every mark can be clicked, at every zoom, with a mouse."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from incidentmap.ui.map.mark_incidents import LISTED
from tests.browser import seeds
from tests.browser.conftest import Visit
from tests.browser.map_page import MapPage
from tests.browser.server import Server

ZOOMS = range(5, 13)
FOLLOWED = 3  # looks at a mark: the label of an area may move with the window, and is followed
MARGIN = 70  # what lies nearer to the edge may be under a button of the map; the view is moved for it

# The page turns a deaf ear to the map, so that 400 clicks do not become 400 runs of the script.
DEAF = """window.addEventListener("message", (event) => {
  if (event.data && event.data.type === "streamlit:setComponentValue") event.stopImmediatePropagation();
}, true);"""

# What streamlit-folium would send of each click: the feature that the layer gives for what was hit.
LISTEN = """() => {
  window.hits = [];
  const hear = ({ layer: mark }) => {
    const { place_id, category } = mark.toGeoJSON().properties;
    hits.push([place_id, category].join("|"));
  };
  Object.values(map._layers).filter((layer) => layer.symbols).forEach((layer) => layer.on("click", hear));
}"""
HITS = "() => hits.splice(0)"
INSIDE = """(margin) => {
  const inside = L.bounds([margin, margin], map.getSize().subtract([margin, margin]));
  return Object.values(map._layers).filter((layer) => layer.feature)
    .map((layer) => ({ layer, at: map.latLngToContainerPoint(layer.getLatLng()) }))
    .filter(({ at }) => inside.contains(at))
    .map(({ layer, at: { x, y } }) => ({ ...layer.feature.properties, x, y }))
    .map(({ place_id, category, x, y }) => ({ key: [place_id, category].join("|"), x, y }));
}"""
ALL = """() => Object.values(map._layers).filter((layer) => layer.feature).map((layer) => {
  const { feature: { properties: p } } = layer;
  const { lat, lng } = layer.getLatLng();
  return { key: [p.place_id, p.category].join("|"), count: p.count, lat, lng };
})"""


def click_all(page: MapPage, zoom: int) -> tuple[list[dict[str, Any]], list[Any]]:
    """Click every mark at one zoom, moving the view until none is left; give all marks, and the clicks that missed."""
    page.look_at(34.2, 41.5, zoom)
    marks = page.frame.evaluate(ALL)
    left = {mark["key"]: mark for mark in marks}
    wanted: list[list[str]] = []
    hit: list[list[str]] = []
    corner_x, corner_y = page.corner()
    while left:
        target = next(iter(left.values()))
        for _ in range(FOLLOWED):
            page.look_at(target["lat"], target["lng"], zoom)
            before, target = target, next(one for one in page.frame.evaluate(ALL) if one["key"] == target["key"])
            if target == before:  # it stays; every look draws the whole map anew
                break
        inside = [one for one in page.frame.evaluate(INSIDE, MARGIN) if left.pop(one["key"], None)]
        assert inside, f"{target['key']} cannot be brought into view at zoom {zoom}"
        for one in inside:
            page.page.mouse.click(corner_x + one["x"], corner_y + one["y"])
        wanted.append([one["key"] for one in inside])
        hit.append(page.frame.evaluate(HITS))
    return marks, [pair for pair in zip(wanted, hit, strict=True) if pair[0] != pair[1]]


def test_every_mark_takes_its_click_and_no_incident_is_lost_at_any_zoom(visit: Visit, seeded: Server) -> None:
    page = visit(seeded, alone=True)
    page.page.add_init_script(DEAF)
    page.open_map()
    page.frame.evaluate(LISTEN)
    count = page.count()
    for zoom in ZOOMS:
        marks, missed = click_all(page, zoom)
        assert len({mark["key"] for mark in marks}) == len(marks)
        assert sum(mark["count"] for mark in marks) == count.on_map + count.on_areas, zoom
        assert missed == [], f"at zoom {zoom}"
    assert "incident" not in page.query


@pytest.mark.parametrize("zoom", [5, 8, 12])
def test_a_clicked_mark_opens_its_incidents(visit: Visit, seeded: Server, zoom: int) -> None:
    page = visit(seeded).open_map()
    page.look_at(33.8, 42.4, zoom)
    size = page.frame.evaluate("() => map.getSize()")
    inside = [m for m in page.marks() if MARGIN < m["x"] < size["x"] - MARGIN and MARGIN < m["y"] < size["y"] - MARGIN]
    mark = max(inside, key=lambda mark: mark["count"])
    page.click_mark(mark["place_id"], mark["category"])
    with_words = [name for name in mark["incident_ids"] if name in seeds.coded()]
    page.wait_for_incident(min(with_words or mark["incident_ids"], key=seeds.in_time_order().index))
    expect(page.listed()).to_have_count(min(mark["count"], LISTED))


FAR = """() => {
  const far = [];
  map.eachLayer((layer) => {
    if (!layer.feature || layer.feature.properties.where_prec > 2) return;
    const [longitude, latitude] = layer.feature.geometry.coordinates;
    const [place, drawn] = [[latitude, longitude], layer.getLatLng()].map((at) => map.latLngToContainerPoint(at));
    if (place.distanceTo(drawn) > 90) far.push(layer.feature.properties.place_id);
  });
  return far;
}"""


def test_no_mark_strays_far_from_its_place(visit: Visit, seeded: Server) -> None:
    page = visit(seeded).open_map()
    for zoom in (6, 7, 8, 10):
        page.look_at(33.8, 42.4, zoom)
        assert page.frame.evaluate(FAR) == [], f"at zoom {zoom}"
