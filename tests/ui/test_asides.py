"""What is typed beside the forms is kept as they are: reasons in popovers, half-made decisions, changes of many."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from incidentmap.ui.shared import asides, first_values
from tests.ui.program import editing
from tests.ui.tabs import Tabs, answer, by_somebody, offered, stored


def key_of(widgets: Iterable[Any], end: str) -> str:
    return next(str(each.key) for each in widgets if str(each.key).endswith(end))


def test_a_reason_typed_in_a_popover_comes_back_and_goes_once_it_is_used(tabs: Tabs) -> None:
    first = tabs.open("history", "first")
    why = key_of(first.text_input, "_why")
    first.text_input(key=why).set_value("it was another day").run()
    first.switch_page("../../pages/sources.py").run()
    first.switch_page("../../pages/history.py").run()
    assert first.text_input(key=why).value == "it was another day"
    assert [work.subject for work in tabs.kept()] == ["reason:all"]

    again = tabs.open("history", "second")
    assert again.text_input(key=why).value == ""
    answer(again, "Go on with it")
    assert again.text_input(key=why).value == "it was another day"


def field_of(app: Any, begin: str) -> Any:
    (found,) = [each for each in app.text_input if str(each.key).startswith(begin) and str(each.key).endswith("_why")]
    return found


@pytest.mark.parametrize("begin", ["undo_all_", "undo_2_"])
@pytest.mark.parametrize("meanwhile", [True, False])  # before the page is told of what was typed, or after
def test_a_reason_outlives_what_others_save_and_goes_once_it_is_used(tabs: Tabs, begin: str, meanwhile: bool) -> None:
    by_somebody(target="a depot")
    first = tabs.open("history", "first")
    was = field_of(first, begin).set_value("it was another day")
    if not meanwhile:
        first.run()
    by_somebody(summary="seen again")
    Tabs.fine(first.run())
    now = field_of(first, begin)
    assert (now.key != was.key, now.value) == (True, "it was another day")
    assert [work.subject for work in tabs.kept()] == ["reason:all"]

    again = tabs.open("history", "second")
    answer(again, "Go on with it")
    by_somebody(summary="seen once more")
    Tabs.fine(again.run())
    assert field_of(again, begin).value == "it was another day"
    key = str(field_of(again, begin).key).removesuffix("_why")
    Tabs.fine(again.button(key=f"{key}_now").click().run())
    assert not again.error
    assert field_of(again, begin).value == ""
    assert tabs.kept() == []


def test_a_reason_for_a_status_outlives_what_others_save(tabs: Tabs) -> None:
    first = tabs.open("map", "first", incident="X-1")
    editing(first).run()
    was = field_of(first, "reject_X-1").set_value("a rumour")
    first.run()
    by_somebody(target="a depot")
    Tabs.fine(first.run())
    now = field_of(first, "reject_X-1")
    assert (now.key != was.key, now.value) == (True, "a rumour")


def test_a_place_half_decided_comes_back(tabs: Tabs) -> None:
    first = tabs.open("places", "first", room="decide")
    shown = str(first.selectbox(key="decide_incident").value)
    for end, text in (("_other", "the old depot"), ("_point", "32.0, 36.0"), ("_sign_why", "the report names it")):
        first.text_input(key=key_of(first.text_input, end)).set_value(text).run()
    first.checkbox(key=key_of(first.checkbox, "_remember")).set_value(True).run()
    first.text_input(key=key_of(first.text_input, "_words")).set_value("old depot").run()
    assert [work.subject for work in tabs.kept()] == [f"place:{shown}"]

    again = tabs.open("places", "second", room="decide")
    assert again.text_input(key=key_of(again.text_input, "_point")).value == ""
    assert len(offered(again)) == 1
    answer(again, "Go on with it")
    held = {end: again.text_input(key=key_of(again.text_input, end)).value
            for end in ("_other", "_point", "_sign_why", "_words")}  # fmt: skip
    assert held == {
        "_other": "the old depot", "_point": "32.0, 36.0", "_sign_why": "the report names it", "_words": "old depot",
    }  # fmt: skip
    Tabs.fine(again.button(key=key_of(again.button, "_use")).click().run())
    if any(each.key == "place_save" for each in again.button):
        Tabs.fine(again.button(key="place_save").click().run())
    assert stored(shown).placement is not None
    assert tabs.kept() == []


def test_what_a_field_began_with_is_nothing_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    state: dict[str, object] = {}
    for module in (asides, first_values):
        monkeypatch.setattr(module.st, "session_state", state)
    asides.hold(asides.MANY, asides.ALL, "field", "bulk_field", "weapon")
    assert (state["bulk_field"], list(asides.bodies(asides.MANY))) == ("weapon", [])
    state["bulk_field"] = "target"
    ((about, body),) = asides.bodies(asides.MANY)
    asides.let_go(asides.MANY, asides.ALL)
    assert list(asides.bodies(asides.MANY)) == [] and "bulk_field" not in state
    asides.take_up(asides.MANY, about, body)
    assert list(asides.bodies(asides.MANY)) == [(about, body)]  # also before its field is drawn
    asides.hold(asides.MANY, asides.ALL, "field", "bulk_field", "weapon")
    assert state["bulk_field"] == "target"
    with pytest.raises(ValueError, match="1"):
        asides.take_up(asides.MANY, about, "1")
