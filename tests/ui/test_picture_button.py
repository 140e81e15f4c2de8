"""The button for a picture of the map: made at the click, of what is shown."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from incidentmap.export.map_sheet import MapSheet, map_sheet
from incidentmap.ui.map import picture_button
from tests.export import views


def test_the_map_page_offers_it_in_both_formats(app: AppTest) -> None:
    app.run()
    assert not app.exception
    labels = [button.proto.label for button in app.get("download_button")]
    assert [label.partition(":")[0] for label in labels if label.startswith(("SVG", "PNG"))] == ["SVG", "PNG"]


@pytest.mark.parametrize("window", picture_button.WINDOWS)
def test_every_choice_gives_a_picture(window: str) -> None:
    for pixels in picture_button.SIZES.values():
        found = page(pixels, picture_button.WINDOWS[window])
        assert found.pixels == pixels
        assert ElementTree.fromstring(picture_button.svg_of(found, with_relief=False)) is not None  # noqa: S314


def test_the_png_is_a_png() -> None:
    found = page((1920, 1080), None)
    assert Image.open(BytesIO(picture_button.png_of(found, with_relief=True))).size == (1920, 1080)


def page(pixels: tuple[int, int], at: tuple[float, float, float] | None) -> MapSheet:
    return map_sheet(views.of_seeds(), views.gazetteer(), views.names(), pixels, date(2026, 1, 1), at)
