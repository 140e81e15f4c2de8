"""Colours that stand in several languages are the same: the map's scripts say which."""

from __future__ import annotations

import re

from incidentmap.export.map_head import TLP_COLOURS
from incidentmap.export.offscreen import noted_legend
from incidentmap.settings import PROJECT
from incidentmap.ui.map.timeline_chart import COLOURS

STYLE = (PROJECT / "incidentmap" / "ui" / "style.css").read_text("utf-8")
ON_SCREEN = {
    category: next(part["fill"] for part in noted_legend()[category]["parts"] if part.get("fill"))
    for category in ("strike", "attack", "other")
}


def test_the_timeline_has_the_colours_of_the_map() -> None:
    assert {category.value: colour for category, colour in COLOURS.items()} == ON_SCREEN


def test_the_page_has_the_colours_of_the_map() -> None:
    found = re.findall(r"^\.im \.(strike|attack|other) \{ background: (#\w+);", STYLE, re.MULTILINE)
    assert dict(found) == ON_SCREEN


def test_the_marking_has_the_colours_of_the_page() -> None:
    found = re.findall(r"\.tlp-(\w+) \{ color: (#\w+);", STYLE)
    assert {label.upper(): colour for label, colour in found} == TLP_COLOURS


def test_an_html_file_has_the_colours_of_the_map_and_of_the_marking() -> None:
    own = (PROJECT / "incidentmap" / "export" / "static" / "one_file" / "page.css").read_text("utf-8")
    assert dict(re.findall(r"^\.(strike|attack|other) \{ background: (#\w+);", own, re.MULTILINE)) == ON_SCREEN
    assert {label.upper(): colour for label, colour in re.findall(r"\.tlp-(\w+) \{ color: (#\w+);", own)} == TLP_COLOURS
