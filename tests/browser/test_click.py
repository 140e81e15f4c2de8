"""From a mark to the words of its source, and back."""

from __future__ import annotations

import re
from itertools import pairwise
from math import cos, hypot, radians

import pytest
from playwright.sync_api import Locator, expect

from tests.browser import seeds
from tests.browser.conftest import Visit
from tests.browser.map_page import MapPage
from tests.browser.server import Server

BASE = ("site:ain-al-asad", "attack")
IRAQ = ("country:IQ", "strike")
SEED_DAY = "on or before 22 Nov 2023"
KM_PER_DEGREE = 111.195

INSIDE_ITS_BOX = """(mark) => {
  const box = mark.closest(".im-article").getBoundingClientRect();
  const one = mark.getBoundingClientRect();
  return box.top <= one.top && one.bottom <= box.bottom && box.left <= one.left && one.right <= box.right;
}"""


@pytest.fixture
def page(visit: Visit, seeded: Server) -> MapPage:
    return visit(seeded).open_map()


def open_mark(page: MapPage, place_id: str, category: str) -> None:
    page.click_mark(place_id, category)
    expect(page.part("close")).to_be_visible()
    page.settle()


def choose(page: MapPage, title: str) -> None:
    page.listed().filter(has_text=title).click()


def marked_words(page: MapPage) -> Locator:
    return page.part("excerpt").locator("mark")


def test_a_click_on_the_base_reaches_the_words_of_the_article(page: MapPage) -> None:
    open_mark(page, *BASE)
    expect(page.listed()).to_have_count(page.mark(*BASE)["count"])
    choose(page, SEED_DAY)
    page.wait_for_incident("seed-2")
    expect(marked_words(page).first).to_be_visible()
    assert ["".join(marked_words(page).all_text_contents())] == seeds.words("seed-2")
    assert marked_words(page).first.evaluate(INSIDE_ITS_BOX)


def test_the_excerpt_also_comes_into_view_by_a_link_and_far_down_the_article(visit: Visit, seeded: Server) -> None:
    page = visit(seeded).open("incident=seed-3")
    page.wait_for_incident("seed-3")
    expect(marked_words(page).first).to_be_visible()
    assert "".join(marked_words(page).all_text_contents()) == "".join(seeds.words("seed-3"))
    assert marked_words(page).first.evaluate(INSIDE_ITS_BOX)


def test_the_strike_without_a_place_is_on_no_point_and_in_the_count_of_its_country(page: MapPage) -> None:
    holding = [mark for mark in page.marks() if "seed-1" in mark["incident_ids"]]
    assert [(mark["place_id"], mark["category"], mark["at"]) for mark in holding] == [(*IRAQ, None)]
    open_mark(page, *IRAQ)
    choose(page, SEED_DAY)
    page.wait_for_incident("seed-1")
    expect(marked_words(page).first).to_be_visible()
    assert ["".join(marked_words(page).all_text_contents())] == seeds.words("seed-1")


def test_a_place_beside_the_base_is_not_the_base(page: MapPage) -> None:
    latitude, longitude = page.mark(*BASE)["at"][::-1]
    page.look_at(latitude, longitude, 12)
    (mark,) = (mark for mark in page.marks() if "IQ-2024-01-08-01" in mark["incident_ids"])
    east = (mark["at"][0] - longitude) * KM_PER_DEGREE * cos(radians(latitude))
    north = (mark["at"][1] - latitude) * KM_PER_DEGREE
    assert mark["place_id"] != BASE[0]
    assert hypot(east - 7, north) < 1


def test_a_total_over_many_attacks_is_on_no_incident(page: MapPage) -> None:
    incident_ids = page.mark(*BASE)["incident_ids"]
    assert "seed-2" in incident_ids
    open_mark(page, *BASE)
    for number, incident_id in enumerate(incident_ids):
        page.listed().nth(number).click()
        page.wait_for_incident(incident_id)
        told = page.panel.locator(".im:has(h4)").inner_text().lower()
        casualties = told[told.index("casualties") :]
        assert not re.search(r"\b62\b", casualties), f"{incident_id}: {casualties}"
    assert not any(re.search(r"\b62\b", title) for title in page.listed().all_inner_texts())


def test_the_total_stands_on_the_page_of_totals(visit: Visit, seeded: Server) -> None:
    page = visit(seeded).open(path="/totals")
    expect(page.page.get_by_role("heading", name="Totals", exact=True)).to_be_visible()
    expect(page.page.get_by_text(seeds.coded()["seed-4"]["title"]).first).to_be_visible()


def test_the_same_mark_opens_again_after_it_was_closed(page: MapPage) -> None:
    open_mark(page, *BASE)
    opened = page.query["incident"]
    page.part("close").get_by_role("button").click()
    expect(page.part("close")).to_have_count(0)
    page.settle()
    assert "incident" not in page.query
    open_mark(page, *BASE)
    page.wait_for_incident(opened)


def test_what_is_open_survives_a_filter_that_takes_its_mark_away(page: MapPage) -> None:
    open_mark(page, *BASE)
    opened = page.query["incident"]
    page.part("categories").get_by_role("button", name="Strike").click()
    page.wait_for_count(len(seeds.of_category("strike")))
    expect(page.panel.get_by_text("The filters leave this incident out")).to_be_visible()
    assert page.query == {"categories": "strike", "incident": opened}
    page.part("clear").get_by_role("button").click()
    page.wait_for_count(len(seeds.days()))
    expect(page.listed()).to_have_count(page.mark(*BASE)["count"])
    assert page.query == {"incident": opened}


def test_the_view_survives_filters_and_goes_back_on_request(page: MapPage) -> None:
    first = page.view()
    for _ in range(2):  # a second reset sends the same place again, and must work as well
        drag(page)
        page.frame.locator(".leaflet-control-zoom-in").click()
        page.frame.wait_for_function("(zoom) => map.getZoom() === zoom && !map._animatingZoom", arg=first[2] + 1)
        moved = page.view()
        page.part("categories").get_by_role("button", name="Strike").click()
        page.wait_for_count(len(seeds.of_category("strike")))
        assert page.view() == moved
        page.part("reset_view").get_by_role("button").click()
        page.frame.wait_for_function("(zoom) => map.getZoom() === zoom && !map._animatingZoom", arg=first[2])
        page.come_to_rest()
        assert page.view() == pytest.approx(first, abs=0.01)
        page.part("categories").get_by_role("button", name="Strike").click()
        page.wait_for_count(len(seeds.days()))


def drag(page: MapPage) -> None:
    left, top = page.corner()
    before = page.view()
    page.page.mouse.move(left + 400, top + 500)
    page.page.mouse.down()
    page.page.mouse.move(left + 300, top + 400, steps=5)
    page.page.mouse.up()
    page.frame.wait_for_function("(lat) => Math.abs(map.getCenter().lat - lat) > 0.5", arg=before[0])
    page.frame.wait_for_function("() => !map._panAnim || !map._panAnim._inProgress")


def step(page: MapPage, key: str, expected: str) -> None:
    page.part(key).get_by_role("button").click()
    page.wait_for_incident(expected)


def wait_until_centred(page: MapPage, incident_id: str) -> None:
    """Wait until the middle of the map is the place of an incident; close up, as marks are joined from afar."""
    place = next(mark["at"] for mark in page.marks() if incident_id in mark["incident_ids"])
    page.frame.wait_for_function("([lng, lat]) => map.distance(map.getCenter(), [lat, lng]) < 2000", arg=place)


def test_steps_go_through_time_and_move_the_map_and_the_link(page: MapPage) -> None:
    first, second, third = seeds.in_time_order()[:3]
    page.look_at(34.0, 40.0, 12)
    for key, expected in (("next", first), ("next", second), ("next", third), ("previous", second)):
        step(page, key, expected)
        wait_until_centred(page, expected)
    assert page.query == {"incident": second}


def test_a_step_to_the_same_place_brings_back_a_map_that_was_moved(visit: Visit, seeded: Server) -> None:
    base = [name for name in seeds.in_time_order() if name in seeds.at_site("Ain al-Asad Air Base")]
    here, there = next(pair for pair in pairwise(seeds.in_time_order()) if set(pair) <= set(base))
    page = visit(seeded).open_map(f"incident={there}")
    page.look_at(34.0, 40.0, 12)
    step(page, "previous", here)
    wait_until_centred(page, here)
    page.look_at(34.0, 40.0, 12)
    step(page, "next", there)
    wait_until_centred(page, there)
