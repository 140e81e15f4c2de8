"""Whose unsaved work it is: of a tab that was cut off, of two tabs, of another analyst."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit as st

from incidentmap.ui.unsaved_work import visitor
from tests.ui.tabs import Tabs, answer, by_somebody, offered, save, stored, typed, value


def test_a_tab_that_was_cut_off_goes_on_by_itself(tabs: Tabs) -> None:
    first = typed(tabs.open("record", "first", incident="new"), "target", "a depot", "edit_new")
    first.button(key="edit_new_add_citations").click().run()
    row = next(str(each.key) for each in first.text_input if str(each.key).startswith("edit_new_citations_"))
    typed(first, row.removeprefix("edit_new_"), "Gazette", "edit_new")

    again = tabs.open("record", "second", before="first", incident="new")
    assert any("The connection was lost" in each.value for each in again.info)
    assert value(again, "target", "edit_new") == "a depot"
    assert again.text_input(key=row).value == "Gazette"
    assert not offered(again)
    assert {(work.session, work.subject) for work in tabs.kept()} == {("second", "record:new")}
    answer(again, "I have read this")
    assert not any("The connection was lost" in each.value for each in again.info)


def test_work_of_an_analyst_who_used_the_tab_before_is_not_handed_on(
    tabs: Tabs, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(tabs.open("record", "first", incident="X-1"), "target", "a depot")
    monkeypatch.setattr(visitor, "owner", lambda: "analyst Omar")
    again = tabs.open("record", "second", before="first", incident="X-1")
    assert value(again, "target") == "" and not offered(again)
    assert len(tabs.kept()) == 1


def test_two_tabs_keep_one_each_and_offer_the_other(tabs: Tabs) -> None:
    hers = typed(tabs.open("record", "first", incident="X-1"), "target", "in the first")
    other = typed(tabs.open("record", "second", incident="X-1"), "target", "in the second")
    assert len(offered(other)) == 1
    tabs.look_at("first")
    typed(hers, "weapon", "more in the first")
    assert len(offered(hers)) == 1
    assert {work.session for work in tabs.kept()} == {"first", "second"}

    tabs.look_at("second")
    answer(other, "Go on with it")
    assert value(other, "weapon") == "more in the first"
    (aside,) = [work for work in tabs.kept() if work.session != "second"]
    assert "in the second" in aside.body
    answer(other, "Go on with it")
    assert value(other, "target") == "in the second"
    tabs.look_at("first")
    typed(hers, "weapon", "still typing")
    assert {"first", "second"} < {work.session for work in tabs.kept()}


def test_what_somebody_else_saved_meanwhile_is_merged(tabs: Tabs) -> None:
    typed(tabs.open("record", "first", incident="X-1"), "target", "mine")
    by_somebody(weapon="theirs")
    again = answer(tabs.open("record", "second", incident="X-1"), "Go on with it")
    again.button(key="go_on").click().run()
    save(again)
    assert (stored().incident.target, stored().incident.weapon) == ("mine", "theirs")


def test_who_is_named_by_nobody_is_known_by_the_browser(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("INCIDENTMAP_HOME", str(tmp_path))
    monkeypatch.delenv("INCIDENTMAP_ANALYST", raising=False)
    st.cache_resource.clear()
    cookies = {visitor.BROWSER_COOKIE: "a" * 32}
    headers = {"Sec-WebSocket-Protocol": "streamlit, PLACEHOLDER_AUTH_TOKEN, its-last-session"}
    monkeypatch.setattr(
        visitor.st, "context", SimpleNamespace(cookies=cookies, headers=headers, timezone="Asia/Baghdad")
    )
    assert visitor.owner() == f"browser {'a' * 32}"
    assert visitor.session_before() and "its-last-session" not in visitor.session_before()
    assert visitor.local(datetime(2026, 11, 29, 11, 5, tzinfo=UTC)) == "29 Nov, 14:05"
    headers["Sec-WebSocket-Protocol"] = "streamlit, PLACEHOLDER_AUTH_TOKEN"
    cookies[visitor.BROWSER_COOKIE] = "short; forged"
    assert visitor.session_before() == ""
    assert visitor.owner() == visitor.alone(visitor.this_session())
    st.cache_resource.clear()
