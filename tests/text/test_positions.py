"""Positions in every form that people write them in: one reader, and nothing guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentmap.text.positions import Position, position_in, read_axis, read_position

HERE = (33.79, 42.44)
LINKS = (
    "https://www.openstreetmap.org/?mlat=33.79&mlon=42.44#map=12/33.80/42.50",
    "https://www.openstreetmap.org/#map=15/33.79/42.44",
    "https://www.openstreetmap.org/#map=15/33.79/42.44&layers=H",
    "https://www.google.com/maps/@33.79,42.44,15z",
    "https://www.google.com/maps/@33.79,42.44,1200m/data=!3m1!1e3",
    "https://www.google.com/maps/place/Asad/@33.7,42.4,13z/data=!4m5!3m4!1s0x155:0x1!8m2!3d33.79!4d42.44",
    "https://maps.google.com/?q=33.79,42.44",
    "https://www.google.com/maps/search/?api=1&query=33.79%2C42.44",
    "https://www.google.com/maps/search/33.79,+42.44",
    "google.com/maps?q=loc:33.79,42.44",
    "geo:33.79,42.44?z=12",
    "https://maps.apple.com/?ll=33.79,42.44",
    "https://www.bing.com/maps?cp=33.79~42.44&lvl=12",
)


@pytest.mark.parametrize(
    "text",
    [
        "(33.79, 42.44)", "[33.79, 42.44]", "33.79, 42.44,", "33.79, 42.44.", "33.79\n42.44", "33.79,\r\n 42.44",
        "33.79/42.44", "33.79; 42.44", "33,79; 42,44", "33.79\u00a0 42.44", "\u206633.79, 42.44\u2069",
        "٣٣٫٧٩، ٤٢٫٤٤", "۳۳٫۷۹, ۴۲٫۴۴", "３３．７９，４２．４４", "33.79°, 42.44°", "33.79° 42.44°",
        "N33.79 E42.44", "n33.79 e42.44", "33.79N 42.44E", "33.79°N, 42.44°E", "E42.44 N33.79", "42.44E, 33.79N",
        "Lat: 33.79, Long: 42.44", "lat=33.79 lng=42.44", "Longitude 42.44, Latitude 33.79",
        "Latitude: 33.79 N, Longitude: 42.44 E", '{"lat": 33.79, "lng": 42.44}', "خط العرض 33.79 خط الطول 42.44",
        "Coordinates: 33.79, 42.44", "GPS 33.79 42.44", "33.79&deg;N 42.44&amp;deg;E", "33.79&amp;nbsp;42.44",
        "POINT (42.44 33.79)", "SRID=4326;POINT(42.44 33.79)", "point z (42.44 33.79 120)", "POINT(4.244e1 3.379e1)",
        "33.79°N 42.44°E / 33.79; 42.44", *LINKS,
    ],
)  # fmt: skip
def test_one_position_in_many_forms(text: str) -> None:
    found = read_position(text)
    assert found is not None and found[:2] == HERE
    within = position_in(text)
    assert within is not None and within.position == found
    assert not (within.before + within.after).strip()


@pytest.mark.parametrize(
    "text",
    [
        "33 47.4 N 42 26.4 E", "33°47.4'N 42°26.4'E", "N 33 47.4 E 42 26.4", "N 33° 47.4′, E 42° 26.4′",
        "33 47 24 N 42 26 24 E", "33-47-24N 042-26-24E", "33° 47' 24\" 42° 26' 24\"",
        "33&deg;47&#39;24&quot;N 42&amp;deg;26&amp;#39;24&amp;quot;E", "33º47’24”n 42º26’24”e",
        "33°47'24''N 42°26'24''E",
        "https://www.google.com/maps/place/33%C2%B047'24.0%22N+42%C2%B026'24.0%22E/@33.7,42.4,17z",
    ],
)  # fmt: skip
def test_minutes_and_seconds(text: str) -> None:
    found = read_position(text)
    assert found is not None and found[:2] == pytest.approx(HERE, abs=1e-6)


@pytest.mark.parametrize("text", ["38SKC4841", "38skc4841", "38s kc 48 41", "38S-KC-48-41", "MGRS: 38skc 4841"])
def test_the_grid_in_any_case(text: str) -> None:
    found = read_position(text)
    assert found is not None and found[:2] == pytest.approx((33.784, 42.284), abs=0.01)


def test_both_halves_of_the_globe() -> None:
    assert read_position("33.79S 42.44W") == Position(-33.79, -42.44, 0.01)
    assert read_position("−33.79, -42.44") == Position(-33.79, -42.44, 0.01)
    assert read_position("lat -33.79 lon -42.44") == Position(-33.79, -42.44, 0.01)


@pytest.mark.parametrize(
    "text",
    [
        "", "here", "33.79", "33.79N", "95, 20", "33.79, 500", "33.7N 42.4N", "-33.7S 42.4E", "N33.7S 42.4E",
        "lat 33.7 lat 42.4", "lat 33.7E lon 42.4N", "33°80'N 44°0'E", "33.5°20'N 44°0'E", "nan, nan", "1e3, 5",
        "33.79 N, 42.44", "POINT EMPTY", "POINT(500 33)", "POLYGON((42 33, 43 33, 43 34, 42 33))", "POINT(42.44)",
        "33.79, 42.44 / 34.79, 42.44", "33.79, 42.44 at night",
        "https://maps.app.goo.gl/abcdEFG123", "https://www.google.com/maps/dir/33.7,42.4/34.1,43.2/",
        "https://www.openstreetmap.org/node/33", "https://[broken", "geo:here", "https://maps.google.com/?q=Mosul",
        "33.79,, 42.44", "1" * 3_000, "33.79, 42.44" + " " * 3_000 + ".",
    ],
)  # fmt: skip
def test_what_is_no_position_is_none(text: str) -> None:
    assert read_position(text) is None


def test_a_view_is_as_fine_as_its_zoom() -> None:
    near, far = (read_position(f"https://osm.org/#map={zoom}/33.79123/42.44123") for zoom in (19, 5))
    assert near is not None and far is not None
    assert near.step < 0.001 and far.step > 1


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("fire at N33.79 E42.44 again", "fire at ", " again"),
        ("a car at 33.790, 42.440.", "a car at ", "."),
        ("near POINT(42.44 33.79), at night", "near ", ", at night"),
        ("seen https://osm.org/?mlat=33.79&mlon=42.44 today", "seen ", " today"),
        ("20 km غرب ٣٣٫٧٩٠، ٤٢٫٤٤٠", "20 km غرب ", ""),
    ],
)
def test_a_position_amid_words(text: str, before: str, after: str) -> None:
    found = position_in(text)
    assert found is not None and found.position[:2] == HERE
    assert (found.before, found.after) == (before, after)


@pytest.mark.parametrize(
    "text",
    [
        "route 12 N 15 E",
        "at 10.30, 11.45",
        "fell 10m at 12 15",
        "10th of 12 20",
        "https://x.org/33.791,42.441/a is it",
    ],
)
def test_words_with_numbers_hold_none(text: str) -> None:
    assert position_in(text) is None


@pytest.mark.parametrize(
    ("text", "axis", "degrees"),
    [
        ("33.79", "latitude", 33.79), ("33,79", "latitude", 33.79), ("٣٣٫٧٩", "latitude", 33.79),
        ("-33.79", "latitude", -33.79),
        ("33°47'24\"N", "latitude", 33.79), ("42.44E", "longitude", 42.44), ("W 42.44", "longitude", -42.44),
        ("42.44E", "latitude", None), ("95", "latitude", None), ("95", "longitude", 95.0), ("", "latitude", None),
        ("33.79, 42.44", "latitude", None), ("here", "latitude", None), ("1" * 200, "latitude", None),
    ],
)  # fmt: skip
def test_one_of_the_two_alone(text: str, axis: str, degrees: float | None) -> None:
    assert read_axis(text, axis) == (degrees and pytest.approx(degrees))


@given(st.floats(-90, 90), st.floats(-180, 180), st.sampled_from(["{}, {}", "({} {})", "lat {} lon {}", "geo:{},{}"]))
def test_decimals_come_back_as_they_were_written(latitude: float, longitude: float, form: str) -> None:
    found = read_position(form.format(f"{latitude:.5f}", f"{longitude:.5f}"))
    assert found is not None and found[:2] == (float(f"{latitude:.5f}"), float(f"{longitude:.5f}"))


@given(st.text(max_size=60) | st.text("0123456789.,°'\" NSEWnsew-+/:;()latongPOIT٣٫", max_size=40))
def test_any_text_is_read_or_not_and_never_raises(text: str) -> None:
    for found in (read_position(text), (amid := position_in(text)) and amid.position):
        assert found is None or (-90 <= found.latitude <= 90 and -180 <= found.longitude <= 180)
