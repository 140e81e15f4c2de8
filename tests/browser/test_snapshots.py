"""A brief checked later: handed out, verified, seen as it was, and what changed since."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect

from incidentmap.command_line import main
from incidentmap.desk import save
from incidentmap.model import Record, Snapshot
from incidentmap.model import vocabulary as v
from incidentmap.store import Store, reading, snapshots
from tests import stores
from tests.browser import seeds
from tests.browser.conftest import Visit
from tests.browser.server import Server, running

ABOVE, NOTE = "Not the records of today.", "<b>seen again</b> «قال»"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = tmp_path / "home"
    made.mkdir()
    stores.put_seeds(made)
    return made


@pytest.fixture
def server(home: Path) -> Iterator[Server]:
    with running(home) as server:
        yield server


def held(home: Path) -> tuple[dict[str, Record], list[Snapshot]]:
    store = Store.look(home / stores.FILE)
    with store.reading() as connection:
        return reading.records(connection), snapshots.snapshots(connection)


def edit(home: Path, incident_id: str, **changes: object) -> None:
    before = held(home)[0][incident_id]
    store = Store.open(home / stores.FILE)
    save(store, [(before, replace(before, incident=replace(before.incident, **changes)))], "he", "meanwhile")
    store.close()


def test_what_was_handed_out_is_checked_seen_again_and_compared(
    visit: Visit, server: Server, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    strikes = [each for each in seeds.in_time_order() if each in seeds.of_category("strike")]
    changed, withdrawn, *_ = strikes

    # 1 handed out under a name: the file is there, and its snapshot; looking kept none
    page = visit(server).open_map("categories=strike")
    before = page.count()
    page.part("hand_out").get_by_role("button").first.click()
    page.part("hand_out_name").locator("input").fill("A. Analyst")
    page.page.keyboard.press("Tab")
    page.settle()
    assert held(home)[1] == []
    with page.page.expect_download() as download:
        page.part("hand_out_geojson").get_by_role("button").click()
    file = home.with_name(download.value.suggested_filename)
    download.value.save_as(file)
    (snapshot,) = held(home)[1]
    assert (snapshot.by, snapshot.link, snapshot.shown) == ("A. Analyst", "categories=strike", len(strikes))

    # 2 the records move on, and `verify` tells the file and what changed
    edit(home, changed, notes=NOTE)
    edit(home, withdrawn, status=v.Status.WITHDRAWN)
    monkeypatch.setenv("INCIDENTMAP_HOME", str(home))
    assert main(["verify", str(file)]) == 0
    said = capsys.readouterr().out
    assert "by A. Analyst" in said and "since then: 0 new, 1 changed, 1 withdrawn" in said
    file.write_bytes(file.read_bytes().replace(b"strike", b"attack", 1))
    assert main(["verify", str(file)]) == 1

    # 3 since last time: chosen in the sidebar, counted, listed
    page = visit(server).open_map()
    page.part("since").get_by_role("combobox").click()
    page.page.get_by_role("option", name=re.compile("A. Analyst")).click()
    assert page.wait_for_count(1).excluded == page.count().total - 1
    assert page.query == {"since": snapshot.snapshot_id}
    page.part("since_differences").get_by_role("button").click()
    expect(page.page.locator(".im-differences")).to_contain_text(NOTE)
    expect(page.page.locator(".im-differences")).to_contain_text(f"{withdrawn} is withdrawn now")

    # 4 the link of the snapshot shows what was handed out, and says that it is not of today
    page = visit(server).open_map(f"snapshot={snapshot.snapshot_id}&incident={changed}")
    line = page.part("snapshot_line")
    expect(line).to_contain_text(ABOVE)
    expect(line).to_contain_text(f"by A. Analyst: {len(strikes)} of {before.total} incidents. Marked then: not marked.")
    expect(page.panel).not_to_contain_text(NOTE)
    assert (page.count().on_map, page.count().on_areas) == (before.on_map, before.on_areas)
    expect(page.part("hand_out")).to_have_count(0)
    page.page.get_by_role("link", name="Records", exact=True).first.click()
    expect(page.part("records_table")).to_be_visible()
    expect(line).to_contain_text(ABOVE)

    # 5 and one click leads back to today
    line.get_by_role("link", name="Show the records of today").click()
    expect(line).to_have_count(0)
    page.settle()
    assert page.query == {"categories": "strike", "incident": changed}
    expect(page.panel).to_contain_text(NOTE)
    assert page.count().shown == len(strikes) - 1
