from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from incidentmap.ui.map import map_panel
from incidentmap.ui.present import presented_map
from tests import records
from tests.browser.worlds import store_at
from tests.ui.program import Drawn, start
from tests.ui.record_form import desk, home, marked
from tests.ui.tabs import tabs

__all__ = ["desk", "home", "marked", "tabs"]  # what several files of tests ask for


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    stand_in = Drawn()
    for module in (map_panel, presented_map):
        monkeypatch.setattr(module, "st_folium", stand_in)
    return stand_in


@pytest.fixture(scope="session")
def seeded_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def app(seeded_home: Path, drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The program on the seeds; they are loaded by the first test that runs it."""
    yield from start(seeded_home, monkeypatch)


@pytest.fixture
def few_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A group, an article, a place and an incident, for what looks their names up."""
    store_at(tmp_path, records.ACTOR, records.ARTICLE, records.PLACE, records.incident())
    for _ in start(tmp_path, monkeypatch):
        yield
