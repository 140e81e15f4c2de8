"""What the map frames when a filter changes, and the word for what lies outside of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from incidentmap.mapping import Symbol, base_map, category_groups, row
from incidentmap.mapping.basemap import THEATRE, ZOOM
from tests.browser import chromium, waits
from tests.mapping.conftest import Site
from tests.mapping.crowd import country, symbol

HOME_MARKS = [
    symbol("site:asad", count=4),
    symbol("site:tanf", count=3, latitude=33.5, longitude=38.6),
    symbol("site:erbil", count=3, latitude=36.2, longitude=44.0),
]
FAR = symbol("site:sanaa", count=2, latitude=15.4, longitude=44.2)
# As st_folium does: the layers that were there go, others come, all in one task.
CHANGE = """([rows, shown]) => {
  const old = [];
  map.eachLayer((layer) => layer instanceof IncidentMap.Symbols && old.push(layer));
  old.forEach((layer) => map.removeLayer(layer));
  new IncidentMap.Symbols(rows, null, "attack", null, shown).addTo(map);
}"""
VIEW = "() => [map.getCenter().lat, map.getCenter().lng, map.getZoom()]"


@pytest.fixture(scope="module")
def page(chromium_path: str) -> Iterator[Page]:
    with chromium.started(chromium_path) as browser:
        page = browser.new_page(viewport={"width": 660, "height": 560})  # the map's room at the desk
        waits.give_time(page.context)
        yield page


def shown(key: str, symbols: list[Symbol], most: list[Symbol] | None = None) -> list[Any]:
    """Say what a filter shows, as ui/map/framed.py does."""
    return [key, corners(most or symbols), corners(symbols), sum(each.count for each in symbols)]


def corners(symbols: list[Symbol]) -> list[list[float]] | None:
    points = [
        (each.latitude, each.longitude) for each in symbols if each.latitude is not None and each.longitude is not None
    ]
    return (
        [[min(each) for each in zip(*points, strict=True)], [max(each) for each in zip(*points, strict=True)]]
        if points
        else None
    )


def show(page: Page, site: Site, symbols: list[Symbol], said: list[Any] | None) -> None:
    base = base_map("light", street_tiles=False)
    for group in category_groups(symbols, shown=said):
        group.add_to(base)
    site.page = base.get_root().render()
    page.goto(site.address)
    page.wait_for_function("window.map && map.getPane('outlines')")


def change(page: Page, symbols: list[Symbol], said: list[Any]) -> None:
    page.evaluate(CHANGE, [[row(each) for each in symbols], said])


def view(page: Page) -> tuple[float, float, int]:
    latitude, longitude, zoom = page.evaluate(VIEW)
    return round(latitude, 2), round(longitude, 2), zoom


def by_hand(page: Page, latitude: float, longitude: float, zoom: int) -> tuple[float, float, int]:
    page.evaluate("(to) => void map.setView([to[0], to[1]], to[2], { animate: false })", [latitude, longitude, zoom])
    return view(page)


FIRST = (*THEATRE, ZOOM)
EVERYTHING = [*HOME_MARKS, FAR]


@pytest.fixture
def everything(page: Page, site: Site) -> Page:
    show(page, site, EVERYTHING, shown("all", EVERYTHING, HOME_MARKS))
    return page


def test_the_first_view_says_what_lies_outside_and_a_click_shows_it(everything: Page) -> None:
    assert view(everything) == pytest.approx(FIRST, abs=0.02)
    word = everything.get_by_role("button", name="outside this frame")
    expect(word).to_have_text("2 outside this frame – show all")
    word.click()
    expect(word).to_be_hidden()
    assert everything.evaluate(
        "IncidentMap.coordinatorOf(map).marks.every((each) => map.getBounds().contains(each.getLatLng()))"
    )


def test_the_word_follows_the_map_and_inside_and_outside_add_up(everything: Page) -> None:
    word = everything.get_by_role("button", name="outside this frame")
    for latitude, longitude, zoom, outside in (
        (33.7, 42.4, 8, 8),
        (36.2, 44.0, 9, 9),
        (15.4, 44.2, 6, 10),
        (0, 0, 6, 12),
    ):
        by_hand(everything, latitude, longitude, zoom)
        expect(word).to_have_text(f"{outside} outside this frame – show all")
        tally = everything.evaluate("IncidentMap.coordinatorOf(map).framing.tally()")
        assert tally["inside"] + tally["outside"] == 12


def test_nothing_is_said_of_a_map_that_no_filter_is_told_of(page: Page, site: Site) -> None:
    show(page, site, [*HOME_MARKS, FAR], None)
    expect(page.locator(".incidentmap-outside")).to_have_count(0)


def test_counts_on_a_country_are_outside_where_their_label_is(page: Page, site: Site) -> None:
    symbols = [*HOME_MARKS, country("YE", 15.5, 47.5)]
    show(page, site, symbols, shown("all", symbols, HOME_MARKS))
    expect(page.locator(".incidentmap-outside")).to_have_text("4 outside this frame – show all")


def test_a_filter_frames_what_would_be_a_speck_and_its_end_returns_to_the_first_view(everything: Page) -> None:
    one = [HOME_MARKS[0]]
    change(everything, one, shown("one", one))
    assert view(everything) == pytest.approx((33.79, 42.44, 9), abs=0.02)
    change(everything, EVERYTHING, shown("all", EVERYTHING, HOME_MARKS))
    assert view(everything) == pytest.approx(FIRST, abs=0.02)


def test_a_filter_frames_what_lies_elsewhere(everything: Page) -> None:
    change(everything, [FAR], shown("far", [FAR]))
    assert view(everything) == pytest.approx((15.4, 44.2, 9), abs=0.02)
    change(everything, HOME_MARKS[:2], shown("two", HOME_MARKS[:2]))
    assert everything.evaluate("IncidentMap.coordinatorOf(map).framing.tally()") == {
        "inside": 7,
        "outside": 0,
        "points": 7,
    }


def test_a_view_that_will_do_stays(everything: Page) -> None:
    change(everything, HOME_MARKS, shown("home", HOME_MARKS))
    assert view(everything) == pytest.approx(FIRST, abs=0.02)


def test_a_view_moved_by_hand_stays_while_anything_shown_lies_in_it(everything: Page) -> None:
    moved = by_hand(everything, 33.8, 42.0, 10)
    change(everything, HOME_MARKS, shown("home", HOME_MARKS))
    assert view(everything) == pytest.approx(moved, abs=0.02)
    change(everything, [FAR], shown("far", [FAR]))
    assert view(everything) == pytest.approx((15.4, 44.2, 9), abs=0.02)


def test_other_marks_of_the_same_filter_move_nothing(everything: Page) -> None:
    moved = by_hand(everything, 0, 0, 6)
    change(everything, EVERYTHING, shown("all", EVERYTHING, HOME_MARKS))
    assert view(everything) == pytest.approx(moved, abs=0.02)


def test_a_filter_that_shows_nothing_moves_nothing(everything: Page) -> None:
    change(everything, [], shown("none", []))
    assert view(everything) == pytest.approx(FIRST, abs=0.02)
    expect(everything.locator(".incidentmap-outside")).to_be_hidden()
