"""The online geocoder on the page of places: asked by hand only, and an outage is told apart from an unknown place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from incidentmap.ui.shared import small_map
from tests import records
from tests.browser.worlds import store_at
from tests.geocode.nominatim import Server, result, serving
from tests.ui.program import Drawn, start
from tests.ui.test_map_page import html
from tests.ui.test_places_page import PAGE, UNPLACED

WORDS = "Qaryat al-Mithal"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def page(tmp_path: Path, server: Server, drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setattr(small_map, "st_folium", drawn)
    monkeypatch.setenv("INCIDENTMAP_ANALYST", "she")
    monkeypatch.setenv("INCIDENTMAP_NETWORK", "on")
    monkeypatch.setenv("INCIDENTMAP_GEOCODER", "nominatim")
    monkeypatch.setenv("INCIDENTMAP_GEOCODER_URL", server.address)
    incident = records.incident("X-1", place_text=WORDS, country="IQ", admin1="IQ-AN", site="")
    store_at(tmp_path, records.ACTOR, incident, replace(UNPLACED, incident_id="X-1"))
    for app in start(tmp_path, monkeypatch):
        app.run()
        yield app.switch_page(PAGE).run()


def asked(page: AppTest) -> AppTest:
    return next(button for button in page.button if button.label == "Ask nominatim online").click().run()


def test_nothing_is_asked_before_somebody_asks(page: AppTest, server: Server) -> None:
    assert server.asked == []


def test_a_place_is_found_and_chosen(page: AppTest, server: Server) -> None:
    server.knows(WORDS, result(WORDS, 33.45, 43.2))
    assert "One place fits." in html(asked(page))
    assert "OpenStreetMap contributors" in html(page)
    next(button for button in page.button if "_online_osm" in (button.key or "")).click().run()
    assert not page.exception
    assert "→" in html(page)


def test_an_outage_is_no_answer_about_the_place(page: AppTest, server: Server) -> None:
    server.says(503)
    assert any("Service unavailable" in each.value and "says nothing" in each.value for each in asked(page).warning)
    assert "It knows no place that fits." not in html(page)


def test_what_it_does_not_know_is_said(page: AppTest, server: Server) -> None:
    assert "It knows no place that fits." in html(asked(page))
    assert not page.warning
