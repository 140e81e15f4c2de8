"""More places than a browser is given at once: cells of the grid stand for them, and part when the map comes closer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.benchmarks import generate
from tests.browser.conftest import Visit
from tests.browser.map_page import MapPage
from tests.browser.server import Server, running

INCIDENTS = 60_000  # at 3,000 places, each with up to three categories
MOST = 2_000
_HELD = """() => [...map.incidentMapCoordinator.layers].flatMap((layer) => layer.symbols)"""
_FETCHED = """(zoom) => map.getZoom() === zoom && map.incidentMapCoordinator.windows.zoom === zoom"""


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    home = tmp_path_factory.mktemp("crowded") / "home"
    home.mkdir()
    generate.fill(home / "incidents.sqlite", INCIDENTS)
    with running(home) as server:
        yield server


def held(page: MapPage) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.frame.evaluate(_HELD)
    return found


def cells(page: MapPage) -> list[dict[str, Any]]:
    return [each for each in held(page) if each["place_id"].startswith("cell:")]


def go_to(page: MapPage, zoom: int) -> None:
    page.frame.evaluate("(zoom) => { map.setView([34.2, 41.5], zoom, { animate: false }) }", zoom)
    page.frame.wait_for_function(_FETCHED, arg=zoom)


def test_cells_hold_what_is_too_much_and_part_closer_by(visit: Visit, crowded: Server) -> None:
    page = visit(crowded)
    page.page.goto(crowded.address)
    page.settle()
    page.frame.wait_for_function("() => map.incidentMapCoordinator.windows.address")
    assert len(held(page)) <= MOST
    assert cells(page)
    frame = page.frame
    # everything in sight: every count is there, but for areas that are made up and have no label on this map
    go_to(page, 3)
    assert len(held(page)) <= MOST
    assert sum(each["count"] for each in held(page)) == page.count().on_map
    far = len(cells(page))
    # closer by, cells part into places, without the map being loaded anew
    go_to(page, 11)
    assert len(held(page)) <= MOST
    assert len(cells(page)) < far
    assert page.frame == frame


def test_a_click_on_a_cell_lists_its_incidents(visit: Visit, crowded: Server) -> None:
    page = visit(crowded)
    page.page.goto(crowded.address)
    page.settle()
    page.frame.wait_for_function("() => map.incidentMapCoordinator.windows.address")
    mark = next(each for each in page.marks() if each["place_id"].startswith("cell:"))
    left, top = page.corner()
    page.page.mouse.click(left + mark["x"], top + mark["y"])
    # a cell by itself says "1530 incidents", one that is joined with others "30 of 1530"
    expect(page.panel.get_by_text(re.compile(rf"^(30 of )?{mark['count']}( incidents)?,"))).to_be_visible()


def test_a_filter_holds_for_what_is_fetched(visit: Visit, crowded: Server) -> None:
    page = visit(crowded)
    page.page.goto(f"{crowded.address}/?categories=strike")
    page.settle()
    page.frame.wait_for_function("() => map.incidentMapCoordinator.layers.size")
    page.frame.evaluate("() => { map.setView([34.2, 41.5], 4, { animate: false }) }")
    page.settle()
    assert {each["category"] for each in held(page)} == {"strike"}
