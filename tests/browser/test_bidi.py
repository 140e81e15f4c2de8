"""Figures beside Arabic names keep their order on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import worlds
from tests.browser.conftest import Visit
from tests.browser.map_page import MapPage
from tests.browser.server import Server, running

NAME = "كتائب المثال"
RANGE = "2–5"

# Where the first and the last character of a text stand, each time it is seen.
EDGES = """(part, text) => {
  const found = [];
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  const left = (node, at) => {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return range.getBoundingClientRect().left;
  };
  while (walker.nextNode()) {
    const node = walker.currentNode;
    for (let at = node.data.indexOf(text); at >= 0; at = node.data.indexOf(text, at + 1))
      if (node.parentElement.checkVisibility() && left(node, at))
        found.push([node.data, left(node, at), left(node, at + text.length - 1)]);
  }
  return found;
}"""


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    home: Path = tmp_path_factory.mktemp("arabic") / "home"
    worlds.told_in(
        home,
        text="قال شهود إن طائرتين سقطتا على المستودع",
        name=NAME,
        url="https://example.org/1",
        day=(date(2023, 11, 2), date(2023, 11, 5)),
        place_name="مستودع المثال",
        figures=(2, 5),
    )
    with running(home) as server:
        yield server


@pytest.fixture
def page(visit: Visit, arabic: Server) -> MapPage:
    page = visit(arabic).open_map()
    page.click_mark(worlds.PLACE_ID, "attack")
    page.wait_for_incident(worlds.FIRST)
    for label in page.listed().all():
        expect(label).to_contain_text(RANGE)
    expect(page.listed().first).to_be_visible()
    return page


def edges(page: MapPage, text: str) -> list[Any]:
    found: list[Any] = page.panel.evaluate(EDGES, text)
    return found


def test_a_range_of_figures_reads_from_left_to_right(page: MapPage) -> None:
    found = edges(page, RANGE)
    assert {text.strip() for text, _, _ in found} >= {RANGE}
    assert len(found) >= 4  # the heading, two incidents in the list, the figure
    assert [each for each in found if not each[1] < each[2]] == []


def test_a_figure_stands_before_the_arabic_source_it_comes_from(page: MapPage) -> None:
    figure = page.panel.locator("li", has_text="Killed").first
    expect(figure).to_contain_text(f"{RANGE} ({NAME}")
    places = figure.evaluate(
        "(item) => ['b', 'bdi'].map((tag) => item.querySelector(tag).getBoundingClientRect().left)"
    )
    label = figure.bounding_box()
    assert label is not None
    assert label["x"] < places[0] < places[1]


def test_an_arabic_place_does_not_turn_the_sentence_about_it(page: MapPage) -> None:
    ((_, within, _),) = edges(page, "within 2 km")
    sentence = page.panel.locator("p", has_text="within 2 km")
    expect(sentence).to_have_text("مستودع المثال, within 2 km (exact site); made up")
    name = sentence.locator("bdi").bounding_box()
    assert name is not None
    assert name["x"] < within


def test_a_name_in_the_list_does_not_pull_the_date_with_it(page: MapPage) -> None:
    for label in page.listed().all():
        text = label.locator("p")
        first, last = text.evaluate(
            """(text) => [0, text.textContent.indexOf("قال")].map((at) => {
              const node = document.createTreeWalker(text, NodeFilter.SHOW_TEXT).nextNode();
              const range = document.createRange();
              range.setStart(node, at);
              range.setEnd(node, at + 1);
              return range.getBoundingClientRect().left;
            })"""
        )
        assert first < last
