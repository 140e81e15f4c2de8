from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from incidentmap.settings import PROJECT
from incidentmap.ui.map import map_panel

SECONDS = 600


@dataclass
class Drawn:
    """Stands in for the map component, which AppTest cannot draw: keeps what it was given, and clicks."""

    arguments: dict[str, Any] = field(default_factory=dict)
    clicked: Callable[[], None] = lambda: None

    def __call__(self, _map: object, **arguments: Any) -> None:
        self.arguments = arguments


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    stand_in = Drawn()
    monkeypatch.setattr(map_panel, "st_folium", stand_in)
    return stand_in


@pytest.fixture(scope="session")
def seeded_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def app(seeded_home: Path, drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The program on the seeds; they are loaded by the first test that runs it."""
    yield from start(seeded_home, monkeypatch)


def start(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("INCIDENTMAP_HOME", str(home))
    monkeypatch.delenv("INCIDENTMAP_DATABASE_URL", raising=False)
    st.cache_resource.clear()
    yield AppTest.from_file(str(PROJECT / "incidentmap" / "ui" / "main.py"), default_timeout=SECONDS)
    st.cache_resource.clear()
