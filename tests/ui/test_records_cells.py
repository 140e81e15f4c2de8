"""Cells of the table of records: what is typed waits, is checked and said, and gives way to nobody in silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from incidentmap.model import Record
from incidentmap.model import vocabulary as v
from incidentmap.ui.records import change_review
from incidentmap.ui.shared import session
from tests.records import citation, incident, placement
from tests.ui.records_table import (
    FIRST,
    PAGE,
    SECOND,
    by_somebody,
    edit_cells,
    page,
    preview,
    sign,
    stored,
)

__all__ = ["page"]


def test_cells_wait_through_filters_and_pages(page: AppTest) -> None:
    edit_cells(page, {0: {"outcome": "hit", "notes": "seen"}})
    expected = [(FIRST, "Outcome", "not stated", "Hit"), (FIRST, "Notes", "not stated", "seen")]
    assert preview(page) == expected
    page.multiselect(key="countries").set_value(["JO"]).run()
    page.switch_page("../../pages/map.py").run()
    page.switch_page(PAGE).run()
    assert preview(page) == expected
    page.button(key="clear").click().run()
    assert list(page.data_editor[0].value["outcome"]) == ["hit", "not_stated"]
    edit_cells(page, {1: {"target": "a depot"}})
    sign(page)
    assert (stored()[FIRST].incident.notes, stored()[SECOND].incident.target) == ("seen", "a depot")


def test_a_cell_typed_while_somebody_saves_is_kept(page: AppTest) -> None:
    page.toggle(key="records_edit").set_value(True).run()
    by_somebody(SECOND, notes="his")
    edit_cells(page, {0: {"outcome": "hit"}})
    assert list(page.data_editor[0].value["notes"]) == ["", "his"]
    assert preview(page) == [(FIRST, "Outcome", "not stated", "Hit")]


def test_discarded_cells_do_not_come_back(page: AppTest) -> None:
    edit_cells(page, {0: {"outcome": "hit"}})
    page.button(key="records_discard").click().run()
    assert preview(page) == []
    page.run()
    assert preview(page) == []
    assert list(page.data_editor[0].value["outcome"]) == ["not_stated", "not_stated"]


def test_typed_cells_are_there_when_the_table_is_drawn_again(page: AppTest) -> None:
    edit_cells(page, {0: {"outcome": "hit"}})
    page.toggle(key="records_edit").set_value(False).run()
    page.toggle(key="records_edit").set_value(True).run()
    assert list(page.data_editor[0].value["outcome"]) == ["hit", "not_stated"]


def test_typing_on_over_what_somebody_saved_does_not_hide_it(page: AppTest) -> None:
    edit_cells(page, {0: {"outcome": "hit"}})
    by_somebody(FIRST, notes="his")
    page.run()
    edit_cells(page, {0: {"weapon": "mine"}})
    assert page.button(key="records_save").disabled
    page.button(key="records_renew").click().run()
    sign(page)
    found = stored()[FIRST].incident
    assert (found.outcome, found.weapon, found.notes) == (v.Outcome.HIT, "mine", "his")


def test_a_cell_set_back_is_no_change(page: AppTest) -> None:
    edit_cells(page, {0: {"outcome": "hit"}})
    edit_cells(page, {0: {"outcome": "not_stated"}})
    assert preview(page) == []


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"outcome": None}, "X-1: “Outcome”"),
        ({"notes": "a\0b"}, "X-1: “Notes”"),
        ({"status": "merged"}, "X-1: “Status”"),
    ],
)
def test_what_a_field_cannot_hold_is_named_and_stops_the_save(
    page: AppTest, cells: dict[str, str | None], told: str
) -> None:
    edit_cells(page, {0: cells, 1: {"outcome": "hit"}})
    assert told in page.error[0].value.replace("\\", "")
    assert page.button(key="records_save").disabled
    assert preview(page) == [(SECOND, "Outcome", "not stated", "Hit")]


def test_what_somebody_else_changed_is_named_and_nothing_is_saved(page: AppTest) -> None:
    edit_cells(page, {0: {"outcome": "hit", "notes": "mine"}, 1: {"outcome": "hit"}})
    page.text_input(key="records_why").set_value("seen again").run()
    by_somebody(FIRST, notes="his", weapon="his")
    state = session.store().state()
    page.button(key="records_save").click().run()
    assert "X\\-1" in page.warning[0].value
    assert "X\\-2" not in page.warning[0].value
    assert page.button(key="records_save").disabled
    assert session.store().state() == state

    page.button(key="records_renew").click().run()
    assert "both of you changed “Notes”" in page.warning[0].value.replace("\\", "")
    assert preview(page) == [(SECOND, "Outcome", "not stated", "Hit"), (FIRST, "Outcome", "not stated", "Hit")]
    sign(page)
    found = stored()[FIRST].incident
    assert (found.outcome, found.notes, found.weapon, found.version) == (v.Outcome.HIT, "his", "his", 3)


def test_every_kind_of_change_is_said() -> None:
    before = Record(incident(FIRST), placement(FIRST), (citation(FIRST),))
    after = replace(
        before,
        incident=replace(before.incident, tlp=v.Tlp.AMBER_STRICT, target_actors=(), date_latest=date(2023, 11, 2)),
        placement=replace(before.placement, where_prec=v.WherePrec.NEAR),
        citations=(replace(citation(FIRST), title="قال\u202e"),),
    )
    said = {field: (was, becomes) for field, was, becomes in change_review.changed_fields(before, after)}
    assert said.pop("Sources")[1].count("قال�") == 1
    assert said == {
        "TLP": ("not stated", "AMBER+STRICT"),
        "Directed against": ("example-brigade", "not stated"),
        "To": ("1 Nov 2023", "2 Nov 2023"),
        "Precision": ("Exact site", "Near a named place, or a town"),
    }
    away = {
        field: becomes for field, _, becomes in change_review.changed_fields(before, replace(before, placement=None))
    }
    assert set(away.values()) == {"not stated"}
    assert {"Latitude", "Place"} <= set(away)


def test_the_same_words_for_a_field_everywhere(page: AppTest) -> None:
    edit_cells(page, {0: {"weapon_class": "mortar_artillery", "outcome": "partly_intercepted"}})
    assert preview(page) == [
        (FIRST, "Outcome", "not stated", "Partly intercepted"),
        (FIRST, "Weapon class", "not stated", "Mortar or artillery"),
    ]
