"""A PDF says on every page what it is, holds the incidents of the screen, and what sources say stays text in it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2.raw as pdfium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incidentmap.errors import FileNotMade
from incidentmap.export import KINDS, map_fonts
from incidentmap.export.key_figures import key_figures
from incidentmap.export.pdf import incident_entries, page_frame
from incidentmap.export.pdf.figure_tables import tables
from incidentmap.formats.pdf_file import to_pdf
from incidentmap.geocode import Gazetteer
from incidentmap.model import Casualties, Placement
from incidentmap.model import vocabulary as v
from incidentmap.query import IncidentFilter
from incidentmap.store import Store
from tests.export import pdf_reading, views
from tests.export.handed import AS_OF, awkward_worlds, handed_out
from tests.query.strategies import filters
from tests.query.world import ARTICLE, Case, World, one, shown_in
from tests.records import citation

HOSTILE = (
    '#import "x": * $x^2$ @ref <label> \\n\\u{41} [a] *b* _c_ `d` // e /* f */ #panic("no") <script>alert(1)</script>'
)
ARABIC = "قتل 2–5 من عناصر"
WORD = "كتائب"
KILLED, TARGETS = v.Measure.KILLED, v.CasualtiesOf.TARGETS


def made(store: Store, gazetteer: Gazetteer, *cases: Case, **asked: object) -> bytes:
    with handed_out(store, World(cases), IncidentFilter(**asked), gazetteer) as (_, hand_out):  # type: ignore[arg-type]
        return KINDS["pdf"].write(hand_out)


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(awkward_worlds(), filters())
def test_every_page_says_what_it_is_and_all_of_them_hold_what_is_shown(
    empty_store: Store, gazetteer: Gazetteer, world: World, filter: IncidentFilter
) -> None:
    with handed_out(empty_store, world, filter, gazetteer) as (view, hand_out):
        written, said = KINDS["pdf"].write(hand_out), hand_out.provenance
    found = pdf_reading.pages(written)
    for number, page in enumerate(found, start=1):
        assert f"{said.shown} shown · as of 1 Mar 2024, 12:30:15 UTC · page {number} of {len(found)}" in page
        assert f"SHA-256 of filter and records {said.sha256}" in page
        label = said.marking.partition(";")[0]
        assert page.count(label.replace("not", "Not")) >= 2, "above and below"
    titles = re.findall(r"(?:Strike|Attack|Other), [\w –]*?\d{4} (?:TLP:\S+ )?(x-\d+)", " ".join(found))
    assert titles == shown_in(view)
    assert pdf_reading.about(written)["Keywords"].startswith(said.sha256)
    assert pdf_reading.about(written)["Subject"] == f"?{said.link}"


def test_the_first_page_has_map_and_key_figures(empty_store: Store, gazetteer: Gazetteer) -> None:
    figures = (
        Casualties("x-1", KILLED, TARGETS, v.Stated.NUMBER, 2, None, 5),
        Casualties("x-1", v.Measure.INJURED, v.CasualtiesOf.CIVILIANS, v.Stated.NONE, 0, 0, 0),
    )
    placed = Placement("x-1", "site:asad", v.WherePrec.NEAR, 33.8, 42.4, 3.0)
    cases = (Case(one(tlp=v.Tlp.AMBER), placed, casualties=figures), Case(one(incident_id="x-2")))
    written = made(empty_store, gazetteer, *cases, categories=("attack",))
    first = pdf_reading.pages(written)[0]
    for said in (
        "Category: attack", "2 of 2 incidents shown", "1 on the map + 0 counted on a country or area + 1 not placed",
        "Strikes 0 Attacks 2 Other events 0", "2 incidents: nobody is said to have done it.", "Nov 23",
        "of the side that was hit 2–5 1 with a number not stated", "civilians not stated none 1 none",
        "1 figure does not say whose nation.", "TLP:AMBER 1 record not marked", "somewhere inside", " km",
    ):  # fmt: skip
        assert said in first, said
    kinds = list(pdf_reading.paths(written, 0))
    assert kinds.count(pdfium.FPDF_PAGEOBJ_PATH) > 50 and kinds.count(pdfium.FPDF_PAGEOBJ_IMAGE) <= 1  # the relief


def test_nothing_that_comes_from_data_is_markup(empty_store: Store, gazetteer: Gazetteer) -> None:
    cited = citation("x-1")
    case = Case(
        one(summary=HOSTILE, place_text=HOSTILE, target=HOSTILE, notes=HOSTILE, weapon=HOSTILE),
        citation=replace(cited, title=HOSTILE, publisher=HOSTILE, url="javascript:alert(1)", article_id=None),
    )
    written = made(empty_store, gazetteer, case, search='alert(1)</script> #import "x"')
    text = " ".join(pdf_reading.pages(written))
    for before in ("Place as written: “", "Against: ", "In short ", "Sources "):
        assert without_blanks(before + HOSTILE) in without_blanks(text)
    assert without_blanks('Search: “alert(1)</script> #import "x"”') in without_blanks(text)
    assert pdf_reading.links(written) == set()


def test_a_range_beside_arabic_keeps_its_order(empty_store: Store, gazetteer: Gazetteer) -> None:
    written = made(empty_store, gazetteer, Case(one(summary=ARABIC)), search="2–5 من")
    ranges = [stretch for page in (0, 1) for stretch in ranges_of(pdf_reading.letters(written, page))]
    assert len(ranges) >= 4, "in the title, above each page and in the summary"
    for two, dash, five in ranges:
        assert two.left < dash.left < five.left


def ranges_of(letters: list[pdf_reading.Letter]) -> list[list[pdf_reading.Letter]]:
    """Give each dash between digits with what stands beside it on its line, from left to right."""
    found = []
    for dash in (each for each in letters if each.sign == "–"):
        near = [x for x in letters if abs(x.line - dash.line) < 3 and abs(x.left - dash.left) < 20 and x.sign in "25–"]
        if len(near) == 3:
            found.append(sorted(near, key=lambda each: "2–5".index(each.sign)))
    return found


def test_arabic_is_joined_and_runs_from_right_to_left(empty_store: Store, gazetteer: Gazetteer) -> None:
    written = made(empty_store, gazetteer, Case(one(place_text=WORD)))
    stretch = [each for each in pdf_reading.letters(written, 1) if map_fonts.has_arabic(each.sign)]
    kaf, beh = (next(each for each in stretch if each.sign == sign) for sign in (WORD[0], WORD[-1]))
    assert beh.left < kaf.left, "the first letter is the rightmost"
    wide = max(each.right for each in stretch) - min(each.left for each in stretch)
    assert wide < 0.9 * map_fonts.width(WORD, 9.5), "letters that are not joined take more room"
    embedded = set(re.findall(rb"/BaseFont ?/\w+\+([\w-]+)", written))
    assert embedded <= {path.stem.encode() for path in map_fonts.files()}, "in letters of ours alone"


def test_words_of_a_source_are_quoted_with_it(empty_store: Store, gazetteer: Gazetteer) -> None:
    cited = replace(citation("x-1"), citation_id="c-x-1", publisher="Rudaw", article_id=ARTICLE.article_id)
    said = pdf_reading.pages(made(empty_store, gazetteer, Case(one(), citation=cited, quoted=True)))[1]
    assert "In the source's words Drones" in said
    assert "Drones – Rudaw" in said


def test_an_address_stays_as_it_is_also_with_a_range_in_it(empty_store: Store, gazetteer: Gazetteer) -> None:
    address = "https://a.example/reports?id=2024-1&pages=2-5"
    cited = replace(citation("x-1"), citation_id="c-x-1", url=address, article_id=None)
    assert pdf_reading.links(made(empty_store, gazetteer, Case(one(), citation=cited))) == {address}


def test_of_very_many_the_latest_are_there_and_the_rest_is_said_to_be_missing(
    empty_store: Store, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incident_entries, "MOST", 2)
    cases = [Case(one(incident_id=f"x-{day}", day=date(2024, 1, day))) for day in range(1, 6)]
    first, *rest = pdf_reading.pages(made(empty_store, gazetteer, *cases))
    assert "Attacks 5" in first
    assert "These are the latest 2 of 5 incidents shown. 3 earlier ones are left out here" in rest[0]
    assert re.findall(r"Jan 2024 (x-\d)", " ".join(rest)) == ["x-4", "x-5"]


def test_the_same_records_of_the_same_moment_are_the_same_file(empty_store: Store, gazetteer: Gazetteer) -> None:
    assert made(empty_store, gazetteer, Case(one())) == made(empty_store, gazetteer, Case(one()))


def test_a_filter_too_long_for_every_page_is_whole_on_the_first(empty_store: Store, gazetteer: Gazetteer) -> None:
    asked = " ".join(f"word{number}" for number in range(150))
    first, second, *_ = pdf_reading.pages(made(empty_store, gazetteer, Case(one()), search=asked))
    assert "… (whole on the first page)" in second
    assert "word0 word1" in second and asked in first


@given(st.text("ab 2–5كت\u2066\u2067\u2068\u2069", max_size=900))
def test_each_line_above_a_page_ends_what_it_isolates(asked: str) -> None:
    lines = page_frame.asked_lines(asked)
    assert len(lines) <= page_frame.LINES
    for line in lines:
        opened = sum(line.count(sign) for sign in "\u2066\u2067\u2068")
        assert line.count("\u2069") >= opened
        assert not page_frame._left_open(line)


@pytest.mark.parametrize("said", ["TLP:RED", "TLP:AMBER+STRICT; 3 records not marked", "TLP:CLEAR"])
def test_a_marking_is_its_label_and_what_stands_beside_it(said: str) -> None:
    found = page_frame.marking(said)
    assert "; ".join(filter(None, (found["label"], found["beside"]))) == found["said"] == said
    assert found["colour"].startswith("#")


def test_no_marking_is_never_clear() -> None:
    assert page_frame.marking("not marked") == {"label": "", "colour": "", "beside": "", "said": "Not marked"}


def test_casualties_stand_by_whose_they_are_and_not_stated_is_no_none() -> None:
    none = Casualties("x-1", KILLED, TARGETS, v.Stated.NONE, 0, 0, 0)
    us = Casualties("x-1", v.Measure.INJURED, TARGETS, v.Stated.NUMBER, 3, 3, 3, nationality="US")
    found = tables(key_figures(views.of(Case(one(), casualties=(none, us)), Case(one(incident_id="x-2")))), 0)
    ((category, _, incidents, rows),) = found["casualties"]["categories"]
    assert (category, incidents) == ("attack", 2)
    cells = {whose: [figure for figure, _ in cells] for whose, cells in rows}
    assert cells == {
        "of the side that was hit, Americans": ["not stated", "3"],
        "of the side that was hit, nation not said": ["none", "not stated"],
    }


def test_whatever_nation_is_never_less_than_one_of_them() -> None:
    none = Casualties("x-1", KILLED, TARGETS, v.Stated.NONE, 0, 0, 0)
    us = Casualties("x-1", v.Measure.INJURED, TARGETS, v.Stated.NUMBER, 3, 3, 3, nationality="US")
    gb = Casualties("x-1", v.Measure.INJURED, TARGETS, v.Stated.NUMBER, 1, 1, 1, nationality="GB")
    ((*_, rows),) = tables(key_figures(views.of(Case(one(), casualties=(none, us, gb)))), 0)["casualties"]["categories"]
    cells = {whose.rpartition(", ")[2]: [figure for figure, _ in cells] for whose, cells in rows}
    assert cells == {
        "whatever nation": ["none", "4"],
        "Britons": ["not stated", "1"],
        "Americans": ["not stated", "3"],
        "nation not said": ["none", "not stated"],
    }


def test_pages_that_cannot_be_set_are_no_file(tmp_path: Path) -> None:
    (tmp_path / "pages.typ").write_text('#read("/etc/hostname")')
    with pytest.raises(FileNotMade, match="cannot be set; hand out another kind"):
        to_pdf(tmp_path / "pages.typ", {}, {}, map_fonts.FOLDER, AS_OF)


def without_blanks(text: str) -> str:
    return re.sub(r"\s", "", text)
