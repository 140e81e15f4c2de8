"""Typing in the browser, where Streamlit filters and ranks the lines: what is meant comes first, by keyboard alone."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.browser import waits
from tests.browser.conftest import Visit
from tests.browser.map_page import MapPage
from tests.browser.server import Server
from tests.browser.test_accessible import violations


def typed(page: MapPage, part: str, text: str) -> Locator:
    """Type into a list to choose from, key by key, and give its lines."""
    page.settle()  # a run that ends meanwhile empties what is being typed
    box = page.part(part).get_by_role("combobox")
    box.fill("")
    box.press_sequentially(text)
    return page.page.get_by_role("option")


MEANT = {  # what is typed: the line that comes first
    "US": r"^US forces",
    "United States": r"^United States forces → US forces",
    "Kata'ib Hizballah": r"^Kata'ib Hizballah → Kataib Hezbollah",
    "Hezbollah Brigades": r"^Hezbollah Brigades → Kataib Hezbollah",
    "kh": r"^KH → Kataib Hezbollah",
    "PMU": r"^PMU → Popular Mobilization Forces",
    "Hashd": r"^Hashd .*→ Popular Mobilization Forces",
    "الحشد": r"(Popular Mobilization Forces.*الحشد|الحشد.*Popular Mobilization Forces)",
}


def test_what_is_typed_offers_the_group_meant_first(visit: Visit, seeded: Server) -> None:
    page = visit(seeded).open_map()
    for text, line in MEANT.items():
        expect(typed(page, "actors", text).first).to_have_text(re.compile(line))


def test_groups_and_places_are_chosen_by_keyboard_in_any_spelling(visit: Visit, seeded: Server) -> None:
    page = visit(seeded).open_map()
    typed(page, "actors", "PMU")
    page.page.keyboard.press("Enter")
    page.page.wait_for_url(lambda _: page.query == {"actors": "popular-mobilization-forces"})
    expect(page.part("actors").locator("[data-tag]")).to_have_text(re.compile("Popular Mobilization Forces"))
    typed(page, "actors", "Kateeb Hizbullah")
    page.page.keyboard.press("Enter")
    page.page.wait_for_url(lambda _: page.query == {"actors": "kataib-hezbollah,popular-mobilization-forces"})
    page.settle()  # what is stale is drawn pale
    waits.stand_still(page.page)
    assert violations(page.page.main_frame) == []
    page.page.keyboard.press("Escape")
    page.page.get_by_text("Place", exact=True).first.click()
    typed(page, "places", "Ayn al Asad 50 km")
    page.page.keyboard.press("Enter")
    page.page.wait_for_url(lambda _: page.query.get("places") == "site:ain-al-asad~50")
    expect(page.part("places").locator("[data-tag]")).to_have_text(re.compile("Within 50 km of Ain al-Asad"))
    assert page.complaints == []


def test_a_mark_narrows_the_map_to_its_place(visit: Visit, seeded: Server) -> None:
    page = visit(seeded).open_map("incident=seed-2")
    page.panel.get_by_role("button", name="Only here").click()
    page.page.wait_for_url(lambda _: page.query.get("places") == "site:ain-al-asad")
    page.settle()
    page.wait_for_marks()
    assert {mark["place_id"].partition("@")[0] for mark in page.marks()} == {"site:ain-al-asad"}
    count = page.count()
    assert count.total == count.shown + count.excluded + count.in_review
