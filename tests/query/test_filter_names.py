"""Places of a filter say what they are where their name alone might be that of a town."""

from __future__ import annotations

import pytest

from incidentmap.query import filter_names


@pytest.mark.parametrize(
    ("place_id", "name", "said"),
    [
        ("admin1:IQ-AR", "Erbil", "Erbil governorate"),
        ("admin1:SY-RD", "Rif Dimashq Governorate", "Rif Dimashq Governorate"),
        ("admin2:IQ-AR-1", "Soran", "Soran district"),
        ("admin1:IQ-AR@north", "northern Erbil", "northern Erbil"),
    ],
)
def test_an_area_says_that_it_is_one(place_id: str, name: str, said: str) -> None:
    assert filter_names.with_kind(place_id, name) == said
