"""An incident from nothing to the map and back: typed in, placed, cited with its words, saved, changed, undone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests import stores
from tests.browser.conftest import Visit
from tests.browser.keyboard import Keyboard
from tests.browser.record_page import RecordPage
from tests.browser.server import Server, running

TEXT = "Dateline. Jets hit a depot 20 km west of Mosul on Friday, officials said. «قال ٢–٥»"
QUOTE = "Jets hit a depot 20 km west of Mosul"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose records the tests of this file change."""
    home = stores.seeded_at(tmp_path_factory.mktemp("desk") / "home")
    with running(home, INCIDENTMAP_ANALYST="") as server:
        yield server


@pytest.fixture
def record_page(visit: Visit, desk: Server) -> RecordPage:
    return RecordPage(visit(desk).page, desk.address)


def give_name(page: RecordPage, name: str = "Rana") -> None:
    page.write("Your name, to sign changes with", name)


def test_typed_in_placed_cited_saved_seen_changed_undone(visit: Visit, desk: Server, record_page: RecordPage) -> None:
    page = record_page.open()
    page.choose("Category", "Strike")
    page.choose("Event type", "Air/drone strike")
    page.write("Summary", "Jets hit a depot near Mosul.")
    page.day("From", "20240202")
    page.day("To", "20240202")
    page.write("Place, as written", "20 km west of Mosul")
    page.choose("Country", "Iraq")
    expect(page.page.locator(".im b", has_text="20 km west of Mosul")).to_be_visible()
    page.unfold("Hold the text of a source")
    page.write("Paste the text; it is kept exactly as it comes", TEXT)
    page.press("Hold it as a source")
    page.mark(QUOTE)
    page.press("Add a statement")
    page.choose("Who", "US Central Command")
    page.choose("Basis", "said by a government")
    page.press("Add a figure")
    page.choose("Measure", "Killed")
    page.choose("Whose", "Of the side that was hit")
    page.write("Lowest", "2")
    page.tick("It is so")  # a lowest figure without a highest is asked about
    give_name(page)
    page.save("read in the paper")
    page.wait_saved(1)
    assert page.incident_id.startswith("IQ-2024-02-02-")

    seen = visit(desk).open_map(f"incident={page.incident_id}")
    seen.wait_for_incident(page.incident_id)
    (mark,) = [mark for mark in seen.marks() if page.incident_id in mark["incident_ids"]]
    assert mark["category"] == "strike"
    assert [round(degree, 2) for degree in mark["at"]] == pytest.approx([42.91, 36.34], abs=0.05)
    expect(seen.part("excerpt").locator("mark")).to_have_text(QUOTE)
    expect(seen.part("incident_panel")).to_contain_text("at least 2")

    page.choose("Outcome", "Intercepted")
    page.save("a later report")
    page.wait_saved(2)
    expect(page.history().first).to_contain_text("intercepted")
    seen.open_map(f"incident={page.incident_id}").wait_for_incident(page.incident_id)
    expect(seen.part("incident_panel")).to_contain_text("intercepted")

    page.undo_latest("the report was of another strike")
    page.wait_saved(3)
    expect(page.page.get_by_role("combobox", name="Outcome")).to_have_value("")
    for edit, why in enumerate(("the report was of another strike", "a later report", "read in the paper")):
        expect(page.history().nth(edit)).to_contain_text(why)
        expect(page.history().nth(edit)).to_contain_text("Rana")
    print(f"clicks: {page.clicks}")


def test_the_same_by_keyboard_alone(visit: Visit, desk: Server, record_page: RecordPage) -> None:
    page = record_page.open()
    keys = Keyboard(page.page)
    keys.choose("Category", "Strike")
    assert keys.focused().startswith("Category"), "a rerun took the focus away"
    keys.choose("Event type", "Air/drone")
    keys.fill("Summary", "Jets hit a depot.")
    for name in ("From", "To"):
        keys.tab_to(f"year, {name}")
        keys.type("20240203")
        keys.settle()
    keys.fill("Place, as written", "Mosul")
    keys.choose("Country", "Iraq")
    keys.tab_to("articleHold the text")
    keys.press("Enter")
    keys.fill("Paste the text", f"{TEXT} Again.")
    keys.tab_to("Hold it as a source")
    keys.press("Enter")
    page.page.get_by_label("Select the words").wait_for()
    keys.settle()
    keys.tab_to("Select the words")
    keys.press(*["ArrowRight"] * TEXT.index(QUOTE), *["Shift+ArrowRight"] * len(QUOTE))
    keys.tab_to("Mark the selected words")
    keys.press("Enter")
    expect(page.page.locator(".im blockquote", has_text=QUOTE)).to_be_visible()
    keys.settle()
    keys.fill("Your name", "Rana")
    keys.fill("Why", "read in the paper")
    keys.tab_to("saveSave")
    keys.press("Enter")
    page.wait_saved(1)
    assert page.incident_id.startswith("IQ-2024-02-03-")

    keys.settle()
    keys.tab_to("mapShow on the map")
    keys.press("Enter")
    expect(page.page.locator(".st-key-excerpt mark")).to_have_text(QUOTE)
    page.open(page.incident_id)

    keys.choose("Outcome", "Missed")
    keys.fill("Your name", "Rana")
    keys.fill("Why", "a later report")
    keys.tab_to("saveSave")
    keys.press("Enter")
    page.wait_saved(2)
    keys.settle()
    keys.tab_to("undoUndo")
    keys.press("Enter")
    page.page.get_by_test_id("stPopoverBody").get_by_label("Why").wait_for()
    keys.fill("Why", "not this one")
    keys.tab_to("Undo now")
    keys.press("Enter")
    page.wait_saved(3)
    expect(page.history().first).to_contain_text("not this one")
    print(f"keys: {keys.presses}")


def test_two_who_edit_the_same_lose_nothing(
    browser: Browser, visit: Visit, desk: Server, record_page: RecordPage
) -> None:
    watched = visit(desk).open_map("incident=seed-2")
    hers, his = record_page.open("seed-2"), RecordPage(visit(desk).page, desk.address).open("seed-2")
    his.write("Target, as written", "his target")
    his.write("Weapon, as written", "his weapon")
    give_name(his, "Omar")
    his.save("his reason")
    expect(his.history().first).to_contain_text("his reason")

    hers.write("Target, as written", "her target")
    hers.choose("Outcome", "Missed")
    give_name(hers)
    hers.save("her reason")
    conflict = hers.page.locator(".st-key-conflict")
    expect(conflict).to_contain_text("Nothing of yours is saved yet")
    for word in ("his target", "her target", "his weapon", "missed"):
        expect(conflict).to_contain_text(word)
    hers.page.get_by_text("Keep mine").click()
    hers.settle()
    hers.press("Go on with both")
    expect(conflict).to_have_count(0)
    hers.save("both seen")
    expect(hers.history().first).to_contain_text("both seen")

    his.open("seed-2")
    for name, value in (("Target, as written", "her target"), ("Weapon, as written", "his weapon")):
        expect(his.page.get_by_label(name, exact=True).first).to_have_value(value)
    expect(his.page.get_by_role("combobox", name="Outcome")).to_have_value("Missed")
    # the map that was open all the time shows it at its next run
    expect(watched.part("incident_panel")).not_to_contain_text("both seen")
    for step in ("next", "previous"):
        watched.part(step).get_by_role("button").click()
        watched.settle()
    watched.wait_for_incident("seed-2")
    expect(watched.part("incident_panel")).to_contain_text("missed")
    expect(watched.part("incident_panel")).to_contain_text("both seen")
