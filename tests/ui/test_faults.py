"""Trouble is a page that says what is wrong and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from incidentmap import geocode
from incidentmap.ui.shared import session
from tests.ui.program import Drawn, start
from tests.ui.test_map_page import html


def told(app: AppTest) -> str:
    app.run()
    assert not app.exception
    assert len(app.error) == 1
    assert "Nothing was changed" in html(app)
    return html(app)


def test_a_file_that_is_no_database(tmp_path: Path, drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "incidents.sqlite").write_bytes(b"somebody's notes " * 100)
    for app in start(tmp_path, monkeypatch):
        assert "to start anew, move it away" in told(app)


def test_a_missing_gazetteer(tmp_path: Path, drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "gazetteer_of", lambda _settings: geocode.Gazetteer(tmp_path / "gazetteer.sqlite"))
    for app in start(tmp_path, monkeypatch):
        assert "geodata/build.py" in told(app)


def test_a_setting_that_is_not_understood(tmp_path: Path, drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INCIDENTMAP_NETWORK", "perhaps")
    for app in start(tmp_path, monkeypatch):
        assert "INCIDENTMAP_NETWORK" in told(app)
