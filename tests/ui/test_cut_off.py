"""What a browser that was cut off holds in its fields is heard by the session that draws its form anew.

The states of its fields are sent as Streamlit's own browser sends them: each choice by the line that it shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.testing.v1 import AppTest

from incidentmap.model import Attribution
from incidentmap.model import vocabulary as v
from incidentmap.ui.shared import small_map
from incidentmap.ui.unsaved_work import visitor
from tests.browser.worlds import store_at
from tests.records import ACTOR, ARTICLE, PLACE, citation, evidence, incident, placement
from tests.ui.program import Drawn, start
from tests.ui.tabs import PAGES, TOTAL, Tabs

OTHER = replace(ACTOR, actor_id="other", name="Other Brigade", name_ar="", aliases=("Second Wing",))
CLAIM = Attribution("X-1", ACTOR.actor_id, v.AttributionBasis.CLAIMED, v.Stance.ASSERTS)


@pytest.fixture
def cut(tmp_path: Path, drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tabs]:
    monkeypatch.setattr(small_map, "st_folium", lambda *_, **__: None)
    monkeypatch.setenv("INCIDENTMAP_ANALYST", "Rana")
    store_at(
        tmp_path, ACTOR, OTHER, ARTICLE, PLACE, TOTAL, incident(), citation(), evidence(), placement(), CLAIM
    )  # fmt: skip
    made = Tabs(tmp_path)
    monkeypatch.setattr(visitor, "this_session", lambda: made.now)
    monkeypatch.setattr(visitor, "session_before", lambda: made.before)
    for _ in start(tmp_path, monkeypatch):
        yield made


def ending(elements: Iterable[Any], end: str) -> Any:
    return next(each for each in elements if str(each.key).endswith(end))


def line(element: Any, name: str) -> str:
    """Give the line of a choice that shows a name."""
    return next(str(each) for each in element.options if name in each)


def cut_off(tabs: Tabs, page: str, address: dict[str, str], *held: WidgetState) -> AppTest:
    """Draw a page in a new session, for a browser that still shows it and holds this."""
    app = tabs.open("map", "second")
    del app.session_state["unsaved_begun"]  # so that the next run is the first
    tabs.before = "first"
    app.switch_page(PAGES.format(page))
    for name, value in address.items():
        app.query_params[name] = value
    return Tabs.fine(app._run(WidgetStates(widgets=held)))


def holding(element: Any, text: str | list[str]) -> WidgetState:
    state = WidgetState(id=element.id)
    if isinstance(text, list):
        state.string_array_value.data[:] = text
    else:
        state.string_value = text
    return state


def test_choices_by_any_name_a_place_and_a_reason_are_heard(cut: Tabs) -> None:
    first = cut.open("record", "first", incident="X-1")
    first.text_input(key="edit_X-1_target").set_value("typed before").run()
    groups, who = ending(first.multiselect, "_target_actors"), ending(first.selectbox, "_actor_id")
    how, why = first.radio(key="edit_X-1_how"), first.text_input(key="edit_X-1_sign_why")
    pasted = first.text_area(key="edit_X-1_pasted")
    again = cut_off(
        cut, "record", {"incident": "X-1"},
        holding(groups, [line(groups, "Example Brigade"), line(groups, "Second Wing →")]),
        holding(who, line(who, "Second Wing →")),
        holding(how, line(how, "By the geocoder")),
        holding(why, "a reason"), holding(pasted, "its text"),
    )  # fmt: skip
    assert again.text_input(key="edit_X-1_target").value == "typed before"
    assert ending(again.multiselect, "_target_actors").value == [ACTOR.actor_id, "other"]
    assert ending(again.selectbox, "_actor_id").value == "other"
    assert again.radio(key="edit_X-1_how").value == "By the geocoder"
    assert again.text_input(key="edit_X-1_sign_why").value == "a reason"
    assert again.text_area(key="edit_X-1_pasted").value == "its text"
    (work,) = cut.kept()
    assert work.session == "second" and "AlsoCalled" not in work.body and '"other"' in work.body


@pytest.mark.parametrize(
    ("typed", "chosen", "asked"),
    [
        ("Other-Brigade", "other", ""),
        ("Othar Brigade", ACTOR.actor_id, "Which one is meant"),
        ("nobody", ACTOR.actor_id, "No group is called"),
    ],
)
def test_a_name_that_is_no_line_is_looked_up(cut: Tabs, typed: str, chosen: str, asked: str) -> None:
    first = cut.open("record", "first", incident="X-1")
    first.text_input(key="edit_X-1_target").set_value("typed before").run()
    who = ending(first.selectbox, "_actor_id")
    again = cut_off(cut, "record", {"incident": "X-1"}, holding(who, typed))
    assert ending(again.selectbox, "_actor_id").value == chosen
    captions = " ".join(each.value for each in again.caption)
    assert asked in captions and ("group is called" in captions or "one is meant" in captions) == bool(asked)


def test_names_and_the_reason_of_a_total_are_heard(cut: Tabs) -> None:
    first = cut.open("totals", "first", total="t-ours")
    first.text_area(key="total_t-ours_note").set_value("a note").run()
    attackers, why = ending(first.multiselect, "_attackers"), first.text_input(key="total_t-ours_sign_why")
    again = cut_off(
        cut, "totals", {"total": "t-ours"}, holding(attackers, ["a new name"]), holding(why, "a reason")
    )  # fmt: skip
    assert ending(again.multiselect, "_attackers").value == ["a new name"]
    assert again.text_input(key="total_t-ours_sign_why").value == "a reason"
