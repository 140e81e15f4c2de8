"""The rooms of the page of places where one looks: places in use, and a name tried."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from incidentmap.desk import alias_from, decide, save
from incidentmap.geocode import at_point
from incidentmap.model import Candidate, Placement
from incidentmap.model import vocabulary as v
from incidentmap.ui.shared import place_names, session, small_map
from tests import records
from tests.browser.worlds import store_at
from tests.ui.program import Drawn, start
from tests.ui.test_map_page import html

PAGE = "../../pages/places.py"
HOSTILE = '<script>window.pwned=1</script>**x** <b onclick="y">'
NAMED = "Qaryat al-Mithal"  # made up: no gazetteer knows it


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    """The small map, which AppTest cannot draw."""
    stand_in = Drawn()
    monkeypatch.setattr(small_map, "st_folium", stand_in)
    return stand_in


@pytest.fixture
def page(tmp_path: Path, drawn: Drawn, small: Drawn, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("INCIDENTMAP_ANALYST", "she")
    place = replace(records.PLACE, name=f"Depot {HOSTILE}")
    there = [records.incident("X-1", summary=HOSTILE), records.incident("X-2"), records.incident("X-4")]
    gone = records.incident("X-3", status=v.Status.REJECTED)
    stand = [records.placement(name) for name in ("X-1", "X-2", "X-3")]
    store_at(tmp_path, records.ACTOR, place, *there, gone, *stand)
    for app in start(tmp_path, monkeypatch):
        app.run()
        yield app.switch_page(PAGE).run()


def room(app: AppTest, name: str) -> AppTest:
    app.radio(key="places_room").set_value(name).run()
    assert not app.exception
    return app


def choose(app: AppTest, row: int) -> AppTest:
    app.session_state["places_used_table"] = {"selection": {"rows": [row], "columns": [], "cells": []}}
    return app.run()


def ask(app: AppTest, text: str, **around: str) -> AppTest:
    room(app, "try")
    app.text_input(key="try_place_text").set_value(text).run()
    for name, value in around.items():
        app.selectbox(key=f"try_{name}").set_value(value).run()
    assert not app.exception
    return app


def test_every_place_in_use_has_its_row(page: AppTest) -> None:
    room(page, "used")
    (row,) = page.dataframe[0].value.to_dict("records")
    said = (row["Known as"], row["Within, km"], row["Incidents"], row["By hand"], row["Source"], row["Id"])
    assert said == ("exact site", 2.0, 2, 0, "made up", "site:depot")
    assert row["Where"] == "site, Al Anbar, Iraq"


def test_a_row_lists_its_living_incidents_with_the_way_to_each(page: AppTest) -> None:
    choose(room(page, "used"), 0)
    assert not page.exception
    links = [str(link.proto.query_string) for link in page.get("page_link") if link.proto.query_string]
    assert [link.rpartition("=")[2] for link in links] == ["X-1", "X-1", "X-2"]
    assert html(page).count("<script>") == 1  # our own
    assert "&lt;script&gt;" in html(page)


def test_a_name_is_tried_within_what_is_known_around_it(page: AppTest, small: Drawn) -> None:
    ask(page, "20 km west of Mosul", country="IQ")
    assert "<b><bdi>20 km west of Mosul</bdi></b>" in html(page)
    assert "off the place named, in the direction said" in html(page)
    assert "geonames:99072" in html(page)
    assert small.arguments["center"] == pytest.approx((36.33, 42.85), abs=0.1)


def test_near_equal_candidates_are_said_to_be(page: AppTest) -> None:
    ask(page, "Harir", country="IQ")
    assert "site:harir" in html(page) and "score" in html(page)
    assert "It may as well be another of these places" in html(page)


@pytest.mark.parametrize("text", ["militants", HOSTILE, "٢–٥ «قال»", "a" * 5_000])
def test_what_is_no_place_is_none(page: AppTest, small: Drawn, text: str) -> None:
    ask(page, text)
    assert "not placed" in html(page)
    assert html(page).count("<script>") == 1  # our own
    assert small.arguments["center"] is None


def test_a_learned_name_is_found_and_said_to_be_learned(page: AppTest) -> None:
    record = session.record("X-4")
    assert record is not None
    placed = at_point(record.incident, (33.5, 43.5), v.WherePrec.NEAR, 5)
    ask(page, NAMED, country="IQ")
    assert "not placed" in html(page) or "country only" in html(page)
    decide(session.store(), record, placed, "she", "seen", alias_from(record.incident, placed, NAMED))
    page.run()
    assert "a name learned here" in html(page)


def test_what_was_tried_outlives_a_visit_to_another_room(page: AppTest) -> None:
    ask(page, "Mosul", country="IQ")
    room(room(page, "used"), "try")
    assert page.text_input(key="try_place_text").value == "Mosul"
    assert page.selectbox(key="try_country").value == "IQ"


def test_a_candidate_that_the_gazetteer_no_longer_has_is_not_offered(page: AppTest) -> None:
    record = session.record("X-4")
    assert record is not None
    listed = (Candidate("geonames:0", "Gone", 0.9), Candidate("geonames:99072", "Mosul", 0.9))
    unplaced = Placement("X-4", None, None, alternatives=listed, reason="may be either")
    save(session.store(), [(record, replace(record, placement=unplaced))], "she", "read again")
    room(page, "decide")
    offered = [str(each.key).rpartition("_choose_")[2] for each in page.button if "_choose_" in str(each.key)]
    assert "geonames:99072" in offered
    assert "geonames:0" not in offered


def test_what_lies_in_the_countries_of_the_records_comes_first(page: AppTest) -> None:
    assert set(session.index().incidents.country.values) == {"IQ"}
    there, elsewhere = Candidate("geonames:99072", "Mosul", 0.5), Candidate("geonames:295290", "‘Ein el Asad", 0.9)
    abroad = place_names.theatre_first([elsewhere, there])
    assert [each.name for each in abroad] == ["Mosul", "‘Ein el Asad"]


def test_places_of_one_name_are_told_apart(page: AppTest) -> None:
    town, area, site = (session.known_place(each) for each in ("geonames:95446", "admin1:IQ-AR", "site:harir"))
    named = [("Erbil", town), ("Erbil", area), ("Harir Air Base", site), ("Erbil", None), ("Erbil", town)]
    assert [label.replace("\u2068", "").replace("\u2069", "") for label in place_names.told_apart(named)] == [
        "Erbil, town, Erbil, Iraq", "Erbil, governorate", "Harir Air Base", "Erbil", "Erbil, town, Erbil, Iraq (2)",
    ]  # fmt: skip
