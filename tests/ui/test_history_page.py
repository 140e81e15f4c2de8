"""The seeds taken back and done again through the page of the history."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from incidentmap.store import reading
from incidentmap.ui.shared import session
from tests.ui.conftest import Drawn, start
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


def test_the_seeds_are_taken_back_and_done_again(page: AppTest) -> None:
    assert incidents() == 151
    press(page, "Take it back now", "not for this briefing")
    assert incidents() == 0
    assert "taken back by" in html(page)
    assert "not for this briefing" in html(page)
    press(page, "Do it again now", "for the next one")
    assert incidents() == 151
    assert "taken in by" in html(page)
