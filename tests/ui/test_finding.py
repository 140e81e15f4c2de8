"""Finding in the sidebar and in forms: by any name, by place, and what may be the same event."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from incidentmap.ui.shared import named_choice
from tests import stores
from tests.ui.program import Drawn, start
from tests.ui.test_map_page import adds_up, counted

RECORD = "../../pages/record.py"
KH, PMF, US = "kataib-hezbollah", "popular-mobilization-forces", "us-forces"


def query(app: AppTest) -> dict[str, str]:
    """Give what the script wrote into the address; AppTest gives lists."""
    return {key: value if isinstance(value, str) else value[0] for key, value in app.query_params.items()}


def line(app: AppTest, key: str, begins: str) -> str:
    """Give the line of a widget's list that begins so."""
    return next(each for each in widget(app, key).options if each.startswith(begins))


def widget(app: AppTest, key: str) -> Any:
    return app.multiselect(key=key)


@pytest.mark.parametrize(
    ("name", "actor_id"),
    [
        ("Kata'ib Hizballah →", KH),
        ("Hezbollah Brigades →", KH),
        ("United States forces →", US),
        ("PMU →", PMF),
        ("Hashd al-Shaabi →", PMF),
        ("\u2068الحشد الشعبي\u2069 →", PMF),
    ],
)
def test_every_name_of_a_group_is_a_line_that_stands_for_it(app: AppTest, name: str, actor_id: str) -> None:
    app.run()
    widget(app, "actors").select(line(app, "actors", name)).run()
    assert not app.exception
    assert app.session_state["actors"] == [actor_id]
    assert query(app) == {"actors": actor_id}
    assert adds_up(app)


@pytest.mark.parametrize(
    ("typed", "actor_id"), [("Kateeb Hizbullah", KH), ("كتايب حزب الله", KH), ("Hashd", PMF), ("united  STATES", US)]
)
def test_what_is_no_line_is_looked_up(app: AppTest, typed: str, actor_id: str) -> None:
    app.run()
    widget(app, "actors").select(typed).run()
    assert app.session_state["actors"] == [actor_id]


def test_what_may_mean_several_is_asked_and_what_means_none_is_said(app: AppTest) -> None:
    app.run()
    widget(app, "actors").select("Brigade").run()
    assert app.session_state["actors"] == []
    assert "Which one is meant" in " ".join(each.value for each in app.caption)
    offered = [each for each in app.button if each.key.startswith("actors meant")]
    offered[0].click().run()
    assert app.session_state["actors"] == [offered[0].key.removeprefix("actors meant ")]
    assert not [each for each in app.button if each.key.startswith("actors meant")]
    widget(app, "actors").select("Nobody at all").run()
    assert "No group is called" in " ".join(each.value for each in app.caption)
    app.button(key="actors meant nothing").click().run()
    assert "No group" not in " ".join(each.value for each in app.caption)


def test_lines_are_told_apart_and_the_name_alone_decides_their_length(app: AppTest) -> None:
    app.run()
    lines = widget(app, "actors").options
    assert len(lines) == len(set(lines))
    behind = {len(each) - len(each.partition(" → ")[0]) for each in lines if " → " in each}
    assert len(behind) == 1


def test_a_group_that_is_chosen_reads_as_its_name_alone(app: AppTest) -> None:
    app.run()
    listed = next(each for each in widget(app, "actors").options if "└ " in each)
    chosen = listed.partition("└ ")[2].partition(" ·")[0].rstrip()
    widget(app, "actors").select(listed).run()
    assert chosen in widget(app, "actors").options and listed not in widget(app, "actors").options
    (group,) = app.session_state["actors"]
    app.session_state["actors"] = []
    app.run()
    assert listed in widget(app, "actors").options
    widget(app, "actors").select(chosen).run()  # as a browser that was cut off would say
    assert app.session_state["actors"] == [group]
    assert query(app) == {"actors": group}


def test_a_place_is_found_by_its_names_and_with_km_around_it(app: AppTest) -> None:
    app.run()
    everything = counted(app)
    widget(app, "places").select(line(app, "places", "Ain al-Asad")).run()
    assert query(app)["places"] == "site:ain-al-asad"
    alone = counted(app)
    assert adds_up(app) and 0 < alone[0] < everything[0]
    widget(app, "places").set_value([]).run()
    widget(app, "places").select("عين الاسد").run()
    assert query(app)["places"] == "site:ain-al-asad"
    widget(app, "places").set_value([]).run()
    widget(app, "places").select("Ayn al Asad, 50 km").run()
    assert query(app)["places"] == "site:ain-al-asad~50"
    assert adds_up(app) and counted(app)[0] >= alone[0]
    assert "Within 50 km of Ain al-Asad" in str(widget(app, "places").options)


def test_a_circle_is_about_a_point_and_never_about_an_area(app: AppTest) -> None:
    app.run()
    widget(app, "places").select("Erbil 50 km").run()
    assert query(app)["places"] == "geonames:95446~50"  # the town, though no incident stands on it
    assert "Within 50 km of Erbil (town, Erbil, Iraq)" in widget(app, "places").options
    title = next(text for block in app.get("html") if "im-title" in (text := str(block.proto.body)))
    assert "within 50 km of Erbil (town, Erbil, Iraq)" in title
    assert adds_up(app) and counted(app)[0] > 10


def test_of_circles_about_places_of_one_name_the_one_meant_is_asked_for(app: AppTest) -> None:
    app.run()
    widget(app, "places").select("الرمادي 50 km").run()
    assert app.session_state["places"] == []
    offered = [each.label for each in app.button if str(each.key).startswith("places meant geonames:")]
    assert len(offered) == len(set(offered)) > 1
    assert all("Within 50 km of " in each for each in offered)


def test_a_circle_about_what_is_called_otherwise_is_asked_about(app: AppTest) -> None:
    app.run()
    widget(app, "places").select("Ain al 20 km").run()
    assert app.session_state["places"] == []
    button = app.button(key="places meant site:ain-al-asad~20")
    assert "Within 20 km of Ain al" in button.label
    button.click().run()
    assert query(app)["places"] == "site:ain-al-asad~20"


def test_a_link_to_a_circle_about_an_area_is_refused(app: AppTest) -> None:
    app.query_params["places"] = "admin1:IQ-AN~50"
    app.run()
    assert query(app) == {}
    assert any("no point to measure from" in each.value for each in app.toast)


def test_the_title_says_of_an_area_that_it_is_one(app: AppTest) -> None:
    app.query_params["places"] = "admin1:IQ-AN"
    app.run()
    title = next(text for block in app.get("html") if "im-title" in (text := str(block.proto.body)))
    assert "governorate" in title


def test_the_panel_sets_the_place(app: AppTest) -> None:
    app.query_params["incident"] = "seed-2"
    app.run()
    app.button(key="places Only here").click().run()
    assert query(app)["places"] == "site:ain-al-asad"
    assert adds_up(app)
    app.button(key="places All within 50 km").click().run()
    assert query(app)["places"] == "site:ain-al-asad~50"
    app.button(key="places All places again").click().run()
    assert "places" not in query(app)


def test_those_that_may_be_the_same_event_open_by_a_click_on_their_number(app: AppTest) -> None:
    app.run()
    said = app.button(key="show_same_events").label
    found = re.fullmatch(r"(\d+) may be the same event: \1 records, between (\d+) and (\d+) events – show them", said)
    assert found
    records, fewest, most = map(int, found.groups())
    assert 0 < fewest < most <= records
    app.button(key="show_same_events").click().run()
    assert sum(counted(app)[:3]) == records
    assert adds_up(app)
    assert query(app) == {"same_events": "1"}
    assert app.button(key="show_same_events").label.startswith(found[0].partition(" –")[0])
    app.button(key="show_same_events").click().run()
    assert query(app) == {}


def test_where_nothing_is_meant_a_list_of_one_keeps_what_it_held(monkeypatch: pytest.MonkeyPatch) -> None:
    """AppTest cannot type into such a list."""
    state = {"who": "Nobody at all"}
    monkeypatch.setattr(named_choice.st, "session_state", state)
    named_choice._settle_one("who", KH, named_choice.Choices((), lambda _: [], "group"), {}, None)
    assert state == {"who": KH, "who typed": "Nobody at all"}


@pytest.fixture
def form(tmp_path: Path, drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setattr("incidentmap.ui.shared.small_map.st_folium", lambda *_, **__: None)
    stores.put_seeds(tmp_path)
    for app in start(tmp_path, monkeypatch):
        app.run()
        app.switch_page(RECORD)
        yield app


def test_a_form_finds_groups_in_the_same_way(form: AppTest) -> None:
    form.run()
    form.button(key="edit_new_add_attributions").click().run()
    (who,) = (each for each in form.selectbox if each.key.endswith("actor_id"))
    who.select(next(each for each in who.options if each.startswith("Hezbollah Brigades →"))).run()
    assert form.session_state[who.key] == KH
    (hit,) = (each for each in form.multiselect if each.key.endswith("target_actors"))
    hit.select("Hashd").run()
    assert form.session_state[hit.key] == [PMF]
