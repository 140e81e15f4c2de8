"""The record page as a test drives it: open, fill in, sign, and read what was stored."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from incidentmap.model import vocabulary as v
from incidentmap.store import Dossier, reading
from incidentmap.ui.incident import sources_form
from incidentmap.ui.shared import session, small_map
from tests import stores
from tests.ui.program import Drawn, start

RECORD = "../../pages/record.py"


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("desk")
    stores.put_seeds(home)
    return home


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """What the reader marks in the text next: the component stands in a browser only."""
    waiting: list[tuple[int, int]] = []
    monkeypatch.setattr(sources_form, "pick", lambda *_: waiting.pop() if waiting else None)
    return waiting


@pytest.fixture
def desk(home: Path, drawn: Drawn, marked: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The record page, on a home of its own as its tests change records."""
    monkeypatch.setenv("INCIDENTMAP_ANALYST", "Rana")
    monkeypatch.setattr(small_map, "st_folium", lambda *_, **__: None)
    for app in start(home, monkeypatch):
        app.run()
        app.switch_page(RECORD)
        yield app


def open_at(app: AppTest, incident_id: str) -> AppTest:
    app.query_params["incident"] = incident_id
    return app.run()


def at(app: AppTest) -> str:
    """The incident that the address names; AppTest gives back a list of what the script wrote itself."""
    found = app.query_params["incident"]
    return found if isinstance(found, str) else str(found[0])


def key(app: AppTest, *parts: object) -> str:
    return "_".join(["edit", at(app), *map(str, parts)])


def save(app: AppTest, why: str = "because") -> AppTest:
    app.text_input(key=key(app, "sign", "why")).set_value(why)
    return app.button(key="save").click().run()


def told(app: AppTest) -> str:
    alerts = [str(block.proto.body) for block in app.get("html") if 'role="alert"' in str(block.proto.body)]
    return " ".join([*alerts, *(each.value for each in app.error)])


def dossier(incident_id: str) -> Dossier:
    with session.store().reading() as connection:
        found = reading.dossier(connection, incident_id)
    assert found is not None
    return found


def fill_in(app: AppTest, **values: Any) -> AppTest:
    app.selectbox(key=key(app, "category")).set_value(v.Category.ATTACK)
    app.selectbox(key=key(app, "event_type")).set_value(v.EventType.ATTACK)
    app.date_input(key=key(app, "date_earliest")).set_value(date(2024, 2, 9))
    app.date_input(key=key(app, "date_latest")).set_value(date(2024, 2, 9))
    for name, value in values.items():
        app.text_input(key=key(app, name)).set_value(value)
    return app.run()


def hold(app: AppTest, text: str, title: str = "", publisher: str = "") -> AppTest:
    app.text_area(key=key(app, "pasted")).set_value(text)
    app.text_input(key=key(app, "pasted", "title")).set_value(title)
    app.text_input(key=key(app, "pasted", "publisher")).set_value(publisher).run()
    return app.button(key=key(app, "hold")).click().run()


def numbers(app: AppTest, part: str) -> list[str]:
    stem = key(app, part, "")
    return sorted(
        {str(box.key).removeprefix(stem).partition("_")[0] for box in app.text_input if str(box.key).startswith(stem)}
    )
