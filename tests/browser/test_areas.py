"""A district whose outline somebody added is drawn as this outline: on the map, in the form, on the page of places."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Frame, Page, expect

from incidentmap.gazetteer.add_file import add
from incidentmap.gazetteer.extend import OWN
from incidentmap.model import vocabulary as v
from incidentmap.settings import GEODATA
from tests import records
from tests.browser.conftest import Visit
from tests.browser.server import Server, running
from tests.browser.worlds import store_at

CORNERS = [[43.0, 33.0], [43.8, 33.0], [43.4, 33.2], [43.8, 33.6], [43.0, 33.6], [43.0, 33.0]]
NAMED = {"ADM2_EN": "Xyzzy", "ADM2_PCODE": "IQ0199", "ADM1_EN": "Al-Anbar", "ADM0_EN": "Iraq", "ADM0_PCODE": "IQ"}
DRAWN = "map.incidentMapCoordinator.areas.drawn"
ONE = f"() => window.map && map.incidentMapCoordinator && {DRAWN}.size === 1"
LEFT_OUT = """() => { for (const each of Object.values(map._layers))
  if (each instanceof L.Polygon && each.options.dashArray) return each.getLatLngs()[0].length; }"""
CORNERS_DRAWN = f"() => [...{DRAWN}.values()][0].getLatLngs()[0].length"


@pytest.fixture
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    home = tmp_path_factory.mktemp("areas")
    feature = {"type": "Feature", "properties": NAMED, "geometry": {"type": "Polygon", "coordinates": [CORNERS]}}
    file = home / "districts.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    (added,) = add(file, GEODATA / "gazetteer.sqlite", home / OWN, "our own list", "CC0").user_places.records
    place = replace(records.PLACE, place_id=added.place_id, name="Xyzzy", kind="admin2", radius_km=added.radius_km)
    placement = replace(
        records.placement(), place_id=place.place_id, where_prec=v.WherePrec.DISTRICT, latitude=added.latitude,
        longitude=added.longitude, uncertainty_km=added.radius_km, method=v.PlacementMethod.DISTRICT,
    )  # fmt: skip
    incidents = [
        records.incident("X-1", place_text="Xyzzy"),
        records.incident("X-2", category=v.Category.STRIKE, place_text="Xyzzy"),
        records.incident("X-3", category=v.Category.STRIKE, place_text="Xyzzy"),
    ]
    placements = [replace(placement, incident_id=each.incident_id) for each in incidents]
    place = replace(place, latitude=added.latitude, longitude=added.longitude)
    store_at(home, records.ACTOR, place, *incidents, *placements)
    with running(home, INCIDENTMAP_ANALYST="Rana") as server:
        yield server


def test_an_area_that_the_filter_leaves_out_keeps_its_outline(visit: Visit, desk: Server) -> None:
    page = visit(desk).open("incident=X-1&categories=strike")
    page.frame.wait_for_function(LEFT_OUT)  # no ring: that has one point
    assert page.frame.evaluate(LEFT_OUT) == len(CORNERS) - 1


def small_map(page: Page) -> Frame:
    handle = page.locator("iframe[title*='folium']").first.element_handle()
    assert handle is not None
    frame = handle.content_frame()
    assert frame is not None
    return frame


def test_the_outline_of_a_district_that_was_added_is_drawn_everywhere(visit: Visit, desk: Server) -> None:
    page = visit(desk).open_map()
    page.frame.wait_for_function(ONE)
    assert page.frame.evaluate(CORNERS_DRAWN) == len(CORNERS) - 1
    (place_id,) = {mark["place_id"] for mark in page.marks()}
    page.click_mark(place_id, "strike")
    page.wait_for_incident("X-2")
    expect(page.listed()).to_have_count(2)
    page.click_mark(place_id, "attack")
    page.wait_for_incident("X-1")
    # inside of the outline, but off the label: the incident that is open stays open
    left, top = page.corner()
    mark = page.mark(place_id, "attack")
    page.page.mouse.click(left + mark["x"], top + mark["y"] + 40)
    page.come_to_rest()
    assert page.query["incident"] == "X-1"

    for address in ("/record?incident=X-1", "/places?room=try"):
        page.page.goto(desk.address + address)
        page.settle()
        if "places" in address:
            words = page.page.get_by_label("Words for a place")
            words.fill("Xyzzy")
            words.press("Enter")
            page.settle()
        small_map(page.page).wait_for_function(ONE)
