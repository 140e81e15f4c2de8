"""The tasks that answer a question before a briefing."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from playwright.sync_api import expect

from tests.benchmarks.analyst import Analyst, choose, go_to
from tests.browser import seeds
from tests.browser.map_page import MapPage

Task = Callable[[Analyst, MapPage], None]
BASE, BASE_ID, ARTICLE_ATTACK = "Ain al-Asad Air Base", "site:ain-al-asad", "seed-2"
ANSWERED, CLAIMED = "IQ-2024-01-20-01", "Islamic Resistance in Iraq"


def group_in_a_month(_analyst: Analyst, page: MapPage) -> None:
    choose(page, "actors", "KH")
    page.part("months").get_by_role("button", name="Nov 2023").click()
    group, month = seeds.KATAIB_HEZBOLLAH, _within(date(2023, 11, 1), date(2023, 11, 30))
    _assert_shown(page, (seeds.did_it(group) | seeds.was_hit(group)) & month)
    page.part("role").get_by_role("radio", name="Was hit").click()
    _assert_shown(page, seeds.was_hit(group) & month)


def attacks_on_one_base(_analyst: Analyst, page: MapPage) -> None:
    page.page.get_by_text("Place", exact=True).first.click()
    choose(page, "places", "Asad")
    page.part("categories").get_by_role("button", name="Attack").click()
    at_base = {row["incident_id"] for row in seeds.rows("incidents.csv") if row["site"] == BASE}
    _assert_shown(page, (at_base | {ARTICLE_ATTACK}) & seeds.of_category("attack"))
    _who_did_what(page)
    with page.page.expect_download() as download:
        page.part("who_download").get_by_role("button").click()
    with Path(download.value.path()).open(encoding="utf-8-sig", newline="") as file:
        (told,) = (row for row in csv.DictReader(file) if row["Id"] == ANSWERED)
    assert CLAIMED in told["Who did it, and who says so"]
    answers = [row["from_incident"] for row in seeds.rows("responses.csv") if row["to_incident"] == ANSWERED]
    days = {row["incident_id"]: row["event_date"] for row in seeds.rows("incidents.csv")}
    assert told["Answered by"].count("Strike ") == len(answers)
    assert all(days[each] in told["Answered by"] for each in answers)


def americans_hurt(_analyst: Analyst, page: MapPage) -> None:
    page.page.get_by_text("Casualties, by whose", exact=True).first.click()
    choose(page, "nationality", "Americans")
    _who_did_what(page)
    hurt = [
        row
        for row in seeds.rows("casualties.csv")
        if (row["measure"], row["of"], row["nationality"]) == ("injured", "targets", "US")
    ]
    least = sum(int(row["low"] or 0) for row in hurt)
    row = page.part("who_sums").locator("[role=row]").filter(has_text=re.compile(r"Americans\s*injured"))
    expect(row).to_contain_text(f"at least {least}")


def link_and_back(analyst: Analyst, page: MapPage) -> None:
    page.part("categories").get_by_role("button", name="Strike").click()
    count = page.wait_for_count(len(seeds.of_category("strike")))
    page.click_mark("country:IQ", "strike")
    expect(page.part("close")).to_be_visible()
    page.settle()
    link = page.page.url

    other = MapPage(analyst.paste_link(link), analyst.server.address)
    other.wait_for_incident(page.query["incident"])
    assert other.wait_for_count(count.shown) == count
    assert other.query == page.query

    go_to(page, "Totals")
    page.page.go_back()
    analyst.hand.clicks += 1  # the button is none of the page's
    page.wait_for_incident(other.query["incident"])
    assert page.wait_for_count(count.shown) == count
    assert page.page.url == link


def printed(analyst: Analyst, page: MapPage) -> None:
    page.click_mark(BASE_ID, "attack")
    expect(page.part("excerpt").locator(".im").first).not_to_be_empty()
    page.settle()
    analyst.hand.typed += 1  # Ctrl+P is none of the page's
    paper = page.page.pdf()
    pages = re.findall(rb"/Type\s*/Pages.*?/Count (\d+)", paper, re.DOTALL)
    assert {int(number) for number in pages} == {1}
    page.page.emulate_media(media="print")
    for part in ("view_title", "map", "incident_panel"):
        expect(page.part(part)).to_be_visible()
    for screen_only in (page.page.locator(".stSidebar"), page.part("next"), page.part("timeline")):
        expect(screen_only).to_be_hidden()


def _within(first: date, last: date) -> set[str]:
    return {name for name, (earliest, latest) in seeds.days().items() if earliest <= last and latest >= first}


def _assert_shown(page: MapPage, expected: set[str]) -> None:
    count = page.wait_for_count(len(expected))
    assert count.total == len(seeds.days()) == count.shown + count.excluded + count.in_review
    on_the_map = {incident_id for mark in page.marks() for incident_id in mark["incident_ids"]}
    assert on_the_map <= expected
    assert len(on_the_map) == count.on_map + count.on_areas


def _who_did_what(page: MapPage) -> None:
    go_to(page, "Records")
    page.page.get_by_role("radio", name="Who did what").click()
    page.settle()


READING: Mapping[str, Task] = {
    "all of a group in a month, and where it was hit": group_in_a_month,
    "attacks on one base, with who claimed and what answered": attacks_on_one_base,
    "how many Americans were hurt, by whom it is said": americans_hurt,
    "a link, and back": link_and_back,
    "a page printed": printed,
}
