"""Nothing typed is lost by a reload, nor by a server that starts anew while the form is open."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit
from tests.browser.record_page import RecordPage
from tests.browser.server import free_port, running
from tests.browser.worlds import store_at
from tests.records import ACTOR, ARTICLE, PLACE, citation, evidence, incident, placement

OTHER = re.compile(r"^Other Brigade\s*$")  # filled up with blanks, as every line is
BACK = "The connection was lost for a while"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    store_at(home, ACTOR, ARTICLE, PLACE, incident(), citation(), evidence(), placement())
    return home


def field(page: RecordPage, name: str) -> Locator:
    return page.page.get_by_label(name, exact=True).first


def save(page: RecordPage) -> None:
    page.write("Your name, to sign changes with", "Rana")
    page.save("because")
    page.wait_saved(2)  # the store began with one


def test_typed_reloaded_offered_restored_saved_and_gone(visit: Visit, home: Path) -> None:
    with running(home) as server:
        page = RecordPage(visit(server).page, server.address).open("X-1")
        page.write("Target, as written", "her target")
        page.page.reload()
        page.button("Save").wait_for()
        page.settle()
        expect(field(page, "Target, as written")).to_have_value("")
        expect(page.page.get_by_text("Unsaved work of")).to_be_visible()
        page.press("Go on with it")
        expect(field(page, "Target, as written")).to_have_value("her target")
        save(page)
        page.page.reload()
        page.button("Save").wait_for()
        page.settle()
        expect(field(page, "Target, as written")).to_have_value("her target")
        expect(page.page.get_by_text("Unsaved work of")).to_have_count(0)

        # another browser is another person, as long as nobody is named
        page.write("Weapon, as written", "her weapon")
        other = RecordPage(visit(server).page, server.address).open("X-1")
        expect(other.page.get_by_text("Unsaved work of")).to_have_count(0)


def test_a_server_that_starts_anew_blanks_no_form(visit: Visit, home: Path) -> None:
    port = free_port()
    with running(home, port=port) as server:
        page = RecordPage(visit(server).page, server.address).open("X-1")
        page.write("Target, as written", "typed before")
        page.choose("Outcome", "Missed")
    with running(home, port=port):
        expect(field(page, "Weapon, as written")).to_be_enabled()
        page.write("Weapon, as written", "typed after")  # the first that the new server hears of this page
        expect(page.page.get_by_text(BACK)).to_be_visible()
        for name, text in (("Target, as written", "typed before"), ("Weapon, as written", "typed after")):
            expect(field(page, name)).to_have_value(text)
        expect(page.page.get_by_role("combobox", name="Outcome")).to_have_value("Missed")
        page.press("I have read this")
        expect(page.page.get_by_text(BACK)).to_have_count(0)
        save(page)
        page.open("X-1")
        for name, text in (("Target, as written", "typed before"), ("Weapon, as written", "typed after")):
            expect(field(page, name)).to_have_value(text)
        expect(page.page.get_by_text("Unsaved work of")).to_have_count(0)


def name(page: RecordPage, choice: str, typed: str) -> None:
    """Type a name of a group, and press Enter."""
    page.page.get_by_role("combobox", name=choice, exact=False).first.click()
    page.page.keyboard.type(typed)
    page.page.keyboard.press("Enter")
    page.settle()


def test_what_is_chosen_first_after_a_lost_connection_is_heard(visit: Visit, home: Path) -> None:
    """Each is the first that a server started anew hears of the page; it has to hold, by whatever name it was typed."""
    store_at(home, replace(ACTOR, actor_id="other", name="Other Brigade", name_ar="", aliases=("Second Wing",)))
    port = free_port()
    with running(home, port=port) as server:
        page = RecordPage(visit(server).page, server.address).open("X-1")
        page.press("Add a statement")
    groups = page.page.get_by_test_id("stMultiSelect").filter(has_text="Directed against")
    who = page.page.get_by_role("combobox", name="Who", exact=False).first
    asked = page.page.get_by_text("Which one is meant by")
    why = page.page.locator(".st-key-sign").get_by_label("Why")
    for do, holds in (
        (lambda: name(page, "Directed against", "Second Wing"), lambda: expect(groups).to_contain_text("Other Br")),
        (lambda: name(page, "Who", "Second Wing"), lambda: expect(who).to_have_value(OTHER)),
        (lambda: name(page, "Who", "Exampla Brigade"), lambda: expect(asked).to_contain_text("Exampla Brigade")),
        (lambda: page.tick("A point of my own"), lambda: expect(field(page, "Coordinates")).to_be_visible()),
        (lambda: page.sign("a reason"), lambda: expect(why).to_have_value("a reason")),
    ):  # fmt: skip
        with running(home, port=port):
            expect(field(page, "Target, as written")).to_be_enabled()
            do()
            expect(page.page.get_by_text(BACK)).to_be_visible()
            holds()
            page.press("I have read this")
            holds()
