"""Unsaved work of the other pages: totals, corrections of articles, cells that wait."""

from __future__ import annotations

from dataclasses import replace

from streamlit.testing.v1 import AppTest

from incidentmap.desk import save as save_records
from incidentmap.store import reading
from incidentmap.ui.shared import session
from tests.records import ARTICLE
from tests.ui.tabs import PAGES, Tabs, answer, by_somebody, offered, save, stored, typed, value


def test_a_total_is_offered_and_restored(tabs: Tabs) -> None:
    of = "total_t-ours"
    typed(tabs.open("totals", "first", total="t-ours"), "note", "a note", of)
    elsewhere = tabs.open("totals", "second")
    assert not offered(elsewhere)
    assert any("also kept" in each.value for each in elsewhere.caption)
    again = answer(tabs.open("totals", "third", total="t-ours"), "Go on with it")
    assert value(again, "note", of) == "a note"
    save(again, of)
    with session.store().reading() as connection:
        (held,) = reading.aggregates(connection)
    assert held.note == "a note"
    assert tabs.kept() == []


def test_a_story_is_offered_and_restored_with_what_was_added_on_the_map(tabs: Tabs) -> None:
    first = tabs.open("map", "first", incident="X-1")
    Tabs.fine(first.button(key="add_to_story").click().run())
    assert [each.subject for each in tabs.kept()] == ["story:new"]
    again = answer(tabs.open("briefing", "second", story="new"), "Go on with it")
    typed(again, "title", "January", "story_new")
    save(again, "story_new")
    with session.store().reading() as connection:
        (held,) = reading.stories(connection)
    assert (held.title, [each.incident_id for each in held.steps]) == ("January", ["X-1"])
    assert tabs.kept() == []


def test_the_correction_of_an_article_is_offered_and_outlives_other_pages(tabs: Tabs) -> None:
    of = f"correct_{ARTICLE.article_id}"
    first = typed(tabs.open("sources", "first"), "publisher", "Gazette", of)
    first.switch_page(PAGES.format("history")).run()
    first.switch_page(PAGES.format("sources")).run()
    assert value(first, "publisher", of) == "Gazette"
    assert len(tabs.kept()) == 1
    again = answer(tabs.open("sources", "second"), "Go on with it")
    assert value(again, "publisher", of) == "Gazette"
    typed(again, "_why", "as printed", of)
    Tabs.fine(again.button(key=f"{of}_save").click().run())
    with session.store().reading() as connection:
        (held,) = reading.articles(connection)
    assert (held.publisher, held.title) == ("Gazette", ARTICLE.title)
    assert tabs.kept() == []


def cell(app: AppTest, row: int, **cells: str) -> AppTest:
    if not app.toggle(key="editing").value:
        app.toggle(key="editing").set_value(True).run()
    if not app.toggle(key="records_edit").value:
        app.toggle(key="records_edit").set_value(True).run()
    app.session_state[app.session_state["cells_drawn"].key] = {
        "edited_rows": {row: cells}, "added_rows": [], "deleted_rows": []
    }  # fmt: skip
    return Tabs.fine(app.run())


def waiting(app: AppTest) -> set[tuple[str, ...]]:
    found = [each.value for each in app.dataframe if "Before" in each.value]
    return {tuple(row) for row in found[0].itertuples(index=False)} if found else set()


def test_cells_that_wait_are_kept_at_once_and_put_on_what_the_store_holds_then(tabs: Tabs) -> None:
    first = tabs.open("records", "first")
    cell(first, 0, target="a depot")
    ((name, *_),) = waiting(first)
    assert len(tabs.kept()) == 1
    if name == "X-1":
        by_somebody(weapon="theirs")
    again = tabs.open("records", "second")
    assert waiting(again) == set()
    answer(again, "Go on with it")
    assert {(who, after) for who, *_, after in waiting(again)} == {(name, "a depot")}
    again.text_input(key="records_why").set_value("seen again").run()
    Tabs.fine(again.button(key="records_save").click().run())
    assert stored(str(name)).incident.target == "a depot"
    assert tabs.kept() == []


def test_of_a_cell_that_both_changed_theirs_stays_and_the_reader_is_told(tabs: Tabs) -> None:
    first = cell(tabs.open("records", "first"), 0, target="mine")
    ((name, *_),) = waiting(first)
    before = stored(str(name))
    after = replace(before, incident=replace(before.incident, target="theirs"))
    save_records(session.store(), [(before, after)], "he", "meanwhile")
    again = answer(tabs.open("records", "second"), "Go on with it")
    assert any("Somebody else changed meanwhile" in each.value for each in again.warning)
    again.button(key="records_renew").click().run()
    assert any("both of you changed" in each.value and "Target" in each.value for each in again.warning)
