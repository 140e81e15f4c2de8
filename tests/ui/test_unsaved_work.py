"""What is typed outlives a reload, a crash and a lost connection: kept, offered, restored, saved, and then gone."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from incidentmap.store import database, unsaved_file
from incidentmap.store.unsaved_file import KEPT_FOR, UnsavedWork
from incidentmap.ui.shared import session
from tests.ui.tabs import Tabs, answer, offered, save, stored, typed, value

PASTED = "Dateline. They said «قال».\r\n  "


def test_what_was_typed_is_offered_after_a_reload_restored_saved_and_gone(tabs: Tabs) -> None:
    begun = datetime.now(UTC)
    first = tabs.open("record", "first", incident="X-1")
    assert not offered(first) and not tabs.kept()
    typed(first, "target", "a depot")
    typed(first, "pasted", PASTED)
    typed(first, "sign_why", "read in the paper")
    assert session.store().state() == 1

    again = tabs.open("record", "second", incident="X-1")
    assert value(again, "target") == ""
    (said,) = offered(again)
    assert any(f"{moment:%b}" in said for moment in (begun, datetime.now(UTC))) and "kept until" in said
    answer(again, "Go on with it")
    assert not offered(again)
    assert (value(again, "target"), value(again, "pasted")) == ("a depot", PASTED)
    assert value(again, "sign_why") == "read in the paper"
    again.button(key="save").click().run()
    assert stored().incident.target == "a depot"
    assert tabs.kept() == []
    assert not offered(tabs.open("record", "third", incident="X-1"))


def test_it_is_discarded_when_somebody_says_so(tabs: Tabs) -> None:
    typed(tabs.open("record", "first", incident="X-1"), "target", "a depot")
    again = answer(tabs.open("record", "second", incident="X-1"), "Discard it")
    assert not offered(again) and tabs.kept() == []
    assert stored().incident.target == ""


def test_discarding_changes_in_the_form_lets_go_of_them(tabs: Tabs) -> None:
    first = typed(tabs.open("record", "first", incident="X-1"), "target", "a depot")
    assert len(tabs.kept()) == 1
    first.button(key="discard").click().run()
    assert tabs.kept() == []


def test_what_is_typed_and_taken_back_is_not_kept(tabs: Tabs) -> None:
    first = typed(tabs.open("record", "first", incident="X-1"), "target", "a depot")
    typed(first, "target", "")
    assert tabs.kept() == []


def test_after_thirty_days_it_is_deleted_and_said(tabs: Tabs, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(tabs.open("record", "first", incident="X-1"), "target", "a depot")
    monkeypatch.setattr(unsaved_file, "_now", lambda: datetime.now(UTC) + KEPT_FOR + timedelta(hours=1))
    again = tabs.open("record", "second", incident="X-1")
    assert not offered(again) and tabs.kept() == []
    assert any("30 days was deleted" in each.value and "X\\-1" in each.value for each in again.info)
    answer(again, "I have read this")
    assert not any("was deleted" in each.value for each in tabs.open("record", "third", incident="X-1").info)


def test_what_this_version_cannot_read_is_shown_and_stays(tabs: Tabs) -> None:
    UnsavedWork(tabs.home / "unsaved.sqlite").keep("analyst Rana", "record:X-1", "old", '{"shape": "another"}')
    again = answer(tabs.open("record", "second", incident="X-1"), "Go on with it")
    assert any("another" in each.value for each in again.code)
    assert len(tabs.kept()) == 1


def test_a_file_that_cannot_be_written_costs_the_page_nothing_and_is_said(tabs: Tabs) -> None:
    (tabs.home / "unsaved.sqlite").write_bytes(b"somebody's notes " * 100)
    first = typed(tabs.open("record", "first", incident="X-1"), "target", "a depot")
    assert any("would be lost by a reload" in each.value for each in first.warning)
    save(first)
    assert stored().incident.target == "a depot"


def test_who_waits_for_another_writer_is_told_to_save_again_and_keeps_all(
    tabs: Tabs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    first = typed(tabs.open("record", "first", incident="X-1"), "target", "a depot")
    holder = sqlite3.connect(tabs.home / "incidents.sqlite", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    save(first)
    assert any("Press Save again" in each.value for each in first.error)
    assert value(first, "target") == "a depot" and value(first, "sign_why") == "because"
    assert len(tabs.kept()) == 1
    holder.rollback()
    holder.close()
    Tabs.fine(first.button(key="save").click().run())
    assert stored().incident.target == "a depot"
