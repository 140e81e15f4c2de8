"""Places that a person chose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentmap.errors import InvalidRecord
from incidentmap.geocode import Gazetteer, at_place, at_point, read_point
from incidentmap.model import Candidate
from incidentmap.model.vocabulary import WherePrec
from tests import records


@given(st.floats(-90, 90), st.floats(-180, 180), st.sampled_from([", ", ",", " ", " ; "]))
def test_decimals_are_read_as_they_stand(latitude: float, longitude: float, between: str) -> None:
    found = read_point(f"{latitude:.5f}{between}{longitude:.5f}")
    assert found == (float(f"{latitude:.5f}"), float(f"{longitude:.5f}"))


def test_degrees_minutes_seconds() -> None:
    assert read_point("33°47'12\"N 42°26'0\"E") == pytest.approx((33.78667, 42.43333), abs=1e-5)
    assert read_point("33°47'12\"S 42°26'0\"W") == pytest.approx((-33.78667, -42.43333), abs=1e-5)


@pytest.mark.parametrize(
    "text",
    [
        "", "here", "33.79", "95, 20", "33.79, 500", "33 47 12 N 42 26 0 E", "33,79 42,44", "1e3, 5", "nan, nan",
        "33°47'12\"N 542°26'0\"E",
    ],
)  # fmt: skip
def test_what_is_no_point_is_refused_and_not_guessed(text: str) -> None:
    with pytest.raises(InvalidRecord, match="latitude first"):
        read_point(text)


def test_a_point_is_a_place_of_its_own(gazetteer: Gazetteer) -> None:
    incident = records.incident(site="a farm", country="IQ")
    placement, place = at_point(incident, (33.123456, 43.0), WherePrec.NEAR, 12.0)
    assert place is not None
    assert (place.place_id, place.name, place.radius_km) == ("point:33.12346/43.0/12km", "a farm", 12.0)
    assert (placement.latitude, placement.where_prec, placement.uncertainty_km) == (33.12346, WherePrec.NEAR, 12.0)


def test_a_candidate_is_taken_with_its_own_precision(gazetteer: Gazetteer) -> None:
    others = (Candidate("country:IQ", "Iraq", 0.5), Candidate("admin1:IQ-AN", "Anbar", 0.4))
    for place_id, where_prec, drawn in (("country:IQ", 6, False), ("admin1:IQ-AN", 4, True)):
        there = gazetteer.place(place_id)
        assert there is not None
        placement, _ = at_place(records.incident(), there, others, gazetteer)
        assert (placement.where_prec, placement.latitude is not None) == (where_prec, drawn)
        assert [each.place_id for each in placement.alternatives] == [
            o.place_id for o in others if o.place_id != place_id
        ]
