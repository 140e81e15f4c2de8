"""The scale of a picture: a round length, as long as it says."""

from __future__ import annotations

import pytest

from incidentmap.export import map_fonts
from incidentmap.export.drawn_parts import Label, Shape
from incidentmap.export.map_scale import MOST, corners, round_length, scale
from incidentmap.export.map_vectors import map_vectors
from incidentmap.export.map_window import MapWindow
from incidentmap.gazetteer.geodesy import distance_km
from tests.export import views


@pytest.mark.parametrize(("most", "said"), [(1, 1), (1.9, 1), (4.99, 2), (5, 5), (99, 50), (100, 100), (2400, 2000)])
def test_lengths_are_round(most: float, said: float) -> None:
    assert round_length(most) == said


def test_no_name_of_the_base_map_stands_where_scale_and_sources_do() -> None:
    view, size = views.of_seeds(), (1280.0, 560.0)
    found = map_vectors(view, views.gazetteer(), *size, (33.0, 44.0, 9.0), corners(*size))
    for part in found.names:
        if isinstance(part, Label):
            half = map_fonts.width(part.text, part.size, part.weight) / 2
            for x, y, width, height in corners(*size):
                beside = part.x + half <= x or part.x - half >= x + width
                assert beside or part.y <= y or part.y - part.size / 2 >= y + height


@pytest.mark.parametrize("zoom", [3.0, 6.4, 13.0])
def test_the_bar_is_as_long_as_it_says(zoom: float) -> None:
    window = MapWindow(34.0, 42.0, zoom, 1280, 560)
    bar = next(part for part in scale(window) if isinstance(part, Shape) and part.stroke)
    said = next(part.text for part in scale(window) if isinstance(part, Label))
    long = max(step[1] for step in bar.path) - min(step[1] for step in bar.path)
    _, west, _, east = window.bounds
    degrees = (east - west) / 1280 * long
    measured = distance_km(34.0, 42.0 - degrees / 2, 34.0, 42.0 + degrees / 2)
    assert measured == pytest.approx(float(said.removesuffix(" km").replace(",", "")), rel=0.03)
    assert long <= MOST
