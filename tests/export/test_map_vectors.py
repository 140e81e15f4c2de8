"""The one vector source of the map: every incident is on it or counted, and nothing looks better known than it is."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from importlib import import_module

import pytest

from incidentmap.export.drawn_parts import Label, Shape
from incidentmap.export.map_sheet import map_sheet
from incidentmap.export.map_vectors import MapVectors, map_vectors
from incidentmap.model import Place, Placement
from incidentmap.model.vocabulary import Category, Outcome, WherePrec
from incidentmap.query import View
from tests.export import views
from tests.query.world import Case, one

SIZE = (1280, 560)
BAGHDAD = (33.3, 44.4, 8.5)
FILTERS = [{}, {"categories": ("strike",)}, {"governorates": ("IQ-AN",)}, {"precision": ("3", "4", "5", "6", "7")}]


@cache
def drawn(view: View, at: tuple[float, float, float] | None = None) -> MapVectors:
    return map_vectors(view, views.gazetteer(), *SIZE, at)


def placed(name: str, place: Place, where_prec: WherePrec, radius: float | None = 2.0, **fields: object) -> Case:
    point = (place.latitude, place.longitude) if where_prec not in (5, 6) else (None, None)
    return Case(one(incident_id=name, **fields), Placement(name, place.place_id, where_prec, *point, radius))


@pytest.mark.parametrize("at", [None, BAGHDAD, (0.0, 0.0, 5.0)], ids=["all", "baghdad", "nothing there"])
@pytest.mark.parametrize("fields", FILTERS, ids=str)
def test_what_is_drawn_and_what_is_not_adds_up_to_what_is_shown(
    fields: dict[str, object], at: tuple[float, float, float] | None
) -> None:
    view = views.of_seeds(**fields)
    found = drawn(view, at)
    assert found.drawn + found.outside + found.without_label + view.counts.unplaced == view.counts.shown
    assert found.outside >= 0


def test_a_picture_of_all_has_each_incident_under_its_category() -> None:
    view = views.of_seeds()
    found = drawn(view)
    assert (found.outside, found.without_label) == (0, 0)
    counted = Counter[str]()
    for mark in found.marks:
        counted[mark.category] += mark.count
    held = view.index.incidents
    rows = view.rows[held.where_prec[view.rows] > 0]
    assert counted == Counter(held.category.values[code] for code in held.category.codes[rows])


def test_a_window_elsewhere_is_empty_and_says_how_many_it_leaves_out() -> None:
    view = views.of_seeds()
    found = drawn(view, (0.0, 0.0, 5.0))
    assert found.marks == ()
    assert found.outside == view.counts.on_map + view.counts.on_areas


@pytest.mark.parametrize("fields", FILTERS, ids=str)
def test_what_is_known_only_as_an_area_is_never_a_point(fields: dict[str, object]) -> None:
    found = drawn(views.of_seeds(**fields))
    forms = {(mark.where_prec, mark.form) for mark in found.marks}
    allowed = {1: "mark", 2: "mark", 3: "chip", 4: "chip", 5: "pill", 6: "pill", 7: "chip"}
    assert forms <= set(allowed.items())


def test_a_governorate_is_its_outline_under_one_hatch_and_its_label_lies_inside() -> None:
    anbar = Place("admin1:IQ-AN", "Anbar", "governorate", 150, 33.0, 42.0, "", (), "IQ-AN", "", "IQ")
    cases = [placed(f"x-{n}", anbar, WherePrec.GOVERNORATE, 150.0, category=each) for n, each in enumerate(Category)]
    found = drawn(views.of(*cases, places=(anbar,)))
    (outline,) = found.areas
    assert isinstance(outline, Shape)
    assert outline.is_hatched
    assert len(outline.path) > 20
    assert found.around == ()
    assert [mark.form for mark in found.marks] == ["chip"] * 3


def test_forms_halo_ring_hollow_and_hairline() -> None:
    base = Place("site:b", "Base", "base", 2, 34.0, 42.0, country_code="IQ")
    sea = Place("sea:r", "Sea", "sea", 100, 31.0, 47.0)
    by = {
        "solid": placed("x-1", base, WherePrec.EXACT),
        "halo": placed("x-1", base, WherePrec.NEAR, 20.0),
        "hollow": placed("x-1", base, WherePrec.EXACT, outcome=Outcome.INTERCEPTED),
        "ring": placed("x-1", sea, WherePrec.SEA_OR_AIR, 100.0),
    }
    found = {form: drawn(views.of(case, places=(base, sea))) for form, case in by.items()}
    fills = {
        form: [part.fill for part in each.marks[0].parts if isinstance(part, Shape)] for form, each in found.items()
    }
    assert {form: len(each.around) for form, each in found.items()} == {"solid": 0, "halo": 1, "hollow": 0, "ring": 1}
    (halo,), (ring,) = found["halo"].around, found["ring"].around
    assert isinstance(halo, Shape)
    assert isinstance(ring, Shape)
    assert (halo.dashes, bool(ring.dashes)) == ((), True)
    assert "#D55E00" in fills["solid"]
    assert "#D55E00" not in fills["hollow"]


def test_marks_that_make_room_have_a_line_to_their_place() -> None:
    close = [Place(f"site:{n}", f"Base {n}", "base", 2, 34.0, 42.0 + n / 500, country_code="IQ") for n in range(2)]
    cases = [placed(f"x-{n}-{i}", place, WherePrec.EXACT) for n, place in enumerate(close) for i in range(9)]
    found = drawn(views.of(*cases, places=tuple(close)), (34.0, 42.0, 8.0))
    assert [mark.count for mark in found.marks] == [9, 9]
    assert len(found.around) == 2, "a line, and a dot at the place"


def test_the_same_view_gives_the_same_picture() -> None:
    view = views.of_seeds()
    assert drawn(view) == map_vectors(view, views.gazetteer(), *SIZE)


def test_the_circle_of_a_filter_is_drawn_with_its_length() -> None:
    base = Place("site:b", "Base", "base", 2, 34.0, 42.0, country_code="IQ")
    found = drawn(views.of(placed("x-1", base, WherePrec.EXACT), places=(base,), near=("site:b~50",)))
    circle, ground, said = found.around
    assert isinstance(circle, Shape)
    assert (circle.fill, circle.stroke) == ("", "#1d2329")
    assert isinstance(ground, Shape)
    assert isinstance(said, Label)
    assert said.text == "50 km"


@pytest.mark.parametrize("height", [560.2, 563.8, 480.5])
def test_a_window_of_broken_pixels_is_cut_like_any_other(height: float) -> None:
    """Leaflet rounds where it cuts a line, and cut for ever along an edge between two pixels."""
    found = map_vectors(views.of_seeds(governorates=("IQ-AN",)), views.gazetteer(), 1280.4, height)
    assert found.borders


def test_an_empty_view_is_the_map_of_the_first_screen() -> None:
    view = views.of_seeds(search="nothing of the kind is written anywhere")
    found = drawn(view)
    assert (found.marks, found.outside) == ((), 0)
    assert found.window.zoom == 6
    assert any(isinstance(part, Label) and "IRAQ" in part.text for part in found.names)


def test_the_whole_of_a_ring_or_outline_is_in_the_picture() -> None:
    sea = Place("sea:r", "Sea", "sea", 300, 31.0, 47.0)
    found = drawn(views.of(placed("x-1", sea, WherePrec.SEA_OR_AIR, 300.0), places=(sea,)))
    (ring,) = found.around
    assert isinstance(ring, Shape)
    ys = [y for step in ring.path for y in step[2::2]]
    assert min(ys) >= 0
    assert max(ys) <= SIZE[1]


def test_cells_stand_for_places_too_many_to_draw_and_the_legend_explains_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("incidentmap.query.marks"), "MOST_MARKS", 10)
    close = [
        Place(f"site:p{n}", f"Place {n}", "town", 2, 33 + n % 7 / 100, 43 + n / 500, country_code="IQ")
        for n in range(40)
    ]
    view = views.of(*(placed(f"x-{n}", each, WherePrec.EXACT) for n, each in enumerate(close)), places=tuple(close))
    found = drawn(view)
    assert any(mark.is_cell for mark in found.marks)
    assert found.drawn + found.outside == view.counts.shown == 40
    page = map_sheet(view, views.gazetteer(), {}, (1280, 720), date(2026, 1, 1))
    assert "several places" in [part.text for part in page.parts if isinstance(part, Label)]


def test_alone_each_symbol_is_open_at_its_own_place_and_makes_no_room() -> None:
    close = [Place(f"site:{n}", f"Base {n}", "base", 2, 34.0, 42.0 + n / 500, country_code="IQ") for n in range(2)]
    anbar = Place("admin1:IQ-AN", "Anbar", "governorate", 150, 33.0, 42.0, "", (), "IQ-AN", "", "IQ")
    cases = [placed(f"x-{n}", place, WherePrec.EXACT) for n, place in enumerate(close)]
    cases.append(placed("x-9", anbar, WherePrec.GOVERNORATE, 150.0))
    view = views.of(*cases, places=(*close, anbar))
    found = map_vectors(view, views.gazetteer(), *SIZE, (34.0, 42.0, 5.0), with_alone=True)
    (a, b), (c, d) = ([m.box[0] for m in each if m.form == "mark"] for each in (found.marks, found.alone))
    assert abs(a - b) > 10 > 1 > abs(c - d)
    alone = {mark.place_id: mark for mark in found.alone}
    assert {name: mark.count for name, mark in alone.items()} == {"site:0": 1, "site:1": 1, "admin1:IQ-AN": 1}
    assert [part.stroke for part in alone["site:0"].parts if isinstance(part, Shape)][-1] == "#1d2329", "its frame"
    outline, *_ = alone["admin1:IQ-AN"].parts
    assert isinstance(outline, Shape)
    assert (outline.is_hatched, outline.stroke_width) == (True, 3)
    assert found.areas[0].stroke_width == 1.4, "the others stay as they are"
    assert drawn(view).alone == ()
