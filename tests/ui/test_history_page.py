"""The seeds taken back and done again through the page of the history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from incidentmap.desk import save
from incidentmap.desk.importing import do_again, imports_since, take_back
from incidentmap.store import reading
from incidentmap.ui.shared import session
from tests.ui.program import Drawn, start
from tests.ui.test_map_page import html

PAGE = "../../pages/history.py"


@pytest.fixture
def page(tmp_path: Path, drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("INCIDENTMAP_ANALYST", "she")
    for app in start(tmp_path, monkeypatch):
        yield app.run().switch_page(PAGE).run()


def press(page: AppTest, title: str, why: str) -> None:
    (button,) = [each for each in page.button if each.label == title]
    page.text_input(key=f"{button.key.removesuffix('_now')}_why").set_value(why)
    button.click().run()
    assert not page.exception
    assert not page.error


def incidents() -> int:
    with session.store().reading() as connection:
        return len(reading.records(connection))


def reason(page: AppTest, title: str) -> str:
    (button,) = [each for each in page.button if each.label == title]
    return str(page.text_input(key=f"{button.key.removesuffix('_now')}_why").value)


def test_the_seeds_are_taken_back_and_done_again(page: AppTest) -> None:
    assert incidents() == 151
    press(page, "Take it back now", "not for this briefing")
    assert incidents() == 0
    assert "taken back by" in html(page)
    assert "not for this briefing" in html(page)
    press(page, "Do it again now", "for the next one")
    assert incidents() == 151
    assert "taken in by" in html(page)


def test_a_reason_to_take_an_import_back_outlives_what_others_do(page: AppTest) -> None:
    (button,) = [each for each in page.button if each.label == "Take it back now"]
    why = f"{button.key.removesuffix('_now')}_why"
    page.text_input(key=why).set_value("not for this briefing").run()
    (imported,) = imports_since(session.store(), datetime.min.replace(tzinfo=UTC))
    for decide in (take_back, do_again):
        decide(session.store(), imported.what.import_id, "he", "meanwhile")
    assert not page.run().exception
    assert why not in {each.key for each in page.text_input}
    assert reason(page, "Take it back now") == "not for this briefing"


def test_what_was_done_last_stands_first_imports_among_edits(page: AppTest) -> None:
    before = session.record("seed-2")
    assert before is not None
    save(
        session.store(),
        [(before, replace(before, incident=replace(before.incident, notes="seen")))],
        "he",
        "a later edit",
    )
    shown = html(page.run())
    assert shown.index("a later edit") < shown.index("Import of")
    press(page, "Take it back now", "not for this briefing")
    shown = html(page)
    assert shown.index("not for this briefing") < shown.index("a later edit")
