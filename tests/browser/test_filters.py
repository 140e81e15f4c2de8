"""Filters, counts and links in the browser, against the seeds as they stand in their files."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Locator, expect

from tests.browser import seeds, waits
from tests.browser.conftest import Visit
from tests.browser.map_page import MapPage
from tests.browser.server import Server


def choose_group(page: MapPage, name: str) -> None:
    page.part("actors").get_by_role("combobox").fill(name)
    page.page.get_by_role("option", name=name).first.click()
    page.page.keyboard.press("Tab")  # away from the list, which would take the next click


def choose_role(page: MapPage, name: str) -> None:
    page.part("role").get_by_role("radio", name=name).click()


def switch_members(page: MapPage) -> None:
    page.part("members").locator("label").click()


def on_the_map(page: MapPage) -> set[str]:
    return {incident_id for mark in page.marks() for incident_id in mark["incident_ids"]}


def assert_shown(page: MapPage, expected: set[str]) -> None:
    count = page.wait_for_count(len(expected))
    assert on_the_map(page) <= expected
    assert len(on_the_map(page)) == count.on_map + count.on_areas
    assert count.total == len(seeds.days()) == count.shown + count.excluded + count.in_review


def test_a_group_is_found_by_what_it_did_and_by_what_was_done_to_it(visit: Visit, seeded: Server) -> None:
    page = visit(seeded).open_map()
    did, hit = seeds.did_it(seeds.KATAIB_HEZBOLLAH), seeds.was_hit(seeds.KATAIB_HEZBOLLAH)
    assert did and hit and did != hit

    choose_group(page, seeds.KATAIB_HEZBOLLAH)
    assert_shown(page, did | hit)
    choose_role(page, "Did it")
    assert_shown(page, did)
    choose_role(page, "Was hit")
    assert_shown(page, hit)
    assert page.query == {"actors": "kataib-hezbollah", "role": "was_hit"}


def test_choices_made_in_quick_succession_all_hold(visit: Visit, seeded: Server) -> None:
    page = visit(seeded).open_map()
    for role in ("Did it", "Was hit", "Either", "Was hit", "Did it"):
        choose_role(page, role)
        page.part("categories").get_by_role("button", name="Strike").click()
    page.settle()  # for what was set to be taken back, if it is
    expect(page.part("role").locator("[aria-checked=true]")).to_have_text("Did it")
    expect(page.part("categories").locator("[aria-pressed=true]")).to_have_text(["◆ Strike"])
    assert page.query == {"role": "did_it", "categories": "strike"}
    assert_shown(page, seeds.of_category("strike"))


def test_claims_of_the_umbrella_come_only_with_the_switch(visit: Visit, seeded: Server) -> None:
    group = seeds.did_it(seeds.KATAIB_HEZBOLLAH) | seeds.was_hit(seeds.KATAIB_HEZBOLLAH)
    umbrella = seeds.did_it(seeds.UMBRELLA) | seeds.was_hit(seeds.UMBRELLA)
    in_its_time = {name for name in umbrella if seeds.days()[name][1] >= seeds.UMBRELLA_SINCE}
    assert in_its_time - group

    page = visit(seeded).open_map("actors=kataib-hezbollah")
    assert_shown(page, group)
    switch_members(page)
    assert_shown(page, group | in_its_time)
    assert page.query == {"actors": "kataib-hezbollah", "members": "1"}


def test_a_link_reopens_the_same_view(visit: Visit, seeded: Server) -> None:
    first = visit(seeded).open_map("from=2023-10-01&to=2024-01-31")
    choose_group(first, seeds.KATAIB_HEZBOLLAH)
    choose_role(first, "Was hit")
    first.part("categories").get_by_role("button", name="Strike").click()
    first.page.wait_for_function("location.search.includes('categories=strike')")
    first.settle()
    first.wait_for_marks()
    first.click_mark("country:IQ", "strike")
    expect(first.part("close")).to_be_visible()
    first.settle()

    second = visit(seeded).open_map(first.page.url.partition("?")[2])
    second.settle()  # the sidebar comes after the map
    assert second.query == first.query
    assert set(second.query) == {"from", "to", "actors", "role", "categories", "incident"}
    assert second.count() == first.count()
    assert said(second) == said(first)
    assert {mark["place_id"]: mark["count"] for mark in second.marks()} == {
        mark["place_id"]: mark["count"] for mark in first.marks()
    }


def said(page: MapPage) -> list[str]:
    """Give what the widgets and the panel say."""
    chosen = [
        page.part("dates").get_by_role("spinbutton").or_(page.part("dates").locator("input")),
        page.part("actors").locator("[data-testid=stMultiSelectTagsContainer]").last,
        page.part("role").locator("[aria-checked=true]"),
        page.part("categories").locator("[aria-pressed=true]"),
        page.panel,
    ]
    return [" ".join(texts_of(each)) for each in chosen]


def texts_of(locator: Locator) -> list[str]:
    return [str(text) for text in locator.evaluate_all("(all) => all.map((one) => one.value || one.innerText)")]


def test_what_a_link_gets_wrong_is_named_and_the_rest_holds(visit: Visit, seeded: Server) -> None:
    page = visit(seeded, alone=True)
    waits.keep_notices(page.page)
    page.open("countries=ZZ&from=yesterday&foo=1&incident=none&categories=strike")
    notice = page.page.get_by_test_id("stToast")
    notice.get_by_text("view more").click()
    for wrong in ("countries", "ZZ", "from", "yesterday", "foo", "incident", "none"):
        expect(notice).to_contain_text(wrong)
    expect(page.part("categories").locator("[aria-pressed=true]")).to_have_text(["◆ Strike"])
    assert_shown(page, seeds.of_category("strike"))
    assert page.query == {"categories": "strike"}


HOSTILE = (
    "<script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    "${window.pwned=1}",
    "${alert(1)}",
    "javascript:alert(1)",
    "`'\"\\",
    "[x](javascript:alert(1)) **b** $x$ :material/home:",
    "\u202e\u0007😀\ufffe",
    "%00%FF",
    "a" * 3000,
)
KEYS = ("from", "to", "actors", "role", "basis", "categories", "countries", "precision", "incident", "foo", "<b>k</b>")


@pytest.mark.parametrize("shift", [0, 4])
def test_any_link_opens_and_runs_nothing(visit: Visit, seeded: Server, shift: int) -> None:
    values = [HOSTILE[(number + shift) % len(HOSTILE)] for number in range(len(KEYS))]
    page = visit(seeded, alone=True)
    waits.keep_notices(page.page)
    page.open(urlencode(dict(zip(KEYS, values, strict=True))))
    expect(page.page.get_by_test_id("stToast").first).to_be_visible()
    assert_shown(page, set(seeds.days()))
    assert page.query == {}
    assert_untouched(page)


def test_any_search_is_shown_as_text(visit: Visit, seeded: Server) -> None:
    page = visit(seeded).open(urlencode({"search": HOSTILE[0]}))
    told = page.page.get_by_text("Nothing fits")
    expect(told).to_contain_text(HOSTILE[0])
    for value in (HOSTILE[1], HOSTILE[2], HOSTILE[6]):
        page.part("search").locator("input").fill(value)
        page.page.keyboard.press("Enter")
        page.page.wait_for_url(lambda url, value=value: page.query == {"search": value})
        page.settle()
        expect(told).to_contain_text(value)
    assert_untouched(page)


def assert_untouched(page: MapPage) -> None:
    assert page.page.evaluate("() => window.pwned") is None
    assert page.frame.evaluate("() => window.pwned") is None
    assert page.page.locator("img[src=x]").count() == 0
    assert page.complaints == []


def test_a_stretch_of_the_timeline_becomes_the_dates(visit: Visit, seeded: Server) -> None:
    page = visit(seeded).open_map("from=2023-10-01&to=2024-02-29")
    chart = page.part("timeline").locator("canvas, svg.marks").first
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box is not None
    page.page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + box["height"] * 0.4)
    page.page.mouse.down()
    page.page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + box["height"] * 0.5, steps=8)
    page.page.mouse.up()
    page.page.wait_for_function("() => !location.search.includes('from=2023-10-01')")
    page.settle()
    start, end = (date.fromisoformat(page.query[key]) for key in ("from", "to"))
    assert date(2023, 10, 17) < start < end < date(2024, 2, 11)
    assert_shown(page, {name for name, (first, last) in seeds.days().items() if last >= start and first <= end})
    assert " ".join(texts_of(page.part("dates").locator("input"))).replace("-", "").find(f"{start:%Y}") >= 0


def test_another_page_and_back_keeps_the_filters_and_the_incident(visit: Visit, seeded: Server) -> None:
    page = visit(seeded).open_map("categories=strike&incident=seed-3")
    told = page.part("count_line").inner_text()
    for other in ("Totals", "Sources"):
        page.page.get_by_role("link", name=other).first.click()
        expect(page.page.get_by_role("heading", name=other)).to_be_visible()
        page.page.get_by_role("link", name="Map", exact=True).first.click()
        expect(page.part("count_line")).to_have_text(told, use_inner_text=True)
        page.wait_for_incident("seed-3")


def test_a_filter_that_leaves_nothing_in_the_window_moves_the_map_there(visit: Visit, seeded: Server) -> None:
    page = visit(seeded).open_map("countries=YE")
    page.come_to_rest()
    size = page.frame.evaluate("() => map.getSize()")
    assert [mark for mark in page.marks() if 0 < mark["x"] < size["x"] and 0 < mark["y"] < size["y"]]
