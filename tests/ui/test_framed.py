"""What the map is told of a filter: where what it shows lies, how many that are, and the circles it draws."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from incidentmap.gazetteer.geodesy import Circle, distance_km
from incidentmap.ui.map import framed
from tests.ui.program import Drawn
from tests.ui.test_map_page import counted


def handed(drawn: Drawn, name: str) -> list[Any]:
    """Give what the layers of the map hold under a name."""
    layers = [each for group in drawn.arguments["feature_group_to_add"] for each in group._children.values()]
    return [json.loads(getattr(each, name)) for each in layers if hasattr(each, name)]


def test_the_map_is_told_where_most_and_where_all_of_a_filter_lie(app: AppTest, drawn: Drawn) -> None:
    app.run()
    key, most, everything, points = handed(drawn, "shown")[0]
    assert (key, points) == ("", counted(app)[0])
    assert everything[0][0] < 20 < most[0][0]  # without Yemen, which is few
    app.multiselect(key="countries").set_value(["JO"]).run()
    key, most, everything, points = handed(drawn, "shown")[0]
    assert (parse_qs(key), points) == ({"countries": ["JO"]}, 1)
    assert most == everything


def test_a_circle_of_the_filter_is_drawn_and_framed(app: AppTest, drawn: Drawn) -> None:
    app.query_params["places"] = "site:ain-al-asad~50"
    app.run()
    (((latitude, longitude, km),),) = handed(drawn, "circles")
    assert (latitude, longitude, km) == (pytest.approx(33.79, abs=0.05), pytest.approx(42.44, abs=0.05), 50)
    (south, west), (north, east) = handed(drawn, "shown")[0][1]
    assert distance_km(latitude, longitude, north, longitude) == pytest.approx(50, abs=0.5)
    assert distance_km(latitude, longitude, latitude, west) >= 50 and east > longitude and south < latitude
    app.button(key="clear").click().run()
    assert handed(drawn, "circles") == []


def test_a_circle_beyond_the_map_ends_with_it() -> None:
    assert framed.corners(Circle(80, 170, 20_000)) == ((-85.0, -180.0), (85.0, 180.0))
