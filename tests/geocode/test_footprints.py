"""How wide a wind is: "20 km west of" may lie as far north and south as its eighth of the compass reaches."""

from __future__ import annotations

from dataclasses import replace

import pytest

from incidentmap.gazetteer.geodesy import distance_km, offset
from incidentmap.geocode.footprints import several, toward
from tests.records import PLACE


@pytest.mark.parametrize("km", [5.0, 20.0, 50.0])
@pytest.mark.parametrize("bearing", [0, 45, 90, 135, 180, 225, 270, 315])
def test_the_ring_holds_its_eighth_of_the_compass_and_little_more(km: float, bearing: int) -> None:
    footprint = toward(PLACE, km, bearing)
    assert footprint is not None and footprint.place.latitude is not None and footprint.place.longitude is not None
    assert PLACE.latitude is not None and PLACE.longitude is not None
    for aside in (-22.5, 22.5):
        there = offset(PLACE.latitude, PLACE.longitude, km, bearing + aside)
        to_rim = distance_km(footprint.place.latitude, footprint.place.longitude, *there)
        assert to_rim + PLACE.radius_km <= footprint.place.radius_km + 0.1  # ids and radii are rounded
        assert footprint.place.radius_km <= 1.1 * (to_rim + PLACE.radius_km)


@pytest.mark.parametrize(("other", "shared"), [("same", True), ("elsewhere", False)])
def test_what_stands_for_several_places_lies_in_the_areas_that_hold_all(other: str, shared: bool) -> None:
    area = PLACE.admin1 if shared else "XX-1"
    footprint = several([PLACE, replace(PLACE, place_id=f"site:{other}", admin1=area)])
    assert footprint is not None
    assert footprint.place.admin1 == (PLACE.admin1 if shared else "")
    assert footprint.place.country_code == PLACE.country_code
