"""Coordinates in all their spellings, and what only looks like some."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentmap.errors import InvalidRecord
from incidentmap.geocode import Gazetteer, PlaceQuery, context_of, find, point_in, read_point

LATITUDES, LONGITUDES = st.floats(-80, 84), st.floats(-179.9, 179.9)


@given(st.floats(-90, 90), st.floats(-180, 180), st.sampled_from([", ", ",", " ", " ; "]))
def test_decimals_are_read_as_they_stand(latitude: float, longitude: float, between: str) -> None:
    found = read_point(f"{latitude:.5f}{between}{longitude:.5f}")
    assert found == (float(f"{latitude:.5f}"), float(f"{longitude:.5f}"))


@given(LATITUDES, LONGITUDES)
def test_coordinates_are_found_within_words(latitude: float, longitude: float) -> None:
    found = point_in(f"fire from {latitude:.4f}, {longitude:.4f} towards the border")
    assert found is not None
    assert (found.latitude, found.longitude) == (float(f"{latitude:.4f}"), float(f"{longitude:.4f}"))


def test_degrees_minutes_seconds() -> None:
    for text in ("33°47'12\"N 42°26'0\"E", "33° 47′ 12″ N, 42° 26′ 0″ E"):
        assert read_point(text) == pytest.approx((33.78667, 42.43333), abs=1e-5)
    assert read_point("33°47'12\"S 42°26'0\"W") == pytest.approx((-33.78667, -42.43333), abs=1e-5)


def test_mgrs_is_the_middle_of_nothing_finer_than_its_square() -> None:
    for text in ("38S KC 48 41", "38SKC4841", "38S KC 48000 41000"):
        assert read_point(text) == pytest.approx((33.784, 42.284), abs=0.01)
    assert point_in("38SKC4841").radius_km == 2  # type: ignore[union-attr]
    assert point_in("38SKC4800041000").radius_km == 0.1  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "km"), [("33.8, 42.4", 11.1), ("33.79, 42.44", 1.1), ("33.7912, 42.4433", 0.1), ("33°47'N 42°26'E", 1.9)]
)
def test_fewer_digits_are_a_wider_radius(text: str, km: float) -> None:
    found = point_in(text)
    assert found is not None and found.radius_km == km


@pytest.mark.parametrize(
    "text",
    [
        "", "here", "33.79", "95, 20", "33.79, 500", "33,79 42,44", "1e3, 5", "nan, nan",
        "33°47'12\"N 542°26'0\"E", "33°80'N 44°0'E", "38S", "38SKC", "38S KC 481 41", "99X ZZ 12 34",
    ],
)  # fmt: skip
def test_what_is_no_point_is_refused_and_not_guessed(text: str) -> None:
    with pytest.raises(InvalidRecord, match="latitude first"):
        read_point(text)


@pytest.mark.parametrize(
    "text",
    ["12 to 15 rockets", "on 8.1, 2024", "at 10.30, 11.45", "107 mm", "version 3.14, 15.92", "version 1.2.3, 4.5.6"],
)
def test_numbers_are_no_coordinates(text: str) -> None:
    assert point_in(text) is None


@pytest.mark.parametrize(
    ("text", "place_id", "where_prec"),
    [
        ("20 km west of 33.5123, 44.3123", "point:33.5123/44.3123/0.1km@20km-W", 2),
        ("near 33.791, 42.441", "point:33.791/42.441/0.1km@near", 2),
        ("33.8, 42.4", "point:33.8/42.4/11.1km", 2),
        ("34° N 44° E", None, None),
        ("between 33.791, 42.441 and 33.912, 42.612", None, None),
    ],
)
def test_coordinates_are_no_more_exact_than_their_words(
    gazetteer: Gazetteer, text: str, place_id: str | None, where_prec: int | None
) -> None:
    footprint = find(PlaceQuery(text, gazetteer)).footprint
    assert (footprint and footprint.place.place_id, footprint and int(footprint.where_prec)) == (place_id, where_prec)


def test_coordinates_far_from_the_country_are_questioned(gazetteer: Gazetteer) -> None:
    iraq = context_of(gazetteer, "IQ")
    assert find(PlaceQuery("fire at 33.791, 42.441", gazetteer, iraq)).footprint is not None
    swapped = find(PlaceQuery("fire at 42.441, 33.791", gazetteer, iraq))
    assert swapped.footprint is None and swapped.reason.endswith("lies far from Iraq; swapped?")
    assert find(PlaceQuery("at 10.301, 11.452", gazetteer, iraq)).reason == "10.301, 11.452 lies far from Iraq"


def test_coordinates_outside_the_governorate_are_questioned(gazetteer: Gazetteer) -> None:
    basra = find(PlaceQuery("fire at 33.791, 42.441", gazetteer, context_of(gazetteer, "IQ", "Basra")))
    assert basra.footprint is None and "km outside Basra, in Al Anbar" in basra.reason
    assert (
        find(PlaceQuery("fire at 33.791, 42.441", gazetteer, context_of(gazetteer, "IQ", "Anbar"))).footprint
        is not None
    )


def test_nothing_is_put_at_0_0(gazetteer: Gazetteer) -> None:
    for country in ("", "IQ"):
        nowhere = find(PlaceQuery("0, 0", gazetteer, context_of(gazetteer, country)))
        assert nowhere.footprint is None and "is what an empty cell becomes" in nowhere.reason


@pytest.mark.parametrize("text", ["33.79&amp;nbsp;N 42.44 E", "(33.79, 42.44)", "N33.79 E42.44", "POINT(42.44 33.79)"])
def test_positions_are_read_in_a_table_as_in_the_form(gazetteer: Gazetteer, text: str) -> None:
    footprint = find(PlaceQuery(text, gazetteer, context_of(gazetteer, "IQ"))).footprint
    assert footprint is not None and footprint.place.place_id == "point:33.79/42.44/1.1km"
    assert read_point(text) == (33.79, 42.44)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Ain&nbsp;al&#45;Asad", "Ain al-Asad"),
        ("Erb&amp;#299;l", "Erbīl"),
        ("Ain al-Asad &amp;amp; Erbil", "Ain al-Asad & Erbil"),
    ],
)
def test_entities_are_undone_before_a_place_is_read(gazetteer: Gazetteer, text: str, plain: str) -> None:
    found, expected = (find(PlaceQuery(each, gazetteer)) for each in (text, plain))
    assert found == expected and expected.footprint is not None


def test_an_endless_cell_is_answered(gazetteer: Gazetteer) -> None:
    for letters in (" ", "1.1 ", "N", "(", "5 km north of "):
        assert find(PlaceQuery(f"33.7{letters * 300_000}", gazetteer)).footprint is None
