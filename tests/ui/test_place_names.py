"""Places of one name are told apart by what they are and where they lie."""

from __future__ import annotations

import pytest

from incidentmap.model import Place
from incidentmap.ui.shared import place_names

TOWN = Place("geonames:1", "Erbil", "town", 5, 36.2, 44.0, admin1="IQ-AR", country_code="IQ")
AREA = Place("admin1:IQ-AR", "Erbil", "admin1", 90, 36.4, 44.1, admin1="IQ-AR", country_code="IQ")
PLACES = {each.place_id: each for each in (TOWN, AREA)}


@pytest.mark.usefixtures("few_records")
def test_only_what_shares_its_name_says_more_than_it() -> None:
    apart = place_names.alike_told_apart(dict.fromkeys(PLACES, "Erbil") | {"site:x": "Harir"}, PLACES.get)
    assert apart == {
        "geonames:1": "Erbil, town, Erbil, Iraq",
        "admin1:IQ-AR": "Erbil, governorate, Iraq",
        "site:x": "Harir",
    }


@pytest.mark.parametrize(
    ("place_id", "name", "said"),
    [
        ("admin1:IQ-AR", "Erbil", "Erbil governorate"),
        ("admin1:SY-RD", "Rif Dimashq Governorate", "Rif Dimashq Governorate"),
        ("admin2:IQ-AR-1", "Soran", "Soran district"),
    ],
)
def test_an_area_says_that_it_is_one(place_id: str, name: str, said: str) -> None:
    assert place_names.is_area(place_id)
    assert place_names.with_kind(place_id, name) == said


@pytest.mark.parametrize("place_id", ["geonames:1", "site:harir", "admin1:IQ-AR@north"])
def test_what_is_a_point_or_a_part_says_nothing_more(place_id: str) -> None:
    assert not place_names.is_area(place_id)
