from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.program import Drawn


def html(app: AppTest) -> str:
    return " ".join(str(block.proto.body) for block in app.get("html"))


def counted(app: AppTest) -> list[int]:
    """Read the count line: on the map, on areas, not placed, excluded, in review, total."""
    line = next(text for block in app.get("html") if "im-count" in (text := str(block.proto.body)))
    return [int(number) for number in re.findall(r"<b>(\d+)</b>", line)]


def adds_up(app: AppTest) -> bool:
    *parts, total = counted(app)
    return sum(parts) == total


def test_the_first_start_loads_the_seeds(app: AppTest) -> None:
    app.run()
    assert not app.exception
    assert counted(app)[-1] == 151
    assert adds_up(app)


def test_the_map_the_count_and_the_table_agree(app: AppTest, drawn: Drawn) -> None:
    app.run()
    rows = app.dataframe[0].value
    on_map, on_areas, unplaced, *_ = counted(app)
    assert len(rows) == on_map + on_areas + unplaced
    assert len(drawn.arguments["feature_group_to_add"]) == 3


def test_a_filter_excludes_and_says_so(app: AppTest) -> None:
    app.run()
    app.multiselect(key="countries").set_value(["JO"]).run()
    assert counted(app)[:4] == [1, 0, 0, 150]
    assert adds_up(app)
    assert "Excluded by country 150." in html(app)


def test_clear_lifts_every_filter(app: AppTest) -> None:
    app.run()
    app.multiselect(key="countries").set_value(["JO"])
    app.text_input(key="search").set_value("tower").run()
    app.button(key="clear").click().run()
    assert counted(app)[3] == 0
    assert app.text_input(key="search").value == ""


def test_the_empty_result_offers_the_filter_to_lift(app: AppTest) -> None:
    app.run()
    app.multiselect(key="countries").set_value(["JO"]).run()
    app.text_input(key="search").set_value("no such words").run()
    assert "Nothing fits" in html(app)
    app.button(key="lift search").click().run()
    assert counted(app)[0] == 1


def test_a_preset_ends_with_the_records(app: AppTest) -> None:
    app.run()
    app.button(key="preset last 7 days").click().run()
    assert [app.text_input(key=end).value for end in ("date_from", "date_to")] == ["2024-02-04", "2024-02-10"]
    assert 0 < counted(app)[0] < 20


def test_an_incident_in_the_link_opens_with_its_words(app: AppTest) -> None:
    app.query_params["incident"] = "seed-2"
    app.run()
    assert "<mark>The other strike took place at Ain al-Asad air base" in html(app)


def test_without_the_text_our_summary_is_said_to_be_ours(app: AppTest) -> None:
    app.query_params["incident"] = "IQ-2024-01-08-01"
    app.run()
    assert "Our own summary" in html(app)
    assert "<bdi>7 km east of Ain al-Asad Air Base</bdi>, within 4.8 km" in html(app)


def test_denials_ranges_and_grades_are_in_words(app: AppTest) -> None:
    app.query_params["incident"] = "IQ-2019-12-27-01"
    app.run()
    shown = html(app)
    assert "<b>denied</b>: not <b><bdi>Kataib Hezbollah</bdi></b>" in shown
    assert "source B: usually reliable; information 2: probably true" in shown


def test_next_and_previous_step_in_time(app: AppTest) -> None:
    app.query_params["incident"] = "IQ-2019-05-19-01"
    app.run()
    assert app.button(key="previous").disabled
    app.button(key="next").click().run()
    assert app.session_state["opened"].incident_id == "IQ-2019-12-27-01"
    app.button(key="previous").click().run()
    assert app.session_state["opened"].incident_id == "IQ-2019-05-19-01"


def test_an_open_incident_outlives_a_filter_that_excludes_it(app: AppTest) -> None:
    app.query_params["incident"] = "IQ-2019-05-19-01"
    app.run()
    app.multiselect(key="countries").set_value(["JO"]).run()
    assert "The filters leave this incident out" in app.info[0].value
    app.button(key="close").click().run()
    assert "Click a mark" in html(app)


@pytest.mark.parametrize(
    "query",
    [
        {"countries": "ZZ"},
        {"from": "yesterday"},
        {"incident": "nobody"},
        {"from": "0001-01-01", "to": "9999-12-31"},
        {"from": "0001-01-01"},
        {"to": "0001-01-01"},
        {"role": "<script>", "nonsense": "`${x}`"},
    ],
)
def test_any_link_opens(app: AppTest, query: dict[str, str]) -> None:
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    assert adds_up(app)
    if "to" not in query and query != {"from": "0001-01-01"}:
        (told,) = app.toast
        assert told.value.count("the link says") == len(query)


def test_a_parameter_that_a_link_repeats_is_told(app: AppTest) -> None:
    app.query_params["from"] = ["2024-01-01", "2024-02-01"]
    app.run()
    (told,) = app.toast
    assert "only the last was taken" in told.value
    assert app.text_input(key="date_from").value == "2024-02-01"


def test_the_table_names_everybody_who_is_said_to_have_done_it(app: AppTest) -> None:
    app.run()
    who = app.dataframe[0].value.set_index("Id")["Who did it"]
    assert who["IQ-2019-05-19-01"] == "not stated"
    assert set(who["IQ-2019-12-27-01"].split(" | ")) >= {"Kataib Hezbollah", "ISIS"}
    assert len(who) == len(set(who.index)) == 151
