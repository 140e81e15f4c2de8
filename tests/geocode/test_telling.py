"""What of the words an answer leaves out, or reads as something else, is told: by name, whatever the form."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from incidentmap.geocode import Gazetteer, OfflineGeocoder, PlaceQuery, context_of, find, or_around
from incidentmap.geocode.place_query import GeocodeResult
from tests import records


def asked(gazetteer: Gazetteer, text: str, *stated: str) -> GeocodeResult:
    query = PlaceQuery(text, gazetteer, context_of(gazetteer, *stated))
    return or_around(find(query), query, text)


def place_id(result: GeocodeResult) -> str:
    return result.footprint.place.place_id if result.footprint else ""


def listed(result: GeocodeResult) -> set[str]:
    return {other.place_id for other in result.candidates}


@pytest.mark.parametrize(
    ("text", "country", "holder", "town", "where"),
    [
        ("Al-Qa'im, Syria", "", "country:SY", "site:al-qaim", "in Iraq"),
        ("Mosul, Syria", "", "country:SY", "geonames:99072", "in Iraq"),
        ("MOSUL, SYRIA", "", "country:SY", "geonames:99072", "in Iraq"),
        ("mosul, syria", "", "country:SY", "geonames:99072", "in Iraq"),
        ("Mosul in Syria", "", "country:SY", "geonames:99072", "in Iraq"),
        ("near Mosul, Syria", "", "country:SY", "geonames:99072", "in Iraq"),
        ("5 km west of Mosul, Syria", "", "country:SY", "geonames:99072", "in Iraq"),
        ("الموصل، سوريا", "", "country:SY", "geonames:99072", "in Iraq"),
        ("Musul, Suriye", "", "country:SY", "geonames:99072", "in Iraq"),
        ("Tikrit, Anbar", "Iraq", "admin1:IQ-AN", "geonames:90150", "in Salah al-Din governorate"),
        ("tikrit, anbar", "Iraq", "admin1:IQ-AN", "geonames:90150", "in Salah al-Din governorate"),
        ("Mosul Airport, Erbil", "Iraq", "admin1:IQ-AR", "site:mosul-ap", "in Nineveh governorate"),
        ("Camp Taji, Anbar", "Iraq", "admin1:IQ-AN", "site:taji", "in Baghdad governorate"),
    ],
)
def test_a_town_that_its_area_rules_out_is_named_and_listed(
    gazetteer: Gazetteer, text: str, country: str, holder: str, town: str, where: str
) -> None:
    found = asked(gazetteer, text, country)
    assert (place_id(found), found.fell_back) == (holder, True)
    assert f"is known, but lies elsewhere: {where}; this is only the" in found.reason
    assert town in listed(found)
    assert found.score <= 0.5


def test_it_is_among_what_a_person_decides(gazetteer: Gazetteer) -> None:
    incident = replace(
        records.incident(), site="", admin1="", country="", place_relation=None, place_text="Mosul, Syria"
    )
    placement = OfflineGeocoder(gazetteer).place(incident).placement
    assert placement.fell_back and "Mosul" in placement.reason
    assert "geonames:99072" in {other.place_id for other in placement.alternatives}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Al-Qa'im, Syria", "“Syria” contradicts Iraq, which is stated"),
        ("Mosul (Syria)", "“Syria” contradicts Iraq, which is stated"),
        ("Mosul, Aleppo Governorate", "“Aleppo Governorate” is known, but lies elsewhere: in Syria"),
        ("Foo, Syria", "the gazetteer does not know “Foo”; “Syria” contradicts Iraq, which is stated"),
        ("Syria", "“Syria” contradicts Iraq, which is stated"),
    ],
)
def test_words_that_contradict_the_country_stated_are_said(gazetteer: Gazetteer, text: str, said: str) -> None:
    found = asked(gazetteer, text, "Iraq")
    assert found.told.startswith(said)
    assert found.score <= 0.5


@pytest.mark.parametrize("text", ["Mosul", "near Mosul", "الموصل", "20 km west of Mosul"])
def test_a_town_of_another_country_than_the_stated_one_is_said_to_be_known(gazetteer: Gazetteer, text: str) -> None:
    found = asked(gazetteer, text, "Syria")
    assert place_id(found) == "country:SY"
    assert "is known, but lies elsewhere: in Iraq" in found.reason
    assert "geonames:99072" in listed(found)


@pytest.mark.parametrize("name", ["Deirezzor", "Deirezor", "near Deirezzor"])
def test_likeness_is_listed_without_a_country_and_told_with_one(gazetteer: Gazetteer, name: str) -> None:
    alone, in_syria = asked(gazetteer, name), asked(gazetteer, name, "Syria")
    assert not place_id(alone)
    assert "geonames:170794" in listed(alone)
    assert "spelled much like" in alone.reason
    assert place_id(in_syria).startswith("geonames:170794")
    assert f"“{name.removeprefix('near ')}” is read as Deir ez-Zor, which is only spelled much like it" in in_syria.told


def test_likeness_of_a_site_is_told_too(gazetteer: Gazetteer) -> None:
    incident = replace(
        records.incident(), site="Deirezzor", place_text="", admin1="", country="SY", place_relation=None
    )
    geocoder = OfflineGeocoder(gazetteer)
    assert geocoder.place(incident).placement.place_id == "geonames:170794"
    assert "only spelled much like it" in geocoder.told(incident)


def test_a_base_that_is_only_known_as_a_town_is_said(gazetteer: Gazetteer) -> None:
    found = asked(gazetteer, "Ramadi base", "Iraq")
    assert found.note == "of “Ramadi base” only Ramadi is known, which is another kind of place"


@pytest.mark.parametrize(
    "text",
    [
        "Yarmouk, Mosul",
        "Yarmouk neighborhood, Mosul",
        "Yarmouk neighborhood of Mosul",
        "Mosul-Yarmouk",
        "Yarmouk in Mosul",
        "Mosul (Yarmouk)",
    ],
)
def test_an_unknown_quarter_is_told_alike_in_every_form(gazetteer: Gazetteer, text: str) -> None:
    found = asked(gazetteer, text)
    assert place_id(found).startswith("geonames:99072")
    assert found.note == "“Yarmouk” is known, but lies elsewhere: in Syria"
    assert "geonames:166716" in listed(found)
    assert all(other.score < found.score - 0.05 for other in found.candidates if other.place_id == "geonames:166716")


def test_of_two_places_beside_each_other_it_is_said_that_they_lie_in_two_countries(gazetteer: Gazetteer) -> None:
    found = asked(gazetteer, "Yarmouk; Mosul")
    assert found.ambiguous
    assert found.note == "al-Yarmūk lies in Syria, Mosul lies in Iraq"


@pytest.mark.parametrize("text", ["-2km south of Mosul", "Mosul -2km south", "Mosul, −2 km south", "-2 km from Mosul"])
def test_a_sign_before_a_distance_is_a_dash_and_said(gazetteer: Gazetteer, text: str) -> None:
    found = asked(gazetteer, text)
    assert place_id(found) in ("geonames:99072@2km-S", "geonames:99072@near-2km")
    assert "is read as a dash: a distance has no minus" in found.note


@pytest.mark.parametrize("text", ["10-15 km east of Hit", "10 - 15 km east of Hit", "Mosul - 2 km south"])
def test_a_range_and_a_dash_with_blanks_are_no_sign(gazetteer: Gazetteer, text: str) -> None:
    assert asked(gazetteer, text, "Iraq").note == ""


@pytest.mark.parametrize(
    "text",
    [
        "غرب الموصل بـ20 كم",
        "غرب الموصل ب 20 كم",
        "غربي الموصل بنحو 20 كيلومترا",
        "غرب الموصل بمسافة 20 كم",
        "غرب الموصل على بعد ٢٠ كم",
        "الموصل 20 كم غربا",
        "west of Mosul by 20 km",
        "west of Mosul, 20 km",
    ],
)
def test_a_distance_behind_the_place_is_read(gazetteer: Gazetteer, text: str) -> None:
    found = asked(gazetteer, text, "Iraq")
    assert (place_id(found), found.told) == ("geonames:99072@20km-W", "")


@pytest.mark.parametrize("text", ["91, 200", "33.3, 200", "91N 44E", "133.3, 44.4"])
def test_a_pair_off_the_globe_is_said_to_be_no_position(gazetteer: Gazetteer, text: str) -> None:
    assert f"“{text}” is no position: latitude goes from -90 to 90" in asked(gazetteer, text).told


@pytest.mark.parametrize("text", ["33.3, 44.4", "120 200", "Mosul", "12, 13 and 14"])
def test_what_is_on_the_globe_or_no_pair_is_not(gazetteer: Gazetteer, text: str) -> None:
    assert "no position" not in asked(gazetteer, text).told


def test_a_country_written_otherwise_is_said(gazetteer: Gazetteer) -> None:
    for written in ("Iraqq", "Irac", "Tikrit, Iraq", "Northern Iraq"):
        said = f"the country that is stated, “{written}”, is read as Iraq"
        assert asked(gazetteer, "Mosul", written).note == said
    for written in ("Iraq", "iraq", "IQ", "IRQ", "العراق", "in Iraq", "Republic of Iraq", "Irak"):
        assert asked(gazetteer, "Mosul", written).told == ""


def test_names_around_a_position_fit_it_or_are_told(gazetteer: Gazetteer) -> None:
    assert asked(gazetteer, "36.34N 43.13E, Mosul, Iraq").told == ""
    assert "“Syria” contradicts the position" in asked(gazetteer, "36.34N 43.13E, Syria").told
    assert "does not know “Camp Foo”" in asked(gazetteer, "Camp Foo 36.34N 43.13E").told


def test_a_distance_that_an_area_cannot_hold_is_told(gazetteer: Gazetteer) -> None:
    assert asked(gazetteer, "20 km north of Anbar", "Iraq").note == "“20 km north” is not used"


def test_the_other_end_of_a_road_is_told(gazetteer: Gazetteer) -> None:
    found = asked(gazetteer, "Xyzzy-Mosul road")
    assert "only Mosul is known" in found.told and "Xyzzy" in found.told


def test_what_is_cut_off_is_told(gazetteer: Gazetteer) -> None:
    assert "only the first 400 characters are read" in asked(gazetteer, f"Mosul, {'x' * 400}").told


TOWNS = (
    "Mosul",
    "Ramadi",
    "الموصل",
    "Ain al-Asad",
    "Deir ez-Zor",
    "Anbar",
    "Syria",
    "Iraq",
    "Red Sea",
    "36.34N 43.13E",
)
UNKNOWN = ("Xyzzy", "XYZZY", "Xyzzy village", "al-Xyzzy", "Abu Xyzzy", "Xyzzy Quux")
FORMS = (
    "{unknown}, {town}", "{town}, {unknown}", "{unknown} in {town}", "{unknown} near {town}", "{unknown} ({town})",
    "{town} ({unknown})", "{town} / {unknown}", "{unknown}; {town}", "{town} near {unknown}", "{unknown} - {town}",
    "{unknown} and {town}", "between {town} and {unknown}", "5 km west of {town}, {unknown}", "{unknown}: {town}",
    "5 km west of {unknown}, {town}", "road between {unknown} and {town}", "{town}, {unknown}, Iraq",
    "northern {town}, {unknown} street", "{unknown} neighborhood of {town}", "{unknown} {town}", "{unknown} و {town}",
)  # fmt: skip


@given(st.sampled_from(FORMS), st.sampled_from(TOWNS), st.sampled_from(UNKNOWN), st.sampled_from(["", "Iraq", "SY"]))
@example("{town}, {unknown}", "Iraq", "Xyzzy", "")
@settings(max_examples=400)
def test_a_name_that_was_not_used_is_told(
    gazetteer: Gazetteer, form: str, town: str, unknown: str, country: str
) -> None:
    """Whatever the answer, it is told; and where there is an answer in the words, the name that is not in it, too."""
    found = asked(gazetteer, form.format(town=town, unknown=unknown), country)
    assert found.told
    if found.footprint and not found.fell_back:
        assert "xyzzy" in found.told.casefold()


@given(st.permutations(["Mosul", "Aleppo", "Sanaa"]), st.sampled_from([", ", " in ", " near ", " (", " - "]))
def test_of_three_towns_of_three_countries_two_are_told(gazetteer: Gazetteer, towns: list[str], joint: str) -> None:
    found = asked(gazetteer, joint.join(towns))
    assert found.told
    if found.footprint:
        assert sum(f"“{town}”" in found.told for town in towns) >= 2


@given(
    st.sampled_from(["Mosul", "Ramadi", "Tikrit", "Kirkuk"]),
    st.sampled_from(["{}", "near {}", "{}, Iraq", "5 km N of {}"]),
)
def test_what_is_read_as_it_is_written_needs_no_words(gazetteer: Gazetteer, town: str, form: str) -> None:
    found = asked(gazetteer, form.format(town), "Iraq")
    assert found.footprint and not found.told
