"""Places: what choosing one selects, what lies within some km of it, and how a link writes either."""

from __future__ import annotations

import numpy as np
import pytest
from geopy.distance import great_circle
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incidentmap.errors import InvalidRecord
from incidentmap.model import Place, Placement
from incidentmap.model import vocabulary as v
from incidentmap.query import IncidentFilter, apply
from incidentmap.query.place_selection import MOST_KM, code_of, point_of, wanted
from tests.query import world
from tests.query.world import Case, World, index_of, one, shown_in

several = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
IDS = (
    "site:asad", "site:asad@near", "site:asad@7km-E", "site:asad@several-haditha", "site:haditha", "site:asad-2",
    "admin1:IQ-AN", "point:33/44/1km", "site:taji@or-asad+haditha", "site:taji",
)  # fmt: skip
SELECTS = {
    "site:asad": {
        "site:asad", "site:asad@near", "site:asad@7km-E", "site:asad@several-haditha", "site:taji@or-asad+haditha",
    },
    "site:asad@near": {"site:asad@near"},
    "site:haditha": {"site:haditha", "site:asad@several-haditha", "site:taji@or-asad+haditha"},
    "site:taji": {"site:taji", "site:taji@or-asad+haditha"},
    "site:asad-2": {"site:asad-2"},
}  # fmt: skip
DEGREES = st.tuples(st.floats(-84, 84), st.floats(-180, 180))


@pytest.fixture(autouse=True, scope="module")
def places():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(world, "PLACES", tuple(Place(each, each, "site", 2, country_code="IQ") for each in IDS))
        yield


def at(name: str, place_id: str, point: tuple[float, float] | None = (33.0, 43.0)) -> Case:
    precision = v.WherePrec.EXACT if point else v.WherePrec.COUNTRY
    return Case(one(incident_id=name), Placement(name, place_id, precision, *(point or ())))


def shown(index, *codes) -> set[str]:
    return set(shown_in(apply(index, IncidentFilter(places=codes))))


@pytest.fixture(scope="module")
def everywhere(empty_store):
    return index_of(empty_store, World((*(at(each, each) for each in IDS), Case(one(incident_id="unplaced")))))


@pytest.mark.parametrize("place_id", SELECTS)
def test_a_place_selects_what_was_placed_from_it_and_nothing_else(everywhere, place_id) -> None:
    assert shown(everywhere, place_id) == SELECTS[place_id]


def test_any_of_several_places_will_do(everywhere) -> None:
    assert shown(everywhere, "site:taji", "point:33/44/1km") == SELECTS["site:taji"] | {"point:33/44/1km"}


@several
@given(
    points=st.lists(st.one_of(st.none(), DEGREES), min_size=1, max_size=8),
    center=DEGREES,
    km=st.one_of(st.floats(1, 500), st.floats(500, MOST_KM)).map(lambda km: float(f"{km:g}")),
)
def test_a_circle_holds_what_stands_within_its_km(empty_store, points, center, km) -> None:
    cases = [at("center", "site:asad", center)]
    cases += [at(f"x-{number}", "site:taji", point) for number, point in enumerate(points)]
    index = index_of(empty_store, World((*cases, Case(one(incident_id="unplaced")))))
    found = shown(index, code_of("site:asad", km))
    for case in cases:
        point = (case.placement.latitude, case.placement.longitude)
        apart = None if point[0] is None else great_circle(center, point).km
        if apart is None or apart > km + 0.05:
            assert case.incident.incident_id not in found
        elif apart < km - 0.05:
            assert case.incident.incident_id in found
    assert "unplaced" not in found


def test_where_nothing_stands_on_a_place_itself_what_was_placed_from_it_is_its_point(empty_store) -> None:
    near, far = at("near", "site:asad@near", (33.8, 42.4)), at("far", "site:taji", (33.5, 44.2))
    cases = (near, far, at("no", "admin1:IQ-AN", None))
    index = index_of(empty_store, World(cases))
    assert point_of(index, "site:asad") == pytest.approx((33.8, 42.4), abs=1e-6)
    assert point_of(index, "admin1:IQ-AN") is None
    assert shown(index, "site:asad~50") == {"near"}
    assert shown(index, "site:asad~180") == {"near", "far"}
    assert shown(index, "admin1:IQ-AN~50") == set()


@given(st.text(max_size=20), st.one_of(st.none(), st.integers(1, MOST_KM)))
def test_a_code_says_what_it_was_written_from_and_no_comma(place_id, km) -> None:
    code = code_of(place_id, km)
    assert not {",", " "} & set(code)
    assert wanted(code) == ((place_id, km) if place_id else None)


@pytest.mark.parametrize(
    "code", ["", "~50", "site:x~", "site:x~0", "site:x~-1", "site:x~1e3", "site:x~50~50", "a%zz", "x~٥", "\ud800"]
)
def test_what_is_no_code_is_refused(code) -> None:
    assert wanted(code) is None
    with pytest.raises(InvalidRecord, match="places"):
        IncidentFilter(places=(code,))


def test_the_count_adds_up_with_a_place(everywhere) -> None:
    counts = apply(everywhere, IncidentFilter(places=("site:asad~1", "site:taji"))).counts
    assert counts.total == counts.shown + sum(each.charged for each in counts.excluded) == len(IDS) + 1
    assert {each.filter for each in counts.excluded} == {"places"}
    assert np.all([each.would_return == each.charged for each in counts.excluded])
