"""Hand-outs of worlds, and the files they become, read back by other libraries."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import openpyxl
import pandas as pd
from defusedxml import ElementTree
from hypothesis import strategies as st
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from incidentmap.export import KINDS, HandOut
from incidentmap.export.hand_out import hand_out_of
from incidentmap.formats.formula_guard import unguarded
from incidentmap.geocode import Gazetteer
from incidentmap.index import build
from incidentmap.query import IncidentFilter, View, apply
from incidentmap.store import Store
from tests.formats.strategies import TEXT
from tests.query.strategies import worlds
from tests.query.world import Case, World, written

ROWS = tuple(kind for kind in KINDS if kind not in ("pdf", "pptx"))  # hold every row; these have tests of their own
AS_OF = datetime(2024, 3, 1, 12, 30, 15, tzinfo=UTC)
KML = "{http://www.opengis.net/kml/2.2}"
AWKWARD = TEXT | st.sampled_from(["<script>alert(1)</script>", "]]>", "&amp;", "قال «2–5»", "=1+1", "عين الأسد"])


@contextmanager
def handed_out(
    store: Store, world: World, filter: IncidentFilter, gazetteer: Gazetteer
) -> Iterator[tuple[View, HandOut]]:
    """Give what a screen shows of a world, and its hand-out."""
    with written(store, world) as connection:
        view = apply(build(connection).index, filter)
        yield view, hand_out_of(view, connection, gazetteer, AS_OF)


@st.composite
def awkward_worlds(draw: st.DrawFn) -> World:
    """A world whose texts are anything that a source may hold; words are quoted only of an article that is cited."""
    world = draw(worlds())
    return replace(world, cases=tuple(_awkward(draw, case) for case in world.cases))


def _awkward(draw: st.DrawFn, case: Case) -> Case:
    texts = {name: draw(AWKWARD) for name in ("summary", "target", "place_text", "notes", "weapon")}
    quoted = case.quoted and case.citation is not None and case.citation.article_id is not None
    return replace(case, incident=replace(case.incident, **texts), quoted=quoted)


def content(kind: str, hand_out: HandOut) -> bytes:
    return KINDS[kind].write(hand_out)


def csv_rows(written: bytes) -> list[dict[str, str]]:
    """Read a CSV as pandas does, without the guards that keep a spreadsheet from running it."""
    table = pd.read_csv(io.BytesIO(written), dtype=str, keep_default_na=False, encoding="utf-8-sig")
    return [{str(name): unguarded(cell) for name, cell in row.items()} for row in table.to_dict("records")]


def sheets(written: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """Read a workbook as openpyxl does; nothing in it may be a formula."""
    book = openpyxl.load_workbook(io.BytesIO(written))
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def words_of_slides(written: bytes) -> list[str]:
    """Give the words of each slide as python-pptx reads them, those of groups and tables included."""
    return [" ".join(_words(each.shapes)) for each in Presentation(io.BytesIO(written)).slides]


def _words(shapes: Any) -> Iterator[str]:
    for each in shapes:
        if each.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from _words(each.shapes)
        elif each.has_text_frame:
            yield each.text_frame.text
        elif each.has_table:
            yield from (cell.text for row in each.table.rows for cell in row.cells)


def features(written: bytes) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(written)["features"]
    return found


@dataclass(frozen=True)
class Placemark:
    """One of a KML, with the name of its folder."""

    folder: str
    data: dict[str, str]
    shapes: tuple[str, ...]
    begin: str | None
    end: str
    description: str


def placemarks(written: bytes) -> list[Placemark]:
    document = ElementTree.fromstring(written).find(f"{KML}Document")
    return [
        _placemark(folder.findtext(f"{KML}name"), each)
        for folder in document.iter(f"{KML}Folder")
        for each in folder.iter(f"{KML}Placemark")
    ]


def _placemark(folder: str, element: Any) -> Placemark:
    return Placemark(
        folder=folder,
        data={each.get("name"): each.findtext(f"{KML}value") for each in element.iter(f"{KML}Data")},
        shapes=tuple(kind for kind in ("Point", "Polygon") for _ in element.iter(f"{KML}{kind}")),
        begin=element.findtext(f"{KML}TimeSpan/{KML}begin"),
        end=element.findtext(f"{KML}TimeSpan/{KML}end"),
        description=element.findtext(f"{KML}description"),
    )


class Page(HTMLParser):
    """An HTML file as another program reads it: its elements, its texts, its scripts, and the data among them by id."""

    def __init__(self, written: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.sources: dict[str, list[str]] = {"script": [], "style": []}
        self.data: dict[str, Any] = {}
        self._within = ""
        self.feed(written.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._within = tag

    def handle_endtag(self, tag: str) -> None:
        self._within = ""

    def handle_data(self, data: str) -> None:
        if self._within not in self.sources:
            self.texts.append(data)
        elif held := self.elements[-1][1].get("id"):
            self.data[held] = json.loads(data)
        else:
            self.sources[self._within].append(data)


def held(written: bytes) -> dict[str, Any]:
    """Read the rows of an HTML file, and what it says of itself."""
    found: dict[str, Any] = Page(written).data["hand-out"]
    return found
