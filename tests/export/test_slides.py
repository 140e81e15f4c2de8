"""Slides read back: every one says what it shows, charts hold the numbers of the screen, and text stays text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

import openpyxl
import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from incidentmap.export import HandOut
from incidentmap.export.key_figures import key_figures
from incidentmap.geocode import Gazetteer
from incidentmap.model import Attribution, Casualties, Citation, Place, Placement
from incidentmap.model import vocabulary as v
from incidentmap.query import IncidentFilter, View
from incidentmap.store import Store
from tests.export.handed import content, handed_out, words_of_slides
from tests.query.world import ARTICLE, Case, World, one

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SCRIPT = '<script>alert(1)</script>]]>&amp; _x0041_ =HYPERLINK("http://a.example")'
ARABIC = "قُتل «2–5» في عين الأسد"
ASAD = Place("site:asad", "Ain al-Asad", "base", 3, 33.8, 42.4, "عين الأسد", (), "IQ-AN", "", "IQ")
FORMULA = "=1+1"


def source(name: str, url: str, **fields: Any) -> Citation:
    return Citation(f"c-{name}", name, f"Report of {name}", "Rudaw", url, **fields)


def at_asad(name: str) -> Placement:
    return Placement(name, "site:asad", v.WherePrec.EXACT, 33.8, 42.4, 3.0)


def figure(name: str) -> Casualties:
    return Casualties(name, v.Measure.KILLED, v.CasualtiesOf.TARGETS, v.Stated.NUMBER, 2, None, 5)


CASES = (
    Case(one(incident_id="x-1", summary=ARABIC, tlp=v.Tlp.AMBER), at_asad("x-1"), casualties=(figure("x-1"),)),
    Case(
        one(incident_id="x-2", category=v.Category.STRIKE, summary=SCRIPT, place_text=SCRIPT, day=date(2023, 11, 9)),
        at_asad("x-2"),
        (Attribution("x-2", "kh", v.AttributionBasis.CLAIMED, v.Stance.ASSERTS),),
        citation=source("x-2", "javascript:alert(1)"),
    ),
    Case(
        one(incident_id="x-3", outcome=v.Outcome.INTERCEPTED, summary="long " * 900 + "end", day=date(2023, 11, 10)),
        Placement("x-3", None, None, reason="no such place"),
        citation=source("x-3", "https://a.example/ü?q=1&b=<2>", date=date(2023, 11, 11)),
    ),
    Case(
        one(incident_id="x-4", day=date(2023, 11, 12)),
        replace(at_asad("x-4"), place_id="site:harir", latitude=36.5, longitude=44.3, where_prec=v.WherePrec.NEAR),
        citation=source("x-4", "http://[broken", article_id=ARTICLE.article_id),
        quoted=True,
    ),
)


class Deck(NamedTuple):
    view: View
    hand_out: HandOut
    file: bytes

    @property
    def slides(self) -> list[Any]:
        return list(Presentation(io.BytesIO(self.file)).slides)

    @property
    def words(self) -> list[str]:
        return words_of_slides(self.file)

    def slide(self, title: str) -> Any:
        return next(each for each in self.slides if each.shapes.title.text_frame.text.startswith(title))

    def parts(self, name: str) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(self.file)) as whole:
            return {each: whole.read(each) for each in whole.namelist() if re.search(name, each)}


def of(store: Store, gazetteer: Gazetteer, *cases: Case, filter: IncidentFilter | None = None) -> Deck:
    with handed_out(store, World(cases), filter or IncidentFilter(), gazetteer) as (view, hand_out):
        return Deck(view, hand_out, content("pptx", hand_out))


@pytest.fixture(scope="module")
def deck(empty_store: Store, gazetteer: Gazetteer) -> Deck:
    return of(empty_store, gazetteer, *CASES, filter=IncidentFilter(date_from=date(2023, 11, 2)))


def shapes(within: Any) -> Iterator[Any]:
    for each in within.shapes:
        yield each
        if each.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from shapes(each)


def test_every_slide_says_what_it_shows(deck: Deck) -> None:
    said = deck.hand_out.provenance
    assert said.marking == "TLP:AMBER; 2 records not marked"
    for words in deck.words:
        told = ["TLP:AMBER", "2 records not marked", "4 of 4 incidents", said.moment, said.sha256, "2 Nov 2023"]
        assert [each for each in told if each not in words] == []


def test_no_marking_is_said_and_is_no_label(empty_store: Store, gazetteer: Gazetteer) -> None:
    words = of(empty_store, gazetteer, Case(one())).words
    assert ["Not marked" in each for each in words] == [True] * len(words)
    assert not [each for each in words if "TLP" in each or "CLEAR" in each]


def test_each_incident_has_a_slide_with_all_that_is_said_of_it_in_its_notes(deck: Deck) -> None:
    notes = [each.notes_slide.notes_text_frame.text for each in deck.slides if each.has_notes_slide][1:]
    assert [each.split("\n")[0] for each in notes] == ["x-1", "x-2", "x-3", "x-4"]
    assert "goes on in the notes of this slide" in next(each for each in deck.words if "x-3" in each)
    assert "long end" in notes[2]
    assert "killed, of the side that was hit" in notes[0].casefold()
    quoted = deck.slide("Attack, 12 Nov 2023")
    assert ARTICLE.text[:6] in " ".join(each.text_frame.text for each in quoted.shapes if each.has_text_frame)


def test_charts_hold_the_numbers_of_the_screen(deck: Deck) -> None:
    charts = [each.chart for slide in deck.slides for each in slide.shapes if each.has_chart]
    by_category, by_group, timeline = (
        {s.name.strip("\u2068\u2069"): s for s in each.plots[0].series} for each in charts
    )
    figures = key_figures(deck.view)
    assert sorted(by_category["Incidents"].values) == sorted(map(float, filter(None, figures.categories.values())))
    assert list(by_group["Incidents"].values) == [1.0, 3.0]
    names = [each.strip("\u2068\u2069") for each in charts[1].plots[0].categories]
    assert names == ["Kataib Hezbollah", "nobody is said to have done it"]
    assert {name: sum(each.values) for name, each in timeline.items()} == {"Strikes": 1, "Attacks": 3}


def test_ranges_of_casualties_stand_in_a_table(deck: Deck) -> None:
    (table,) = [each.table for each in deck.slide("Casualties").shapes if each.has_table]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[1][:5] == ["Attacks", "of the side that was hit", "nation not said", "killed", "\u20662–5\u2069"]


def test_the_map_is_vectors_and_its_marks_are_the_forms_of_the_screen(deck: Deck) -> None:
    assert deck.parts("media|image|thumbnail") == {}
    presentation = Presentation(io.BytesIO(deck.file))
    layouts = [each for each in presentation.slide_layouts if "map" in each.name.casefold()]
    assert layouts
    for layout in layouts:
        borders = [each for each in layout.shapes if each.name == "Borders"]
        assert borders and all(each._element.spPr.find(f"{A}custGeom") is not None for each in borders)
    marks = {
        each.name: [form.get("prst") for form in each._element.iter(f"{A}prstGeom")]
        for each in shapes(deck.slide("The map"))
        if each.shape_type == MSO_SHAPE_TYPE.GROUP
    }
    assert "diamond" in marks["Strike × 1"] and "ellipse" not in marks["Strike × 1"]
    assert "ellipse" in marks["Attack × 1"] and "diamond" not in marks["Attack × 1"]
    assert not [each for slide in deck.slides for each in slide.shapes if each.name in ("Land", "Water", "Borders")]


def test_what_has_no_place_is_said_in_the_place_of_its_mark(deck: Deck) -> None:
    words = next(each for each in deck.words if "x-3" in each and "Attack, 10 Nov" in each)
    assert "Not on the map: \u2068no such place\u2069" in words
    placed = next(each for each in deck.words if "x-4" in each and "Attack, 12 Nov" in each)
    assert "Not on the map" not in placed
    assert "1 not placed" in next(each for each in deck.words if each.startswith("The map"))


def test_arabic_is_said_to_be_and_a_range_beside_it_keeps_its_order(deck: Deck) -> None:
    slide = deck.slide("Attack, 8 Nov 2023")
    (paragraph,) = [
        each
        for shape in slide.shapes
        if shape.has_text_frame
        for each in shape.text_frame.paragraphs
        if "قُتل" in each.text
    ]
    assert "\u20662–5\u2069" in paragraph.text
    assert (paragraph._p.pPr.get("rtl"), paragraph._p.pPr.get("algn")) == ("1", "r")
    (run, *_) = [each for each in paragraph.runs if "عين" in each.text]
    assert run._r.rPr.get("lang") == "ar-SA"
    assert run._r.rPr.find(f"{A}cs").get("typeface") == "Arial"
    assert re.sub("[\u2066-\u2069]", "", paragraph.text) == ARABIC


def test_notes_isolate_what_is_of_others_and_every_range(deck: Deck) -> None:
    first, arabic, *_ = [each.notes_slide.notes_text_frame.text for each in deck.slides if each.has_notes_slide]
    assert "\u2068قُتل «\u20662–5\u2069» في عين الأسد\u2069" in arabic
    assert re.search("Filter: \u2068.*2 Nov 2023.*\u2069\n", first)


def test_text_is_no_markup_no_link_and_no_field(deck: Deck) -> None:
    words = next(each for each in deck.words if "x-2" in each and each.startswith("Strike"))
    assert SCRIPT.replace("_x", "_\u2060x") in words
    for xml in deck.parts(r"slides/slide\d+\.xml").values():
        assert b"<script" not in xml
        assert re.findall(rb'<a:fld [^>]*type="([^"]*)"', xml) == [b"slidenum"]
    linked = [
        each
        for xml in deck.parts(r"slides/_rels").values()
        for each in re.findall(rb'Target="([^"]*)"', xml)
        if b"://" in each
    ]
    assert set(linked) == {b"https://a.example/%C3%BC?q=1&amp;b=%3C2%3E"}
    outside = [
        xml
        for name, xml in deck.parts(r"\.rels$").items()
        if b'TargetMode="External"' in xml and "slides/_rels" not in name
    ]
    assert outside == []


def test_no_sheet_of_a_chart_runs_a_name(
    empty_store: Store, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.query import world

    actors = tuple(replace(each, name=FORMULA) if each.actor_id == "kh" else each for each in world.ACTORS)
    monkeypatch.setattr(world, "ACTORS", actors)
    said = (Attribution("x-1", "kh", v.AttributionBasis.CLAIMED, v.Stance.ASSERTS),)
    made = of(empty_store, gazetteer, Case(one(), attributions=said))
    books = [openpyxl.load_workbook(io.BytesIO(each)) for each in made.parts(r"\.xlsx$").values()]
    cells = [cell for book in books for sheet in book for row in sheet.iter_rows() for cell in row]
    assert f"\u2068{FORMULA}\u2069" in [each.value for each in cells]
    assert not [each for each in cells if each.data_type == "f" or each.hyperlink]


def test_of_more_than_fifty_the_others_are_said_to_be_left_out(empty_store: Store, gazetteer: Gazetteer) -> None:
    cases = [Case(one(incident_id=f"x-{n:02}")) for n in range(52)]
    made = of(empty_store, gazetteer, *cases)
    assert sum("Not on the map" in each for each in made.words) == 50
    (said,) = [each for each in made.words if each.startswith("2 incidents without a slide")]
    assert "The other 2 are on the map" in said


def test_a_view_of_nothing_says_so_in_the_place_of_each_chart(empty_store: Store, gazetteer: Gazetteer) -> None:
    made = of(empty_store, gazetteer, Case(one()), filter=IncidentFilter(search="nothing of the kind"))
    words = " ".join(made.words)
    for said in (
        "the filters leave nothing",
        "there is nothing to count",
        "there is no timeline to draw",
        "No source states any casualties",
        "No source is named",
    ):
        assert said in words
    assert not [each for slide in made.slides for each in slide.shapes if each.has_chart]


def test_it_tells_how_far_it_is(empty_store: Store, gazetteer: Gazetteer) -> None:
    told: list[str] = []
    with handed_out(empty_store, World((Case(one()),)), IncidentFilter(), gazetteer) as (_, hand_out):
        content("pptx", replace(hand_out, tell=told.append))
    assert [told[0], told[-1]] == ["drawing the map …", "writing the slides …"]
