"""Places: what a name means, which places are in use, what waits to be decided, and what was learned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from incidentmap.desk import undo
from incidentmap.model import Candidate, Placement, Record
from incidentmap.model import vocabulary as v
from incidentmap.store import reading
from incidentmap.ui.shared import session, small_map
from tests import records
from tests.browser.worlds import store_at
from tests.ui.program import Drawn, start
from tests.ui.tabs import by_somebody
from tests.ui.test_map_page import html

PAGE = "../../pages/places.py"
WORDS = "Qaryat al-Mithal"  # made up: no gazetteer knows it
HOSTILE = "<img src=x onerror=alert(1)> *Depot*"
UNPLACED = Placement("", None, None, reason="the gazetteer knows no place of these words", queried_as=WORDS)
BOTH = (Candidate("geonames:98182", "Baghdad", 0.9), Candidate("geonames:99072", "Mosul", 0.9))


@pytest.fixture
def page(tmp_path: Path, drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("INCIDENTMAP_ANALYST", "she")
    monkeypatch.setattr(small_map, "st_folium", drawn)
    incidents = [
        records.incident("X-1", place_text=WORDS, country="", summary=HOSTILE),
        records.incident("X-2", place_text=WORDS, country=""),
        records.incident("X-3", place_text="one of two towns"),
        records.incident("X-4", site="Depot"),
    ]
    placements = [
        replace(UNPLACED, incident_id="X-1"),
        replace(UNPLACED, incident_id="X-2"),
        replace(UNPLACED, incident_id="X-3", alternatives=BOTH),
        records.placement("X-4"),
    ]
    store_at(tmp_path, records.ACTOR, replace(records.PLACE, name=HOSTILE), *incidents, *placements)
    for app in start(tmp_path, monkeypatch):
        app.run()
        yield app.switch_page(PAGE).run()


def room(app: AppTest, name: str) -> AppTest:
    app.radio(key="places_room").set_value(name).run()
    assert not app.exception
    return app


def choose(app: AppTest, incident_id: str) -> str:
    app.selectbox(key="decide_incident").set_value(incident_id).run()
    assert not app.exception
    return f"decide_{incident_id}_1"


def write(app: AppTest, key: str, text: str) -> None:
    app.text_input(key=key).set_value(text).run()
    assert not app.exception


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


def stored(*names: str) -> list[Record]:
    with session.store().reading() as connection:
        found = reading.records(connection)
    return [found[name] for name in names]


def place_of(name: str) -> str | None:
    (record,) = stored(name)
    assert record.placement is not None
    return record.placement.place_id


def test_what_waits_is_counted_and_the_newest_is_open(page: AppTest) -> None:
    assert not page.exception
    said = page.caption[1].value
    assert said.startswith("Waiting: 3 without a place. Choose")  # and nothing of the reasons that none has
    assert page.selectbox(key="decide_incident").value == "X-1"
    assert WORDS in html(page)
    assert "<img" not in html(page)
    assert "&lt;img src=x" in html(page)


def test_one_click_on_a_candidate_places_and_is_undone(page: AppTest) -> None:
    key = choose(page, "X-3")
    write(page, f"{key}_sign_why", "the report names the river")
    press(page, f"{key}_choose_geonames:99072")
    assert place_of("X-3") == "geonames:99072"
    (record,) = stored("X-3")
    assert record.placement is not None
    placement = record.placement
    assert (placement.geocoder, placement.method) == ("chosen by an analyst", v.PlacementMethod.CHOSEN)
    assert placement.decided_by == "she"
    assert "X-3" not in page.selectbox(key="decide_incident").options
    undo(session.store(), [session.store().state()], "she", "not there")
    assert place_of("X-3") is None


def test_a_candidate_is_offered_with_what_it_is(page: AppTest) -> None:
    key = choose(page, "X-3")
    offered = {each.key: each.label.replace("\u2068", "").replace("\u2069", "") for each in page.button}
    assert offered[f"{key}_choose_geonames:99072"] == "Choose Mosul, town"


def test_without_a_reason_nothing_is_saved_before_it_is_given(page: AppTest) -> None:
    key = choose(page, "X-3")
    press(page, f"{key}_choose_geonames:99072")
    assert place_of("X-3") is None
    press(page, "place_save")
    assert [each.value for each in page.error] == ["Say why, then save again."]
    write(page, f"{key}_sign_why", "the river")
    press(page, "place_save")
    assert place_of("X-3") == "geonames:99072"


def test_a_proposal_is_dropped(page: AppTest) -> None:
    key = choose(page, "X-3")
    press(page, f"{key}_choose_geonames:99072")
    press(page, "place_drop")
    assert "place_save" not in [each.key for each in page.button]


def test_a_point_teaches_its_words_after_the_others_were_shown(page: AppTest) -> None:
    key = choose(page, "X-1")
    page.checkbox(key=f"{key}_remember").check().run()
    write(page, f"{key}_sign_why", "seen in the film")
    write(page, f"{key}_point", "33.5, 43.5")
    press(page, f"{key}_use")
    assert place_of("X-1") is None
    assert [each.label for each in page.checkbox if "X-2" in each.label]
    press(page, "place_save")
    assert place_of("X-1") == place_of("X-2") == "point:33.5/43.5/10km"
    room(page, "learned")
    assert list(page.dataframe[0].value["Words"]) == [WORDS]
    room(page, "try")
    write(page, "try_place_text", WORDS)
    assert "a name learned here" in html(page)
    undo(session.store(), [session.store().state()], "she", "wrong film")
    assert (place_of("X-1"), place_of("X-2")) == (None, None)


def test_an_incident_that_is_unticked_stays(page: AppTest) -> None:
    key = choose(page, "X-1")
    page.checkbox(key=f"{key}_remember").check().run()
    write(page, f"{key}_sign_why", "seen in the film")
    write(page, f"{key}_point", "33.5, 43.5")
    press(page, f"{key}_use")
    next(each for each in page.checkbox if "X-2" in each.label).uncheck().run()
    press(page, "place_save")
    assert (place_of("X-1"), place_of("X-2")) == ("point:33.5/43.5/10km", None)


@pytest.mark.parametrize("point", ["", "somewhere"])
def test_what_is_no_point_is_refused(page: AppTest, point: str) -> None:
    key = choose(page, "X-1")
    write(page, f"{key}_point", point)
    press(page, f"{key}_use")
    assert "“Coordinates”" in page.error[0].value


def test_another_name_brings_candidates(page: AppTest) -> None:
    key = choose(page, "X-1")
    write(page, f"{key}_other", "Mosul")
    assert f"{key}_choose_geonames:99072" in [each.key for each in page.button]


def test_a_name_is_tried(page: AppTest) -> None:
    room(page, "try")
    write(page, "try_place_text", "20 km west of Mosul")
    assert "20 km west of Mosul" in html(page)
    assert "off the place named" in html(page)
    write(page, "try_place_text", WORDS)
    assert "not placed" in html(page)


def test_what_a_tried_name_leaves_out_is_said(page: AppTest) -> None:
    room(page, "try")
    write(page, "try_place_text", "Xyzzy, Mosul")
    assert "The gazetteer does not know “Xyzzy”" in html(page)
    write(page, "try_place_text", "Mosul, Syria")
    assert "“Mosul” is known, but lies elsewhere: in Iraq; this is only the country that the words name" in html(page)


def test_places_in_use_are_listed(page: AppTest) -> None:
    room(page, "used")
    table = page.dataframe[0].value
    assert list(table["Incidents"]) == [1]
    assert list(table["Known as"]) == ["exact site"]


def forgetting(page: AppTest) -> str:
    """Choose the first of the learned names, and name the button that forgets it."""
    state = session.store().state()
    page.session_state[f"places_learned_{state}"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    page.run()
    (name,) = {str(each.key) for each in page.button if str(each.key).startswith("forget_")}
    return name


def test_a_learned_name_is_forgotten(page: AppTest) -> None:
    key = choose(page, "X-1")
    page.checkbox(key=f"{key}_remember").check().run()
    write(page, f"{key}_sign_why", "seen in the film")
    write(page, f"{key}_point", "33.5, 43.5")
    press(page, f"{key}_use")
    press(page, "place_save")
    room(page, "learned")
    typed = f"{forgetting(page).removesuffix('_now')}_why"
    write(page, typed, "another village")
    by_somebody(target="a depot")
    name = forgetting(page)
    why = f"{name.removesuffix('_now')}_why"
    assert (why != typed, page.text_input(key=why).value) == (True, "another village")
    press(page, name)
    assert page.info[0].value.startswith("No name was learned yet")
    undo(session.store(), [session.store().state()], "she", "right after all")
    assert list(page.run().dataframe[0].value["Words"]) == [WORDS]


def test_the_room_outlives_a_visit_elsewhere(page: AppTest) -> None:
    room(page, "used")
    page.switch_page("../../pages/totals.py").run()
    page.switch_page(PAGE).run()
    assert page.radio(key="places_room").value == "used"


def test_a_point_in_another_country_is_asked_about_before_it_is_saved(page: AppTest) -> None:
    key = choose(page, "X-3")  # which says Iraq
    write(page, f"{key}_sign_why", "seen in the film")
    write(page, f"{key}_point", "43.5, 33.5")
    press(page, f"{key}_use")
    assert place_of("X-3") is None, "a click saves at once only what nothing contradicts"
    assert "lies far from Iraq" in html(page)
    press(page, "place_save")
    assert "Not saved" in page.error[0].value
    next(each for each in page.button if each.label == "Swap latitude and longitude").click().run()
    assert "lies far from Iraq" not in html(page)
    press(page, "place_save")
    (record,) = stored("X-3")
    assert record.placement and (record.placement.latitude, record.placement.longitude) == (33.5, 43.5)
