"""Where what is shown lies, and what few lie far from it."""

from __future__ import annotations

import pytest

from incidentmap.model import Place, Placement
from incidentmap.model import vocabulary as v
from incidentmap.query import IncidentFilter, apply, extent
from tests.query import world
from tests.query.world import Case, World, index_of, one

HOME = ((28.0, 34.0), (39.0, 49.0))
POINTS = {"site:north": (36.0, 44.0), "site:south": (33.0, 42.0), "site:far": (15.0, 44.0)}


@pytest.fixture(autouse=True)
def places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(world, "PLACES", tuple(Place(each, each, "site", 2, *POINTS[each]) for each in POINTS))


def view_of(store, **counts: int):
    cases = [
        Case(one(incident_id=name), Placement(name, f"site:{place}", v.WherePrec.EXACT, *POINTS[f"site:{place}"]))
        for place, count in counts.items()
        for name in (f"{place}-{number}" for number in range(count))
    ]
    return apply(index_of(store, World((*cases, Case(one(incident_id="unplaced"))))), IncidentFilter())


def corners(view, home=None):
    return [pytest.approx(each, abs=1e-6) for each in extent(view, home)]


@pytest.mark.parametrize(
    ("counts", "most"),
    [
        ({"north": 3, "south": 1, "far": 1}, ((33, 42), (36, 44))),  # one of five is few
        ({"north": 2, "south": 1, "far": 1}, ((15, 42), (36, 44))),  # one of four is not
        ({"far": 2}, ((15, 44), (15, 44))),
    ],
)
def test_few_that_lie_far_from_home_are_left_out(empty_store, counts, most) -> None:
    assert corners(view_of(empty_store, **counts), HOME) == list(most)


def test_without_a_home_every_point_counts(empty_store) -> None:
    assert corners(view_of(empty_store, north=9, far=1)) == [(15, 44), (36, 44)]


def test_what_has_no_point_has_no_extent(empty_store) -> None:
    assert extent(view_of(empty_store), HOME) is None
