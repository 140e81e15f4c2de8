"""The map page as one looks at it: its title, the panel's order, where the map looks, and no buttons that edit."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from incidentmap.model import Article, article_id_of
from incidentmap.model import vocabulary as v
from incidentmap.query import Marking
from incidentmap.ui.map import step_bar
from incidentmap.ui.shared import incident_panel, session, view_title
from tests.browser import seeds
from tests.browser.worlds import store_at
from tests.records import ACTOR, ARTICLE, PLACE, incident, placement
from tests.ui.program import Drawn, editing, start
from tests.ui.test_map_page import html

OPENED = "IQ-2024-01-08-01"


def title(app: AppTest) -> str:
    return next(text for block in app.get("html") if "im-title" in (text := str(block.proto.body)))


def looks(drawn: Drawn) -> tuple[list[float] | None, list[float] | None]:
    """Give what the map was handed beside its marks: where to look, and what is left out."""
    layers = [each for group in drawn.arguments["feature_group_to_add"] for each in group._children.values()]
    (found,) = (each for each in layers if hasattr(each, "left_out"))
    return json.loads(found.look), json.loads(found.left_out)


def offered(app: AppTest) -> set[str]:
    return {each.label for each in app.get("page_link")} | {str(each.key) for each in app.button}


def test_the_title_says_the_filter_in_words_and_the_date_of_the_data(app: AppTest) -> None:
    app.run()
    assert "All incidents" in title(app) and "as of 10 Feb 2024" in title(app)
    app.multiselect(key="countries").set_value(["JO"]).run()
    assert "Country: Jordan" in title(app)
    assert "TLP" not in title(app)
    app.switch_page("../../pages/records.py").run()
    assert "Country: Jordan" in title(app) and "as of 10 Feb 2024" in title(app)


@pytest.mark.parametrize("said", ["<b>الأسد</b> in Anbar", "a; b"])
def test_words_of_a_search_are_only_words_in_the_title(said: str) -> None:
    written = str(view_title.title(said, date(2024, 2, 10), Marking(v.Tlp.AMBER_STRICT, 1), 4))
    assert "<b>الأسد" not in written
    assert "TLP:AMBER+STRICT" in written and "; 3 not marked" in written
    assert "as of" not in view_title.title(said, None, None, 0)
    assert "not marked" in view_title.title(said, None, None, 2)
    assert "not marked" not in view_title.title(said, None, Marking(v.Tlp.RED, 4), 4)


def test_an_article_without_a_name_goes_by_its_first_whole_words() -> None:
    for text, name in (
        ("date 2023-11-22\n\nIn a significant development, the United States military struck again.",
         "date 2023-11-22 In a significant development, the United"),
        ("ا" * 90, "ا" * 60),
    ):  # fmt: skip
        assert f"{name}</bdi> …" in incident_panel.article_name(Article(article_id_of(text), text))


@pytest.fixture
def marked(tmp_path: Path, drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    store_at(
        tmp_path, ACTOR, ARTICLE, PLACE,
        incident("X-1", tlp=v.Tlp.AMBER), placement("X-1"), incident("X-2", country="JO"), placement("X-2"),
    )  # fmt: skip
    yield from start(tmp_path, monkeypatch)


def test_the_title_carries_the_marking_of_what_is_shown(marked: AppTest) -> None:
    marked.run()
    assert "TLP:AMBER" in title(marked)
    marked.multiselect(key="countries").set_value(["JO"]).run()
    assert "TLP" not in title(marked) and "not marked" in title(marked)


def test_the_panel_answers_in_the_order_in_which_one_asks(app: AppTest) -> None:
    app.query_params["incident"] = "seed-2"
    app.run()
    heads = [unescape(each) for each in re.findall('<p class="head">(.*?)</p>', html(app))]
    order = ["Who did it", "Casualties", "In the source's words", "Answers", "Sources", "Our notes", "History"]
    assert [next(wanted for wanted in order if each.startswith(wanted)) for each in heads] == [
        each for each in order if any(head.startswith(each) for head in heads)
    ]
    assert {"Who did it", "Casualties", "In the source's words", "Answers", "Sources"} <= {
        wanted for wanted in order for head in heads if head.startswith(wanted)
    }
    assert html(app).index("<h4>") < html(app).index("Who did it")


def test_the_bar_says_where_one_stands_among_all_shown(app: AppTest) -> None:
    app.query_params["incident"] = seeds.in_time_order()[1]
    app.run()
    assert "<b>2</b> of 151" in html(app)
    app.button(key="close").click().run()
    assert "151 shown" in html(app)
    assert step_bar.step_position(None, 12_000) == "12,000 shown"


def test_the_list_of_a_mark_says_where_one_stands_in_it(app: AppTest) -> None:
    there = [name for name in seeds.in_time_order() if name in seeds.at_site("Ain al-Asad Air Base")]
    app.query_params["incident"] = [name for name in there if name in seeds.of_category("attack")][1]
    app.run()
    of_the_mark = len(app.radio[0].options)
    assert any(re.match(rf"\*\*\d+ of {of_the_mark}, ", each.value) for each in app.markdown)


def test_a_step_asks_the_map_to_bring_the_mark_apart(app: AppTest, drawn: Drawn) -> None:
    app.query_params["incident"] = OPENED
    app.run()
    first, left_out = looks(drawn)
    assert first is not None and left_out is None
    app.run()
    assert looks(drawn)[0] == first  # nobody asked again
    app.button(key="next").click().run()
    second, _ = looks(drawn)
    assert second is not None and second[0] == first[0] + 1 and second[5] is True
    app.button(key="reset_view").click().run()
    reset, _ = looks(drawn)
    assert reset is not None and reset[3] == 6 and reset[5] is False


def test_the_way_back_from_another_page_moves_no_map(app: AppTest, drawn: Drawn) -> None:
    app.query_params["incident"] = OPENED
    app.run()
    before = looks(drawn)
    app.switch_page("../../pages/sources.py").run()
    app.switch_page("../../pages/map.py").run()
    assert looks(drawn) == before
    assert app.session_state["opened"].incident_id == OPENED


def test_what_the_filter_leaves_out_is_drawn_as_such_and_can_be_shown(app: AppTest, drawn: Drawn) -> None:
    app.query_params |= {"incident": OPENED, "countries": "JO", "categories": "strike"}
    app.run()
    _, left_out = looks(drawn)
    assert left_out is not None and left_out[:2] == pytest.approx([33.79, 42.52], abs=0.05)
    app.button(key="show_left_out").click().run()
    assert looks(drawn)[1] is None
    assert app.multiselect(key="countries").value == []
    assert app.session_state["categories"] == ["strike"]  # this one did not refuse it
    assert not [each for each in app.button if each.key == "show_left_out"]


def test_an_area_that_the_filter_leaves_out_is_drawn_as_its_outline(app: AppTest, drawn: Drawn) -> None:
    app.run()
    held = session.index().incidents
    governorates = held.where_prec == v.WherePrec.GOVERNORATE
    row = next(each for each in np.flatnonzero(governorates) if held.country.values[held.country.codes[each]] == "IQ")
    app.query_params |= {"incident": held.incident_id[int(row)].as_py(), "countries": "JO"}
    app.run()
    _, left_out = looks(drawn)
    assert left_out is not None
    assert str(left_out[3]).endswith(f"/{held.place.values[held.place.codes[row]]}")


@pytest.fixture
def with_a_draft(tmp_path: Path, drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    gone = {"X-2": v.Status.DRAFT, "X-3": v.Status.REJECTED}
    told = [incident(name, status=status) for name, status in gone.items()]
    store_at(tmp_path, ACTOR, ARTICLE, PLACE, incident("X-1"), placement("X-1"), *told, *map(placement, gone))
    yield from start(tmp_path, monkeypatch)


@pytest.mark.parametrize(
    ("opened", "beside_it", "in_the_panel"),
    [("X-2", "in review, no mark", "is in review"), ("X-3", "rejected, no mark", "is rejected")],
)
def test_what_has_no_mark_is_drawn_as_such_and_no_other_mark_stands_for_it(
    with_a_draft: AppTest, drawn: Drawn, opened: str, beside_it: str, in_the_panel: str
) -> None:
    with_a_draft.query_params["incident"] = opened
    with_a_draft.run()
    look, left_out = looks(drawn)
    assert look is not None and left_out is not None
    assert (left_out[:2], left_out[4]) == ([33.0, 43.0], beside_it)
    layers = [each for group in drawn.arguments["feature_group_to_add"] for each in group._children.values()]
    assert {each.selected for each in layers if hasattr(each, "selected")} == {"null"}
    (said,) = (each.value for each in with_a_draft.info)
    assert in_the_panel in said and "its place, dashed" in said
    assert "show_left_out" not in {each.key for each in with_a_draft.button}


def test_who_only_looks_is_offered_nothing_that_edits(app: AppTest) -> None:
    app.query_params["incident"] = OPENED
    app.run()
    edits = {"Edit", "New incident", f"reject_{OPENED}_1_now"}
    assert not edits & offered(app)
    app.switch_page("../../pages/records.py").run()
    assert not edits & offered(app)
    assert "records_edit" not in {each.key for each in app.toggle}
    app.toggle(key="editing").set_value(True).run()
    assert {"Edit", "New incident"} <= offered(app)
    app.switch_page("../../pages/map.py").run()
    assert edits <= offered(app)


def test_the_switch_holds_for_the_session(app: AppTest) -> None:
    editing(app).run()
    for page in ("record", "sources"):
        app.switch_page(f"../../pages/{page}.py").run()
        assert "editing" not in {each.key for each in app.toggle}  # it would do nothing there
    for page in ("map", "records"):
        app.switch_page(f"../../pages/{page}.py").run()
        assert app.toggle(key="editing").value
