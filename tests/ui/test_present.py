"""Present: a view as it stands, slide by slide, with what each says."""

from __future__ import annotations

import json
import re
from pathlib import Path

from streamlit.testing.v1 import AppTest

from incidentmap.model.vocabulary import Tlp
from incidentmap.query import IncidentFilter, apply
from incidentmap.ui.present import presented_title
from tests import stores
from tests.query.world import Case, World, index_of, one
from tests.ui.program import Drawn
from tests.ui.test_map_page import html

PAGE = "../../pages/present.py"


def presented(app: AppTest, **query: str) -> AppTest:
    app.run()
    app.switch_page(PAGE)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


def standing(app: AppTest) -> str:
    (found,) = re.findall(r'im-slide-standing" aria-live="polite">(.*?)</b>', html(app))
    return str(found)


def look(drawn: Drawn) -> list[object]:
    """Give the last wish of the page to look somewhere, as the browser gets it."""
    group = drawn.arguments["feature_group_to_add"][-1]
    (layer,) = group._children.values()
    return list(json.loads(layer.look))


def test_a_view_is_presented_whole_and_then_incident_by_incident(app: AppTest, drawn: Drawn) -> None:
    presented(app, countries="JO")
    assert re.search(r"<h1><bdi>[^<]*Jordan", html(app))
    assert "1 attack" in html(app)
    assert standing(app) == ""
    press(app, "next")
    assert standing(app) == "1 of 1"
    assert "".join(app.query_params["incident"]) == "JO-2024-01-28-01"  # a list, or a text
    assert app.button(key="next").disabled
    assert "tower" in html(app).casefold()
    press(app, "first")
    assert standing(app) == ""


def test_every_slide_is_another_wish_to_look_and_the_map_is_told_to_fly(app: AppTest, drawn: Drawn) -> None:
    presented(app)
    wishes = [look(drawn)]
    for key in ("next", "next", "last", "previous"):
        press(app, key)
        wishes.append(look(drawn))
    numbers = [wish[0] for wish in wishes]
    assert len(set(numbers)) == len(numbers)
    assert all(wish[-1] is True for wish in wishes), "each flies"
    assert [wish[5] for wish in wishes] == [False, True, True, True, True], "each incident is to stand apart"


def test_a_step_is_never_beyond_the_last(app: AppTest) -> None:
    presented(app, countries="JO")
    at = app.session_state["present_progress"]
    press(app, "next")
    at.go(7)
    app.run()
    assert standing(app) == "1 of 1"
    assert app.button(key="last").disabled


def test_words_of_a_source_are_quoted_with_article_and_day(app: AppTest) -> None:
    shown = html(presented(app, incident="seed-2"))
    assert "<blockquote" in shown
    assert "“<bdi>The other strike took place at Ain al-Asad air base" in shown
    assert "22 Nov 2023" in shown


def test_our_own_words_are_said_to_be_ours_and_denials_and_ranges_are_said(app: AppTest) -> None:
    shown = html(presented(app, incident="IQ-2019-12-27-01"))
    assert "Our own words. Sources: " in shown
    assert "denied: not <bdi>Kataib Hezbollah</bdi>" in shown
    assert "Killed, of the side that was hit: 1 American" in shown


def test_what_is_not_marked_is_said_so_and_never_said_to_be_clear(app: AppTest) -> None:
    shown = html(presented(app))
    assert "not marked" in shown
    assert "TLP:" not in shown


def test_the_marking_is_the_strictest_of_the_map_and_the_words(tmp_path: Path) -> None:
    store = stores.empty_at(tmp_path / stores.FILE)
    cases = tuple(Case(one(incident_id=f"x-{tlp}", tlp=tlp)) for tlp in (None, Tlp.GREEN))
    view = apply(index_of(store, World(cases)), IncidentFilter())
    assert "TLP:GREEN</span>; 1 not marked" in presented_title.marking_words(view, [])
    assert "TLP:RED</span>; 1 not marked" in presented_title.marking_words(view, [Tlp.RED])
    store.close()


def test_nothing_that_edits_is_in_sight(app: AppTest) -> None:
    presented(app, incident="seed-2")
    assert {each.key for each in app.button} == {"first", "previous", "next", "last"}
    assert not app.toggle
    assert not app.text_input
