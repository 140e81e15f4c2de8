"""The program as AppTest runs it: on a home, with a stand-in for the map, and with editing on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from incidentmap.settings import PROJECT
from incidentmap.ui.shared import edit_mode
from tests import patience


@dataclass
class Drawn:
    """Stands in for the map component, which AppTest cannot draw: keeps what it was given, and clicks."""

    arguments: dict[str, Any] = field(default_factory=dict)
    clicked: Callable[[], None] = lambda: None

    def __call__(self, _map: object, **arguments: Any) -> None:
        self.arguments = arguments


def start(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("INCIDENTMAP_HOME", str(home))
    monkeypatch.delenv("INCIDENTMAP_DATABASE_URL", raising=False)
    st.cache_resource.clear()
    yield AppTest.from_file(str(PROJECT / "incidentmap" / "ui" / "main.py"), default_timeout=patience.SECONDS)
    st.cache_resource.clear()


def editing(app: AppTest) -> AppTest:
    """Turn the switch *Edit* on, which is off at first."""
    app.session_state[edit_mode.KEY] = True
    return app
