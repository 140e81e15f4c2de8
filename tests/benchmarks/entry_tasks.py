"""The tasks that bring in what others wrote: a paragraph, a table, and what a colleague saved meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
from playwright.sync_api import Page, expect

from incidentmap.formats.incident_csv import COLUMNS
from tests.benchmarks.analyst import Analyst, go_to
from tests.benchmarks.reading_tasks import Task
from tests.browser import seeds
from tests.browser.map_page import MapPage
from tests.browser.record_page import RecordPage

QUOTE = "A one-way drone hit Harir Air Base in Erbil province on Saturday morning"
PARAGRAPH = (
    f"Erbil, 10 February. {QUOTE}, two security officials said; nobody was hurt. "
    "The Islamic Resistance in Iraq said in a statement hours later that it had sent it."
)
BASE, GROUP, DAY = "site:harir", "Islamic Resistance in Iraq", "20240210"
HEADER, ROW = 36, 35  # pixels of the table
SHARED = "IQ-2024-01-20-01"
WEAPON, TARGET = "Weapon, as written", "Target, as written"


def incident_from_a_paragraph(_analyst: Analyst, map_page: MapPage) -> None:
    go_to(map_page, "Record")
    page = RecordPage(map_page.page, map_page.address)
    page.unfold("Hold the text of a source")
    page.page.get_by_label("Paste the text").first.click()
    page.page.keyboard.insert_text(PARAGRAPH)  # as a paste does: all at once
    page.write("Publisher", "A newspaper")
    page.press("Hold it as a source")
    page.drag_over(QUOTE)
    page.choose("Category", "Attack")
    page.choose("Event type", "Air/drone strike")
    page.write("Summary", "A one-way drone hit the base; nobody was hurt.")
    page.day("From", DAY)
    page.day("To", DAY)
    page.write("Place, as written", "Harir Air Base")
    page.choose("Country", "Iraq")
    page.press("Add a statement")
    page.choose("Who", GROUP)
    page.choose("Basis", "claimed")
    page.save("read in the paper")
    page.wait_saved(1)

    page.page.get_by_role("link", name="Show on the map").click()
    map_page.wait_for_incident(page.incident_id)
    map_page.wait_for_marks()
    assert page.incident_id in map_page.mark(BASE, "attack")["incident_ids"]
    expect(map_page.part("excerpt").locator("mark")).to_have_text(QUOTE)
    for said in (GROUP, "10 Feb 2024"):
        expect(map_page.panel).to_contain_text(said)


def table_through_excel(analyst: Analyst, page: MapPage) -> None:
    page.turn_edit_on()
    go_to(page, "Records")
    with TemporaryDirectory() as folder:
        sheet = _download(page, Path(folder))
        name = _change(sheet, "weapon", "a kite with a charge")
        analyst.hand.typed += 1  # the cell is none of the page's
        _upload(analyst, page.page, sheet)
        page.part("records_take").get_by_role("button").click()  # shown once the file is read
    expect(page.part("records_preview")).to_contain_text("1 change in 1 incident, not saved yet")
    reason = page.part("records_why").locator("input")
    reason.click()
    reason.fill("the table came back")
    reason.press("Tab")
    page.settle()
    page.part("records_save").get_by_role("button").click()
    expect(page.part("records_preview")).to_have_count(0)
    page.settle()
    page.part("records_table").locator(".dvn-scroller").click(position={"x": 16, "y": HEADER + ROW / 2})
    page.wait_for_incident(name)
    for said in ("a kite with a charge", "Rana: the table came back"):
        expect(page.panel).to_contain_text(said)


def two_at_one_record(analyst: Analyst, _page: MapPage) -> None:
    hers, his = analyst.open_record(SHARED), analyst.open_record(SHARED)
    his.write(TARGET, "his target")
    his.write(WEAPON, "his weapon")
    his.save("his reason")
    expect(his.history().first).to_contain_text("his reason")

    hers.write(TARGET, "her target")
    hers.choose("Outcome", "Missed")
    hers.save("her reason")
    told = hers.page.locator(".st-key-conflict")
    expect(told).to_contain_text("Nothing of yours is saved yet, nothing is lost")
    for value in ("his target", "her target", "his weapon", "missed"):
        expect(told).to_contain_text(value)
    hers.tick("Keep mine")
    hers.press("Go on with both")
    expect(told).to_have_count(0)
    hers.press("Save")  # the reason that was given holds for both
    expect(hers.history().first).to_contain_text("her reason")

    seen = analyst.open_record(SHARED)
    for field, value in ((TARGET, "her target"), (WEAPON, "his weapon")):
        expect(seen.page.get_by_label(field, exact=True).first).to_have_value(value)
    expect(seen.page.get_by_role("combobox", name="Outcome")).to_have_value("Missed")
    expect(seen.history().filter(has_text="his reason")).to_contain_text("his target")


def _download(page: MapPage, folder: Path) -> Path:
    with page.page.expect_download() as download:
        page.part("records_download_xlsx").get_by_role("button").click()
    page.settle()
    download.value.save_as(folder / "incidents.xlsx")
    return folder / "incidents.xlsx"


def _change(path: Path, column: str, value: str) -> str:
    """Change a cell of the first incident, as a spreadsheet does, and give the incident's id."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    assert sheet.max_row > len(seeds.in_time_order())
    sheet.cell(2, COLUMNS.index(column) + 1).value = value
    book.save(path)
    return str(sheet.cell(2, COLUMNS.index("incident_id") + 1).value)


def _upload(analyst: Analyst, page: Page, path: Path) -> None:
    page.get_by_text("Read a table back").click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Upload", exact=True).click()
    chooser.value.set_files(path)
    analyst.hand.clicks += 1  # the file, in a window that is none of the page's


ENTRY: Mapping[str, Task] = {
    "a new incident from a paragraph": incident_from_a_paragraph,
    "a table through a spreadsheet and back": table_through_excel,
    "two at one record": two_at_one_record,
}
