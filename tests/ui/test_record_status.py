"""What becomes of one record: confirmed to be the same as another, merged, split, rejected and restored."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from incidentmap.model import vocabulary as v
from tests.ui.program import editing
from tests.ui.record_form import dossier, open_at, told


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
    editing(desk).switch_page("../../pages/map.py")
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
