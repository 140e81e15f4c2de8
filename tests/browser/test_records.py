"""The table twin of the map: the same filters, many rows changed at once, and a file that holds them whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Locator, expect

from incidentmap.formats.incident_csv import COLUMNS, read_csv
from incidentmap.model import Record
from incidentmap.model import vocabulary as v
from incidentmap.store import Store, reading
from tests import stores
from tests.browser import seeds, waits, worlds
from tests.browser.conftest import Visit
from tests.browser.map_page import MapPage
from tests.browser.server import Server, running
from tests.browser.test_hostile_text import MARKUP, NAME, TEXT, assert_nothing_ran

HEADER, ROW = 36, 35  # pixels of the table
WHY = "read the report again"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def edited(home: Path) -> Iterator[Server]:
    """A server on the seeds of its own, as this test changes them."""
    with running(stores.seeded_at(home)) as server:
        yield server


def stored(home: Path) -> dict[str, Record]:
    store = Store.open(f"sqlite:///{home / 'incidents.sqlite'}")
    with store.reading() as connection:
        found = reading.records(connection)
    store.close()
    return found


def grid(page: MapPage) -> Locator:
    return page.part("records_table").locator("[role=grid]")  # within its canvas, for screen readers


def tick(page: MapPage, *numbers: int) -> None:
    """Tick the boxes of rows, counted from 0 as they stand on the screen."""
    rows = page.part("records_table").locator(".dvn-scroller")
    for number in numbers:
        rows.click(position={"x": 16, "y": HEADER + ROW * number + ROW / 2})
        page.settle()


def choose(page: MapPage, key: str, option: str) -> None:
    box = page.part(key).get_by_role("combobox")
    line = page.page.get_by_role("option", name=option, exact=True)

    def opened() -> bool:  # a run that ends late closes the list
        if box.get_attribute("aria-expanded") != "true":
            box.press("ArrowDown")
        return line.is_visible()

    waits.until(page.page, opened, lambda: f"no list offers {option}")
    line.click()
    page.settle()


def write(page: MapPage, key: str, text: str) -> None:
    page.part(key).locator("input").fill(text)
    page.page.keyboard.press("Tab")
    page.settle()


def names(begun: date, ending: str) -> set[str]:
    """Give the names that a download may have: it may become midnight meanwhile."""
    return {f"incidents-{day.isoformat()}.{ending}" for day in (begun, date.today())}


def test_from_the_map_to_the_rows_changed_at_once_and_downloaded(visit: Visit, edited: Server, home: Path) -> None:
    begun = date.today()
    # 1 the filter of the map holds here, and the table has a row for each incident counted
    page = visit(edited).open_map()
    page.part("categories").get_by_role("button", name="Strike").click()
    count = page.wait_for_count(len(seeds.of_category("strike")))
    page.turn_edit_on()
    page.page.get_by_role("link", name="Records", exact=True).first.click()
    expect(grid(page)).to_have_attribute("aria-rowcount", str(count.shown + 1))
    page.settle()
    assert page.count() == count
    assert page.query == {"categories": "strike"}
    expect(page.part("records_table").get_by_role("button", name="Download as CSV")).to_be_hidden()

    # 2 two rows, one value, looked at before it is signed and saved
    before = stored(home)
    ids = [each for each in seeds.in_time_order() if each in seeds.of_category("strike")][:2]
    assert all(before[each].incident.outcome is not v.Outcome.FAILED for each in ids)
    tick(page, 0, 1)
    choose(page, "bulk_outcome", "Failed")
    page.part("bulk_preview").get_by_role("button").click()
    expect(page.part("records_preview")).to_contain_text("2 changes in 2 incidents, not saved yet")
    assert stored(home) == before
    write(page, "records_name", "A. Analyst")
    write(page, "records_why", WHY)
    page.part("records_save").get_by_role("button").click()
    expect(page.part("records_preview")).to_have_count(0)
    after = stored(home)
    assert {name for name in after if after[name] != before[name]} == set(ids)
    assert {after[name].incident.outcome for name in ids} == {v.Outcome.FAILED}

    # 3 it stands in the history of each
    tick(page, 1)
    expect(page.panel).to_contain_text(f"A. Analyst: {WHY}")
    page.wait_for_incident(ids[0])

    # 4 the file holds exactly these rows, whole
    with page.page.expect_download() as download:
        page.part("records_download").get_by_role("button").click()
    assert download.value.suggested_filename in names(begun, "csv")
    records, refusals = read_csv(Path(download.value.path()).read_bytes())
    assert refusals == []
    assert {record.incident_id: record for record in records} == {
        name: after[name] for name in seeds.of_category("strike")
    }

    # 5 and the map shows the incident under the same filter
    page.panel.get_by_role("link", name="Show on the map").click()
    page.wait_for_incident(ids[0])
    assert page.wait_for_count(count.shown) == count
    assert page.query == {"categories": "strike", "incident": ids[0]}


def test_a_sheet_is_downloaded_changed_and_read_back(visit: Visit, seeded: Server, tmp_path: Path) -> None:
    begun = date.today()
    page = visit(seeded).open(path="/records").turn_edit_on()
    expect(grid(page)).to_have_count(1)
    with page.page.expect_download() as download:
        page.part("records_download_xlsx").get_by_role("button").click()
    assert download.value.suggested_filename in names(begun, "xlsx")
    download.value.save_as(tmp_path / "sheet.xlsx")
    book = openpyxl.load_workbook(tmp_path / "sheet.xlsx")
    sheet = book.worksheets[0]
    assert sheet.max_row == len(seeds.in_time_order()) + 1
    sheet.cell(2, COLUMNS.index("weapon") + 1).value = "a kite"
    book.save(tmp_path / "changed.xlsx")
    page.settle()
    page.page.get_by_text("Read a table back").click()
    page.page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(tmp_path / "changed.xlsx")
    page.part("records_take").get_by_role("button").click()
    expect(page.part("records_preview")).to_contain_text("1 change in 1 incident, not saved yet")
    page.part("records_discard").get_by_role("button").click()
    expect(page.part("records_preview")).to_have_count(0)


def test_rows_are_chosen_by_keyboard(visit: Visit, seeded: Server) -> None:
    page = visit(seeded).open(path="/records")
    page.part("editing").locator("input").press("Space")
    page.settle()
    expect(grid(page)).to_have_count(1)
    page.part("records_table").locator("canvas").first.focus()
    page.page.keyboard.press("ArrowDown")
    page.page.keyboard.press("Shift+Space")
    expect(page.panel).to_be_visible()
    expect(page.part("bulk_preview")).to_have_count(1)


def test_cells_are_typed_in_place_and_wait(visit: Visit, seeded: Server) -> None:
    page = visit(seeded).open(path="/records").turn_edit_on()
    page.part("records_edit").locator("label").click()
    page.settle()
    cells = page.part("records_cells")
    cells.locator(".dvn-scroller").click(position={"x": 60, "y": HEADER + ROW / 2})
    for _ in range(5):
        page.page.keyboard.press("ArrowRight")  # from the id to the weapon
    page.page.keyboard.press("Enter")
    page.page.locator("textarea.gdg-input").fill("a kite")
    page.page.keyboard.press("Enter")
    expect(page.part("records_preview")).to_contain_text("1 change in 1 incident, not saved yet")
    expect(page.part("records_preview").locator("[role=gridcell]", has_text="a kite")).to_have_count(1)
    page.part("records_discard").get_by_role("button").click()
    expect(page.part("records_preview")).to_have_count(0)


def test_text_from_outside_stays_text(visit: Visit, tmp_path: Path) -> None:
    home = tmp_path / "hostile"
    day = date(2023, 11, 1)
    worlds.told_in(
        home, text=TEXT, name=NAME, url="javascript:alert(1)", day=(day, day), place_name=NAME, figures=(2, 5)
    )
    with running(home) as server:
        page = visit(server).open(path="/records").turn_edit_on()
        tick(page, 0)
        expect(page.panel).to_contain_text(MARKUP)
        page.page.get_by_text("Change the row chosen").click()
        page.settle()
        waits.stand_still(page.page)  # the box opens slowly, and would close the list
        choose(page, "bulk_field", "Summary")
        write(page, "bulk_summary", MARKUP)
        page.part("bulk_preview").get_by_role("button").click()
        expect(page.part("records_preview")).to_contain_text("1 change in 1 incident")
        assert_nothing_ran(page)
