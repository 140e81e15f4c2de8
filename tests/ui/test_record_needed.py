"""What a record needs: marked before anybody misses it, missed all at once, and not before it was tried."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from streamlit.testing.v1 import AppTest

from incidentmap.model import Attribution, Casualties, Citation, Incident
from incidentmap.model import vocabulary as v
from incidentmap.model.field import declared
from incidentmap.ui.shared import session
from tests.ui.record_form import at, dossier, fill_in, key, open_at, save, told


def marked(app: AppTest) -> set[str]:
    widgets: Sequence[Any] = [*app.selectbox, *app.date_input, *app.text_input, *app.text_area, *app.multiselect]
    return {each.label.removesuffix(" *") for each in widgets if each.label.endswith(" *")}


def said(app: AppTest) -> str:
    return told(app).replace("\\", "")  # escaped, as an error reads Markdown


def add(app: AppTest, part: str) -> AppTest:
    return app.button(key=key(app, "add", part)).click().run()


def test_what_is_needed_is_marked(desk: AppTest) -> None:
    open_at(desk, "new")
    assert marked(desk) == {"Category", "Event type", "To", "Why"}
    assert any("are needed" in each.value for each in desk.caption)
    add(add(add(desk, "citations"), "attributions"), "casualties")
    assert marked(desk) == {"Category", "Event type", "To", "Why", "Who", "Basis", "Measure", "Whose"}


def test_what_is_needed_offers_no_not_stated(desk: AppTest) -> None:
    add(open_at(desk, "new"), "attributions")
    for name in ("category", "event_type"):
        assert "Not stated" not in desk.selectbox(key=key(desk, name)).options
    who = next(box for box in desk.selectbox if str(box.key).endswith("_actor_id"))
    assert "Not stated" not in who.options
    assert {who.proto.placeholder, desk.selectbox(key=key(desk, "category")).proto.placeholder} == {"Choose one"}


def test_an_empty_save_says_all_at_once(desk: AppTest) -> None:
    add(open_at(desk, "new"), "casualties")
    save(desk, "")
    assert "“Category”, “Event type” and “To” are empty; fill them in" in said(desk)
    assert "Figure: “Measure” and “Whose” are empty; fill them in, or remove the row" in said(desk)
    assert "Say why, then save again." in said(desk)
    for name in ("category", "event_type", "date_latest"):
        assert f"“{declared(Incident)[name].label}” is empty; fill it in" in said(desk), "also at its field"
    assert session.store().state() == 1


def test_nothing_is_red_before_it_was_tried(desk: AppTest) -> None:
    for part in ("citations", "attributions", "casualties"):
        add(open_at(desk, "new"), part)
    assert told(desk) == ""
    desk.date_input(key=key(desk, "date_latest")).set_value(date(2024, 2, 9)).run()
    next(box for box in desk.selectbox if str(box.key).endswith("_measure")).set_value(v.Measure.KILLED).run()
    next(box for box in desk.text_input if str(box.key).endswith("_publisher")).set_value("The Paper").run()
    assert told(desk) == "", "what is half filled in is not wrong yet"


def test_a_row_that_is_added_after_a_refused_save_is_not_red(desk: AppTest) -> None:
    open_at(desk, "new")
    save(desk, "")
    before = told(desk)
    add(fill_in(desk), "citations")
    assert before
    assert told(desk) == ""
    save(desk, "")
    assert "Source: “Title”, “Address” and “Its text” are all empty" in said(desk)


def test_a_record_without_a_source_says_so(desk: AppTest) -> None:
    save(fill_in(open_at(desk, "new")))
    made = at(desk)
    assert not dossier(made).record.citations
    desk.switch_page("../../pages/map.py")
    desk.query_params["incident"] = made
    desk.run()
    shown = " ".join(str(each.proto.body) for each in desk.get("html"))
    assert "no source is named yet" in shown
    assert "sources are named below" not in shown
    assert any("This incident is in review" in each.value for each in desk.info)


def test_grades_say_of_what_and_on_which_scale() -> None:
    fields = declared(Citation)
    for name, scale in (("source_reliability", "(A–F)"), ("information_credibility", "(1–6)")):
        assert scale in fields[name].label
        assert "Admiralty" in fields[name].caption
    for noun in (Incident, Citation, Attribution, Casualties):
        assert not any("…" in each.label for each in declared(noun).values())


def test_a_status_has_one_name(desk: AppTest) -> None:
    open_at(desk, "new")
    assert "In review" in desk.selectbox(key=key(desk, "status")).options
    assert not any("raft" in option for option in desk.selectbox(key=key(desk, "status")).options)
