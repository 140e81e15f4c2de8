"""Whatever is written in a place: an answer or a reason, never an end of the run."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidentmap.errors import InvalidRecord
from incidentmap.geocode import Gazetteer, PlaceQuery, context_of, find, or_around, read_point
from incidentmap.geocode.description import offset_in

WINDS = {"north": 0, "north east": 45, "north-east": 45, "northeast": 45, "east": 90, "southeast": 135, "south": 180}
WINDS |= {"southwest": 225, "west": 270, "northwest": 315, "west-northwest": 315, "northern": 0}
UNITS = {"km": 1.0, "kilometers": 1.0, "kilometres": 1.0, "miles": 1.609344, "mi": 1.609344, "nm": 1.852}
UNITS |= {"nautical miles": 1.852, "m": 0.001, "metres": 0.001}
CASES = (str, str.upper, str.title, str.lower, str.swapcase)
PIECES = [*WINDS, *UNITS, "5", "12,5", "1,500", "10-15", "of", "from", "near", "between", "and", "road", "in", "the",
          "Mosul", "Taji", "al-Qaim", "Baghdad", "Anbar Governorate", "Red Sea", "(", ")", ",", ";", ":", "/", "&", "N",
          "NNE", "WSW", "central", "outskirts of", "district", "governorates", "33.5, 44.2", "33°20'N 44°30'E",
          "38S LC 80 81", "الموصل", "شمال", "٢٠ كم", "km²", "ſouth", "\u212am", "mıles"]  # fmt: skip


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("wind", WINDS)
def test_an_offset_is_read_alike_in_any_case(wind: str, unit: str, case: type[str]) -> None:
    text = case(f"5 {unit} {wind} of Mosul")
    km, bearing = offset_in(text)
    assert (km, bearing) == (pytest.approx(5 * UNITS[unit], rel=0.01), WINDS[wind])


@pytest.mark.parametrize(("letters", "bearing"), [("N", 0), ("NE", 45), ("NNE", 45), ("WNW", 315), ("SW", 225)])
def test_letters_stand_for_winds(letters: str, bearing: int) -> None:
    assert offset_in(f"5 km {letters} of Mosul") == (5.0, bearing)


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map(" ".join)), st.sampled_from(CASES))
@settings(max_examples=400)
def test_no_text_raises(gazetteer: Gazetteer, text: str, case: type[str]) -> None:
    for country in ("", "IQ"):
        words = PlaceQuery(case(text), gazetteer, context_of(gazetteer, country))
        assert or_around(find(words), words, text) is not None


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map(" ".join)), st.sampled_from(CASES))
def test_what_is_no_point_is_refused_and_nothing_else(text: str, case: type[str]) -> None:
    try:
        latitude, longitude = read_point(case(text))
    except InvalidRecord:
        return
    assert -90 <= latitude <= 90
    assert -180 <= longitude <= 180
