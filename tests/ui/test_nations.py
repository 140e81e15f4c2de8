"""Whose nation the dead and the injured were: asked for in the form, said in the panel and in the history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from markupsafe import Markup
from streamlit.testing.v1 import AppTest

from incidentmap.model import Casualties, Record, to_sheet
from incidentmap.model import vocabulary as v
from incidentmap.store import Dossier, reading
from incidentmap.ui.shared import incident_panel, session, small_map
from incidentmap.ui.shared.sheet_words import readable
from tests import records
from tests.browser.worlds import store_at
from tests.ui.program import Drawn, start

FIGURE = Casualties("X-1", v.Measure.INJURED, v.CasualtiesOf.TARGETS, v.Stated.NUMBER, 3, 3, 3)


def panel(*figures: Casualties) -> Markup:
    record = Record(records.incident(), casualties=figures)
    return incident_panel._casualties(Dossier(record, None, {}, (), (), (), ()), {})


def test_the_panel_names_the_nation_where_it_is_said_and_is_silent_else() -> None:
    assert "Injured, of the side that was hit: <b>3</b>" in panel(FIGURE)
    assert "Injured, of the side that was hit: <b>3 Americans</b>" in panel(replace(FIGURE, nationality="US"))


def test_figures_of_other_nations_are_no_rivals_in_the_panel() -> None:
    american = replace(FIGURE, nationality="US", casualties_id="")
    said = panel(FIGURE, american, replace(american, low=2, casualties_id=""))
    assert "<b>2–3 Americans</b>, by source" in said
    assert "Injured, of the side that was hit: <b>3</b>" in said


def test_the_history_names_the_people(few_records: None) -> None:
    told = (replace(FIGURE, nationality="US", note="US", casualties_id=""), FIGURE)
    said = readable(Record, to_sheet(Record(records.incident(), casualties=told)))["casualties"]
    assert [(each["nationality"], each["note"]) for each in said] == [("Americans", "US"), ("", "")]


@pytest.fixture
def desk(tmp_path: Path, drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("INCIDENTMAP_ANALYST", "Rana")
    monkeypatch.setattr(small_map, "st_folium", lambda *_, **__: None)
    store_at(tmp_path, records.ACTOR, records.ARTICLE, records.incident(), records.citation(), FIGURE)
    for app in start(tmp_path, monkeypatch):
        app.run()
        yield app.switch_page("../../pages/record.py")


def test_the_form_asks_for_it_and_keeps_what_is_chosen(desk: AppTest) -> None:
    desk.query_params["incident"] = "X-1"
    desk.run()
    (asked,) = [box for box in desk.selectbox if str(box.key).endswith("_nationality")]
    assert asked.value == ""
    assert {"Not stated", "Americans", "Iraqis"} <= set(asked.options)
    asked.set_value("US").run()
    next(text for text in desk.text_input if str(text.key).endswith("why")).set_value("its title says so")
    desk.button(key="save").click().run()
    assert not desk.exception
    with session.store().reading() as connection:
        (figure,) = reading.records(connection)["X-1"].casualties
    assert (figure.nationality, figure.casualties_id) == ("US", FIGURE.casualties_id)
