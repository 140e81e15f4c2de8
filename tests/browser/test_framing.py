"""The real page says what its map leaves outside, frames what a filter shows, and steps to where one sees around."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from incidentmap.mapping.basemap import THEATRE, ZOOM
from tests.browser import seeds
from tests.browser.conftest import Visit
from tests.browser.map_page import MapPage
from tests.browser.server import Server

PIXEL = 360 / 256 / 2**ZOOM  # degrees; a map that is given another size is moved by parts of it
TALLY = "IncidentMap.coordinatorOf(map).framing.tally()"
ACROSS = """() => { const { x, y } = map.getSize();
  const km = (from, to) => map.containerPointToLatLng(from).distanceTo(map.containerPointToLatLng(to)) / 1000;
  return Math.min(km([0, y / 2], [x, y / 2]), km([x / 2, 0], [x / 2, y])); }"""


def outside(page: MapPage) -> int:
    """Read the word for what lies outside the frame, 0 where there is none."""
    word = page.frame.locator(".incidentmap-outside")
    found = re.match(r"(\d+) outside this frame", word.inner_text()) if word.is_visible() else None
    return int(found[1]) if found else 0


def test_the_first_view_says_what_it_leaves_outside(visit: Visit, seeded: Server) -> None:
    page = visit(seeded).open_map()
    page.come_to_rest()
    assert page.view() == pytest.approx((*THEATRE, ZOOM), abs=PIXEL)
    count, tally = page.count(), page.frame.evaluate(TALLY)
    assert 0 < outside(page) == tally["outside"]
    assert tally["inside"] + tally["outside"] == count.on_map + count.on_areas
    page.frame.locator(".incidentmap-outside").click()
    expect(page.frame.locator(".incidentmap-outside")).to_be_hidden()
    page.part("reset_view").get_by_role("button").click()
    expect(page.frame.locator(".incidentmap-outside")).to_be_visible()


def test_a_filter_is_framed_and_so_is_its_end(visit: Visit, seeded: Server) -> None:
    page = visit(seeded).open_map()
    first = page.view()
    page.open_map("countries=JO")
    page.come_to_rest()
    assert page.frame.evaluate(TALLY)["outside"] == 0
    assert page.view()[2] >= ZOOM + 2
    page.part("clear").get_by_role("button").click()
    page.wait_for_count(len(seeds.days()))
    page.come_to_rest()
    assert page.view() == pytest.approx(first, abs=PIXEL)


def test_a_circle_of_the_filter_is_seen_whole(visit: Visit, seeded: Server) -> None:
    page = visit(seeded).open_map("places=geonames:95446~50")
    page.come_to_rest()
    expect(page.frame.locator(".incidentmap-circle")).to_have_text("50 km")
    expect(page.part("view_title").get_by_role("heading", level=1)).to_have_text(re.compile("within 50 km of Erbil"))
    assert page.frame.evaluate("""() => { let found = null;
      map.eachLayer((layer) => { if (layer instanceof L.Circle && layer.getRadius() === 50000) found = layer; });
      return found !== null && map.getBounds().contains(found.getBounds()); }""")
    assert outside(page) == 0


@pytest.mark.parametrize("incident_id", ["seed-2", "IQ-2024-01-08-01", "IQ-2023-12-31-01"])
def test_a_step_shows_what_is_around(visit: Visit, seeded: Server, incident_id: str) -> None:
    order = seeds.in_time_order()
    page = visit(seeded).open_map(f"incident={order[order.index(incident_id) - 1]}")
    page.part("next").get_by_role("button").click()
    page.wait_for_incident(incident_id)
    page.come_to_rest()
    assert page.frame.evaluate(ACROSS) >= 20
