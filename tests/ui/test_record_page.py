"""The form of one record: what it asks, what it refuses and where it says so, and what it keeps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from incidentmap.desk import save as save_records
from incidentmap.model import Casualties, Citation
from incidentmap.model import vocabulary as v
from incidentmap.store import Dossier, reading
from incidentmap.ui.incident import place_form, sources_form
from incidentmap.ui.shared import session, small_map
from tests.ui.conftest import Drawn, start

RECORD = "../../pages/record.py"


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("desk")


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


def test_nothing_is_asked_for_before_it_is_missed(desk: AppTest) -> None:
    open_at(desk, "new")
    assert told(desk) == ""
    save(desk)
    assert "choose the latest day" in told(desk)
    assert session.store().state() == 1


def test_a_new_incident_needs_its_kind_and_its_day(desk: AppTest) -> None:
    fill_in(open_at(desk, "new"), site="Ain al-Asad Air Base")
    save(desk, "heard of it")
    assert told(desk) == ""
    made = at(desk)
    found = dossier(made)
    assert made == "XX-2024-02-09-01"
    assert (found.record.incident.outcome, found.record.incident.summary) == (None, "")
    assert found.place is not None and found.place.place_id == "site:ain-al-asad"
    assert [(each.changed_by, each.why) for each in found.history] == [("Rana", "heard of it")]


def test_a_refusal_stands_at_its_field_and_nothing_is_lost(desk: AppTest) -> None:
    fill_in(open_at(desk, "new"), target="a depot")
    desk.date_input(key=key(desk, "date_latest")).set_value(date(2024, 2, 1)).run()
    assert "dates is out of order" in told(desk)
    save(desk)
    assert session.store().state() == 1
    assert desk.text_input(key=key(desk, "target")).value == "a depot"


def test_an_open_start_needs_its_precision(desk: AppTest) -> None:
    fill_in(open_at(desk, "new"))
    desk.date_input(key=key(desk, "date_earliest")).set_value(None).run()
    assert "on_or_before" in told(desk)
    desk.selectbox(key=key(desk, "time_precision")).set_value(v.TimePrecision.ON_OR_BEFORE).run()
    assert told(desk) == ""


def test_no_reason_no_save(desk: AppTest) -> None:
    fill_in(open_at(desk, "new"))
    save(desk, " ")
    assert "Say why" in told(desk)
    assert session.store().state() == 1


def test_a_text_is_held_its_words_marked_and_what_rests_on_it_goes_with_it(
    desk: AppTest, marked: list[tuple[int, int]]
) -> None:
    text = "Drones fell on the depot,\r\nsaid «قال» the mayor. 🚀 Nobody was hurt."
    fill_in(open_at(desk, "new"))
    desk.text_area(key=key(desk, "pasted")).set_value(text).run()
    desk.button(key=key(desk, "hold")).click().run()
    marked.append((text.index("🚀"), len(text)))
    desk.run()
    desk.button(key=key(desk, "add", "casualties")).click().run()
    assert told(desk) == "", "a row is not wrong before it is filled in"
    for name, value in (("measure", v.Measure.KILLED), ("of", v.CasualtiesOf.CIVILIANS)):
        next(box for box in desk.selectbox if str(box.key).endswith(f"_{name}")).set_value(value)
    figure = next(box for box in desk.selectbox if str(box.key).endswith("_stated"))
    figure.set_value(v.Stated.NONE).run()
    assert "does not fit" in told(desk), "none said so needs its zeros"
    for name in ("low", "best", "high"):
        next(box for box in desk.number_input if str(box.key).endswith(f"_{name}")).set_value(0)
    desk.run()
    save(desk)
    assert told(desk) == ""
    made = at(desk)
    record = dossier(made).record
    assert [span.quote for each in record.evidence for span in each.spans] == ["🚀 Nobody was hurt."]
    assert record.casualties[0].citation_id == record.citations[0].citation_id
    assert record.citations[0].citation_id.startswith(f"{made}.c01-")
    assert dossier(made).articles[record.citations[0].article_id or ""].text == text

    desk.button(key=key(desk, "citations", *_numbers(desk, "citations")[:1], "remove")).click().run()
    save(desk, "the wrong paper")
    record = dossier(made).record
    assert (record.citations, record.evidence, record.casualties[0].citation_id) == ((), (), None)


def test_an_untouched_record_has_nothing_to_save(desk: AppTest) -> None:
    open_at(desk, "seed-2")
    save(desk)
    assert "Nothing was changed" in told(desk)
    assert session.store().state() == 1


def test_a_point_of_ones_own(desk: AppTest) -> None:
    fill_in(open_at(desk, "new"))
    desk.radio(key=key(desk, "how")).set_value(place_form.POINT).run()
    assert "no coordinates yet" in told(desk)
    desk.text_input(key=key(desk, "point")).set_value("33 47 12 N 42 26 0 E").run()
    assert "is not a point" in told(desk)
    desk.text_input(key=key(desk, "point")).set_value("33.79, 42.44").run()
    save(desk)
    made = at(desk)
    placement = dossier(made).record.placement
    assert placement is not None
    assert (placement.latitude, placement.longitude, placement.uncertainty_km) == (33.79, 42.44, 10.0)
    assert (placement.geocoder, placement.decided_by) == ("chosen by an analyst", "Rana")


def test_without_a_point_the_geocoder_answers(desk: AppTest) -> None:
    fill_in(open_at(desk, "new"), place_text="somewhere unheard of")
    desk.radio(key=key(desk, "how")).set_value(place_form.POINT).run()
    save(desk)
    placement = dossier(at(desk)).record.placement
    assert placement is not None and placement.place_id is None and placement.reason


def test_other_words_ask_the_geocoder_again(desk: AppTest) -> None:
    open_at(desk, "seed-2")
    assert desk.radio(key=key(desk, "how")).value == place_form.KEPT
    desk.text_input(key=key(desk, "site")).set_value("Al-Tanf Garrison").run()
    assert desk.radio(key=key(desk, "how")).value == place_form.GEOCODER
    save(desk)
    placed = dossier("seed-2").place
    assert placed is not None and placed.place_id == "site:tanf"


def test_an_unknown_incident_is_told(desk: AppTest) -> None:
    open_at(desk, "nobody")
    assert "no such incident" in desk.info[0].value


def test_same_events_are_confirmed_merged_and_split(desk: AppTest) -> None:
    open_at(desk, "seed-2")
    (same,) = dossier("seed-2").same_events
    other = next(each for each in same.incident_ids if each != "seed-2")
    desk.text_input(key="relations_seed-2_why").set_value("same base, same night").run()
    desk.button(key=f"relation Confirm {'|'.join(same.incident_ids)} suggested").click().run()
    assert dossier("seed-2").same_events[0].status is v.SameEventStatus.CONFIRMED
    before = len(dossier("seed-2").record.citations)
    desk.button(key=f"relation merge {other}").click().run()
    assert told(desk) == ""
    assert len(dossier("seed-2").record.citations) > before
    assert dossier(other).record.incident.merged_into == "seed-2"
    desk.text_input(key="relations_seed-2_why").set_value("two nights").run()
    desk.button(key=f"relation split {other}").click().run()
    assert dossier(other).record.incident.status is v.Status.CONFIRMED
    assert len(dossier("seed-2").record.citations) == before


def test_the_map_drops_what_is_rejected_and_takes_it_back(desk: AppTest) -> None:
    desk.switch_page("../../pages/map.py")
    desk.query_params["incident"] = "seed-2"
    desk.run()
    desk.text_input(key="reject_seed-2_1_why").set_value("a rumour").run()
    desk.button(key="reject_seed-2_1_now").click().run()
    assert dossier("seed-2").record.incident.status is v.Status.REJECTED
    assert len(desk.dataframe[0].value) == 150
    desk.text_input(key="restore_seed-2_2_why").set_value("confirmed after all").run()
    desk.button(key="restore_seed-2_2_now").click().run()
    assert len(desk.dataframe[0].value) == 151
    assert [each.why for each in dossier("seed-2").history[-2:]] == ["a rumour", "confirmed after all"]


def _numbers(app: AppTest, part: str) -> list[str]:
    stem = key(app, part, "")
    return sorted(
        {str(box.key).removeprefix(stem).partition("_")[0] for box in app.text_input if str(box.key).startswith(stem)}
    )


def test_two_sources_of_one_publisher_stay_apart(desk: AppTest) -> None:
    with session.store().reading() as connection:
        before = reading.records(connection, ["seed-2"])["seed-2"]
    sources = tuple(Citation(f"seed-2.{each}", "seed-2", title=each, publisher="Reuters") for each in ("a", "b"))
    figure = Casualties("seed-2", v.Measure.KILLED, v.CasualtiesOf.TARGETS, v.Stated.NUMBER, 1, citation_id="seed-2.a")
    more = replace(before, citations=(*before.citations, *sources), casualties=(figure,))
    save_records(session.store(), [(before, more)], "Rana", "two of Reuters")
    open_at(desk, "seed-2")
    desk.text_input(key=key(desk, "target")).set_value("a tower")
    save(desk)
    found = dossier("seed-2").record
    assert (found.incident.target, found.casualties) == ("a tower", (figure,))


def test_a_relation_is_chosen(desk: AppTest) -> None:
    fill_in(open_at(desk, "new"), site="Ain al-Asad Air Base")
    desk.selectbox(key=key(desk, "place_relation")).set_value(v.PlaceRelation.NEAR).run()
    save(desk)
    found = dossier(at(desk))
    assert found.place is not None and found.place.place_id == "site:ain-al-asad@near"


def test_a_point_of_ones_own_outlives_a_mended_word(desk: AppTest) -> None:
    fill_in(open_at(desk, "new"), site="Ain al-Asad Air Bse")
    desk.radio(key=key(desk, "how")).set_value(place_form.POINT).run()
    desk.text_input(key=key(desk, "point")).set_value("33.1, 42.1").run()
    save(desk)
    desk.text_input(key=key(desk, "site")).set_value("Ain al-Asad Air Base").run()
    save(desk, "a typo")
    placement = dossier(at(desk)).record.placement
    assert placement is not None and placement.latitude == 33.1


def test_what_others_saved_is_merged_and_my_place_stays(desk: AppTest) -> None:
    open_at(desk, "seed-2")
    desk.text_input(key=key(desk, "site")).set_value("Al-Tanf Garrison").run()
    before = dossier("seed-2").record
    theirs = replace(before, incident=replace(before.incident, notes="theirs"))
    save_records(session.store(), [(before, theirs)], "Omar", "a note")
    desk.run()
    desk.button(key="go_on").click().run()
    save(desk)
    found = dossier("seed-2")
    assert (found.record.incident.notes, found.place and found.place.place_id) == ("theirs", "site:tanf")
