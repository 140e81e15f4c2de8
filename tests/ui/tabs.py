"""The tabs of one browser as a test drives them: type, reload, answer what is offered, and read what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from incidentmap.desk import save as save_records
from incidentmap.model import Aggregate, Record
from incidentmap.model import vocabulary as v
from incidentmap.settings import PROJECT
from incidentmap.store import reading
from incidentmap.store.unsaved_file import UnsavedWork, Work
from incidentmap.ui.shared import session, small_map
from incidentmap.ui.unsaved_work import visitor
from tests import patience
from tests.browser.worlds import store_at
from tests.records import ACTOR, ARTICLE, PLACE, citation, evidence, incident, placement
from tests.ui.program import Drawn, start

PAGES = "../../pages/{}.py"
TOTAL = Aggregate("t-ours", date(2024, 1, 10), "Ministry", v.Category.ATTACK, total_low=155, total_high=155)


@dataclass
class Tabs:
    """The tabs of one browser: which session is looked at, and which one it goes on from."""

    home: Path
    now: str = "first"
    before: str = ""
    opened: list[AppTest] = field(default_factory=list)

    def open(self, page: str, session_name: str, *, before: str = "", **address: str) -> AppTest:
        self.now, self.before = session_name, before
        app = AppTest.from_file(str(PROJECT / "incidentmap" / "ui" / "main.py"), default_timeout=patience.SECONDS)
        app.run()
        app.switch_page(PAGES.format(page))
        for name, value in address.items():
            app.query_params[name] = value
        return self.fine(app.run())

    def look_at(self, session_name: str) -> None:
        self.now, self.before = session_name, ""

    @staticmethod
    def fine(app: AppTest) -> AppTest:
        assert not app.exception
        return app

    def kept(self) -> list[Work]:
        return UnsavedWork(self.home / "unsaved.sqlite").of_owner("analyst Rana")


@pytest.fixture
def tabs(tmp_path: Path, drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tabs]:
    monkeypatch.setenv("INCIDENTMAP_ANALYST", "Rana")
    monkeypatch.setattr(small_map, "st_folium", lambda *_, **__: None)
    store_at(
        tmp_path, ACTOR, ARTICLE, PLACE, TOTAL,
        incident(), citation(), evidence(), placement(), incident("X-2", country="JO"),
    )  # fmt: skip
    made = Tabs(tmp_path)
    monkeypatch.setattr(visitor, "this_session", lambda: made.now)
    monkeypatch.setattr(visitor, "session_before", lambda: made.before)
    for _ in start(tmp_path, monkeypatch):
        yield made


def typed(app: AppTest, name: str, text: str, of: str = "edit_X-1") -> AppTest:
    """Type into a field and leave it."""
    key = f"{of}_{name}"
    found = next(each for each in [*app.text_input, *app.text_area] if each.key == key)
    found.set_value(text)
    return Tabs.fine(app.run())


def value(app: AppTest, name: str, of: str = "edit_X-1") -> Any:
    return next(each.value for each in [*app.text_input, *app.text_area] if each.key == f"{of}_{name}")


def offered(app: AppTest) -> list[str]:
    return [each.value for each in app.markdown if "Unsaved work of" in each.value]


def answer(app: AppTest, what: str) -> AppTest:
    next(each for each in app.button if str(each.key).startswith("unsaved_") and each.label == what).click()
    return Tabs.fine(app.run())


def save(app: AppTest, of: str = "edit_X-1") -> AppTest:
    typed(app, "sign_why", "because", of)
    return Tabs.fine(app.button(key="save").click().run())


def stored(incident_id: str = "X-1") -> Record:
    with session.store().reading() as connection:
        return reading.records(connection, [incident_id])[incident_id]


def by_somebody(**changes: Any) -> None:
    before = stored()
    save_records(
        session.store(), [(before, replace(before, incident=replace(before.incident, **changes)))], "he", "why"
    )
