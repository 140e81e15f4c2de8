"""Dates by hand, and Back: what only a browser shows."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser import seeds, waits
from tests.browser.conftest import Visit
from tests.browser.map_page import MapPage
from tests.browser.server import Server
from tests.browser.test_filters import assert_shown


def within(start: str, end: str) -> set[str]:
    return {
        name for name, (first, last) in seeds.days().items() if last.isoformat() >= start and first.isoformat() <= end
    }


def test_dates_typed_and_entered_filter_and_31_february_is_refused(visit: Visit, seeded: Server) -> None:
    page = visit(seeded).open_map()
    start, end = (page.part("dates").locator("input").nth(at) for at in (0, 1))
    start.click()
    page.page.keyboard.type("2024-01-01 – 2024-02-03")
    page.page.keyboard.press("Enter")
    expect(start).to_have_value("2024-01-01")
    expect(end).to_have_value("2024-02-03")
    assert_shown(page, within("2024-01-01", "2024-02-03"))
    assert page.query == {"from": "2024-01-01", "to": "2024-02-03"}

    end.fill("2024-02-31")
    end.press("Enter")
    expect(page.page.get_by_role("alert").filter(has_text="February 2024 has 29 days")).to_be_visible()
    expect(end).to_have_value("2024-02-31")
    assert page.query == {"from": "2024-01-01", "to": "2024-02-03"}

    start.fill("2023-11-01")
    start.press("Tab")
    page.page.keyboard.type("2023-11-30")
    page.page.keyboard.press("Enter")
    page.page.wait_for_url(re.compile("from=2023-11-01&to=2023-11-30"))
    assert_shown(page, within("2023-11-01", "2023-11-30"))


def test_the_calendar_opens_at_the_data_and_gives_a_range_by_keyboard(visit: Visit, seeded: Server) -> None:
    page = visit(seeded).open_map()
    page.page.get_by_role("button", name="Choose date range").click()
    calendar = page.page.get_by_role("dialog", name="Choose date range")
    expect(calendar.get_by_role("grid")).to_have_accessible_name(re.compile("February 2024"))
    expect(calendar.get_by_role("grid").locator(":focus")).to_be_visible()  # keys go to no day before
    page.settle()
    for keys in (("ArrowLeft",) * 5 + ("Enter",), ("ArrowRight",) * 2 + ("Enter",)):
        for key in keys:
            page.page.keyboard.press(key)
    page.page.wait_for_url(re.compile(r"from=2024-02-\d\d&to=2024-02-\d\d"))
    page.settle()
    assert page.query["from"] < page.query["to"] <= "2024-02-10"


def brushes(page: MapPage) -> list[float]:
    """Give the widths of the brushes that are drawn on the timeline."""
    found: list[float] = page.part("timeline").evaluate(
        """(chart) => [...chart.querySelectorAll("g.range_brush path")]
             .map((each) => each.getBBox().width).filter((width) => width > 0)"""
    )
    return found


def labels(page: MapPage) -> list[str]:
    return page.part("timeline").locator("g.role-axis-label text").all_text_contents()


def test_no_brush_is_left_and_ticks_carry_month_and_year(visit: Visit, seeded: Server) -> None:
    page = visit(seeded).open_map()
    chart = page.part("timeline").locator("svg.marks")
    chart.scroll_into_view_if_needed()
    months = [label for label in labels(page) if re.fullmatch(r"[A-Z][a-z]{2} \d{4}", label)]
    assert months[-1] == "Feb 2024"
    box = chart.bounding_box()
    assert box is not None
    page.page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + box["height"] * 0.4)
    page.page.mouse.down()
    page.page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + box["height"] * 0.5, steps=8)
    waits.until(page.page, lambda: bool(brushes(page)), lambda: "no brush is drawn")
    page.page.mouse.up()
    page.page.wait_for_url(re.compile("from=.*to="))
    page.settle()
    waits.until(page.page, lambda: not brushes(page), lambda: "the brush is still there")
    page.part("clear").locator("button").click()
    page.page.wait_for_url(lambda url: "from=" not in url)
    page.settle()
    assert brushes(page) == []


def test_a_map_of_one_day_has_no_clock(visit: Visit, seeded: Server) -> None:
    page = visit(seeded).open_map("from=2024-02-03&to=2024-02-03")
    page.part("timeline").locator("svg.marks").scroll_into_view_if_needed()
    assert [label for label in labels(page) if re.search("[:A-Za-z]", label)] == ["3 Feb 2024"]


def test_back_returns_in_one_press_with_its_filters(visit: Visit, seeded: Server) -> None:
    page = visit(seeded).open_map("countries=JO")
    told = page.part("count_line").inner_text()
    page.page.get_by_role("link", name="Totals").first.click()
    expect(page.page.get_by_role("heading", name="Totals")).to_be_visible()
    page.settle()
    page.page.get_by_role("link", name="Map", exact=True).first.click()
    expect(page.part("count_line")).to_have_text(told, use_inner_text=True)
    page.settle()

    page.part("categories").get_by_role("button", name="Attack").click()
    page.page.wait_for_url(re.compile("categories=attack"))
    page.settle()
    page.page.get_by_role("link", name="Records").first.click()
    expect(page.part("records_table")).to_be_visible()
    page.settle()
    for query, path in (
        ({"countries": "JO", "categories": "attack"}, "/"),
        ({"countries": "JO"}, "/"),
        ({}, "/totals"),
        ({"countries": "JO"}, "/"),
    ):
        page.page.go_back()
        page.settle()
        if path == "/":
            page.wait_for_marks()  # what the map says while it is drawn belongs to this address
            page.settle()
        assert page.page.evaluate("location.pathname") == path
        assert page.query == query
    expect(page.part("count_line")).to_have_text(told, use_inner_text=True)
    expect(page.part("categories").locator("[aria-pressed=true]")).to_have_count(0)
