"""Marks at any size: never more than may be drawn, every count kept, nothing looks better known than it is."""

from importlib import import_module

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incidentmap.model import Place, Placement
from incidentmap.model import vocabulary as v
from incidentmap.query import IncidentFilter, Window, apply, extent, ids, marks, rows_of_mark
from tests.query import world
from tests.query.world import Case, World, index_of, one

MODULE = import_module("incidentmap.query.marks")  # its name in the package is that of the function
several = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
WORLD = Window(6, -85, -180, 85, 180)
POINTS = [(33.0 + n % 5 * 0.01, 43.0 + n // 5 * 0.013) for n in range(20)] + [(36.0 + n, 40.0) for n in range(5)]
PLACES = tuple(
    Place(f"site:p{n}", f"Place {n}", "town", 2, lat, lon, country_code="IQ") for n, (lat, lon) in enumerate(POINTS)
)


@st.composite
def crowds(draw):
    """Draw incidents at many places close together, some known only as areas."""
    found = []
    for number in range(draw(st.integers(1, 40))):
        name, place = f"x-{number:02}", draw(st.sampled_from(PLACES))
        precision = draw(st.sampled_from([1, 1, 2, 2, 3, 4, 6, 7]))
        point = () if precision == 6 else (place.latitude, place.longitude)
        radius = () if precision == 6 else (float(precision),)
        placed = Placement(name, place.place_id, v.WherePrec(precision), *point, *radius)
        category = draw(st.sampled_from(v.Category))
        outcome = draw(st.sampled_from([v.Outcome.INTERCEPTED, None]))
        found.append(Case(one(incident_id=name, category=category, outcome=outcome), placed))
    return World(tuple(found))


@pytest.fixture(autouse=True, scope="module")
def places():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(world, "PLACES", PLACES)
        yield


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(MODULE, "MOST_MARKS", 30)


@several
@given(
    world=crowds(),
    zoom=st.integers(0, 18),
    filter=st.sampled_from([IncidentFilter(), IncidentFilter(categories=("attack",))]),
)
def test_every_count_stays_and_clicks_give_what_is_counted(empty_store, few, world, zoom, filter):
    view = apply(index_of(empty_store, world), filter)
    found = marks(view, Window(zoom, *WORLD[1:]))
    assert sum(mark.count for mark in found.marks) == view.counts.on_map + view.counts.on_areas
    clicked = [
        rows_of_mark(view, (mark.place_id,), mark.category) for mark in found.marks if mark.place_id[:4] == "cell"
    ]
    for mark, rows in zip((m for m in found.marks if m.place_id[:4] == "cell"), clicked, strict=True):
        assert len(rows) == mark.count
        assert mark.where_prec <= 2
        assert 1 <= len(mark.incident_ids) <= 5
        assert set(mark.incident_ids) <= set(ids(view.index, rows))
        assert mark.where_prec == max(index_precision(view, rows))
        hollow = {view.index.incidents.outcome.codes[row] for row in rows}
        assert mark.all_intercepted == (hollow == {list(v.Outcome).index(v.Outcome.INTERCEPTED)})
    together = np.concatenate([*clicked, np.array([], np.int64)])
    assert len(np.unique(together)) == len(together)


def index_precision(view, rows):
    return view.index.incidents.where_prec[rows]


def crowd(empty_store, number):
    cases = [
        Case(
            one(incident_id=f"x-{n:03}"),
            Placement(f"x-{n:03}", each.place_id, v.WherePrec.EXACT, each.latitude, each.longitude, 2.0),
        )
        for n, each in enumerate(PLACES * number)
    ]
    return apply(index_of(empty_store, World(tuple(cases))), IncidentFilter())


def test_few_marks_are_the_places_themselves(empty_store):
    found = marks(crowd(empty_store, 2), WORLD)
    assert found.whole
    assert {mark.place_id for mark in found.marks} == {place.place_id for place in PLACES}


def test_too_many_are_joined_where_they_stand_close_and_stay_where_they_are_alone(empty_store, monkeypatch):
    monkeypatch.setattr(MODULE, "MOST_MARKS", 10)
    view = crowd(empty_store, 2)
    found = marks(view, WORLD)
    assert not found.whole
    assert len(found.marks) <= 10
    cells = [mark for mark in found.marks if mark.place_id.startswith("cell:")]
    assert {mark.place_id for mark in found.marks} - {mark.place_id for mark in cells} == {
        f"site:p{n}" for n in range(20, 25)
    }
    assert [(mark.count, mark.place_name) for mark in cells] == [(40, "40 incidents at 20 places")]
    assert 33 <= cells[0].latitude <= 33.05


def test_close_by_the_places_part(empty_store, monkeypatch):
    monkeypatch.setattr(MODULE, "MOST_MARKS", 10)
    found = marks(crowd(empty_store, 1), Window(12, 32.995, 42.99, 33.005, 43.06))
    assert sorted(mark.place_id for mark in found.marks) == ["site:p0", "site:p10", "site:p15", "site:p5"]


def test_a_cell_that_the_edge_of_a_window_parts_is_counted_whole(empty_store, monkeypatch):
    monkeypatch.setattr(MODULE, "MOST_MARKS", 4)
    view, joined = crowd(empty_store, 2), 0
    for zoom in range(13):
        for south, west in ((32.995, 43.02), (33.015, 42.99), (33.015, 43.02), (33.035, 43.03)):
            for mark in marks(view, Window(zoom, south, west, 40, 50)).marks:
                if mark.place_id.startswith("cell:"):
                    assert len(rows_of_mark(view, (mark.place_id,), mark.category)) == mark.count
                    joined += 1
    assert joined


def test_the_extent_holds_every_point(empty_store):
    (south, west), (north, east) = extent(crowd(empty_store, 1))
    assert (round(south, 4), round(west, 4), round(north, 4), round(east, 4)) == (33, 40, 40, 43.039)


@pytest.mark.parametrize(
    "cell", ["cell:", "cell:1/2", "cell:3/9/0", "cell:31/0/0", "cell:1/-1/0", "cell:a/b/c", "cell:1/٢/0"]
)
def test_what_is_no_cell_holds_nothing(empty_store, cell):
    assert len(rows_of_mark(crowd(empty_store, 1), (cell,))) == 0
