"""Countries and governorates in every spelling that data sets use, and what is not known is said."""

from __future__ import annotations

import csv
from pathlib import Path

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentmap.gazetteer.context import Context, context_of
from incidentmap.gazetteer.lookup import Gazetteer

with (Path(__file__).parent / "area_spellings.csv").open(encoding="utf-8", newline="") as _file:
    SPELLINGS = list(csv.DictReader(_file))


@pytest.mark.parametrize("row", SPELLINGS, ids=lambda row: f"{row['used_by']} {row['written']} {row['country']}")
def test_a_spelling_is_known(gazetteer: Gazetteer, row: dict[str, str]) -> None:
    if row["country"]:
        found = context_of(gazetteer, row["country"], row["written"])
        assert (found.admin1, found.unknown) == (row["code"], ())
    else:
        found = context_of(gazetteer, row["written"])
        unknown = () if row["code"] else (f"the country that is stated is not known: {row['written']}",)
        assert (found.country, found.unknown) == (row["code"], unknown)


@pytest.mark.parametrize("user", ["OCHA", "ACLED", "UCDP", "GeoNames", "Natural Earth"])
def test_each_of_them_is_in_the_table(user: str) -> None:
    assert sum(row["used_by"] == user for row in SPELLINGS) >= 10


@pytest.mark.parametrize("written", ["Unknown", "n/a", "N/A", "-", "None", " ", "UNSPECIFIED", "غير معروف"])
def test_words_for_nothing_state_nothing(gazetteer: Gazetteer, written: str) -> None:
    assert context_of(gazetteer, written, written, written) == Context()


def test_what_is_not_known_is_said_and_left_out(gazetteer: Gazetteer) -> None:
    found = context_of(gazetteer, "Atlantis", "Gibberish")
    assert found[:2] == ("", "")
    assert [sentence.rpartition(": ")[2] for sentence in found.unknown] == ["Atlantis", "Gibberish"]


def test_a_country_that_is_not_held_keeps_its_code_and_is_named(gazetteer: Gazetteer) -> None:
    found = context_of(gazetteer, "FRA", "FR-IDF")
    assert found[:2] == ("FR", "FR-IDF")
    assert found.unknown == ("the gazetteer holds no places of France",)


def test_one_name_of_several_governorates_is_none(gazetteer: Gazetteer) -> None:
    assert context_of(gazetteer, "", "Al Jawf").admin1 == ""  # in Saudi Arabia and in Yemen
    assert context_of(gazetteer, "Yemen", "Al Jawf").admin1 == "YE-JA"


def test_a_governorate_tells_its_country(gazetteer: Gazetteer) -> None:
    assert context_of(gazetteer, "", "Rural Damascus")[:2] == ("SY", "SY-RD")
    assert context_of(gazetteer, "SY", "IQ-AN")[:2] == ("SY", "IQ-AN")  # a contradiction is not ours to settle


def test_a_part_of_a_name_is_no_country(gazetteer: Gazetteer) -> None:
    assert context_of(gazetteer, "South Sudan").country == "SS"
    assert context_of(gazetteer, "Iraq/Syria").country == ""


def test_a_district_of_two_governorates_is_neither(gazetteer: Gazetteer) -> None:
    both = context_of(gazetteer, "Yemen", "", "Az Zahir")
    assert both.admin2 == ""
    assert both.unknown == ("the district that is stated may be Az Zahir in Al Bayda or Az Zahir in Al Jawf",)
    assert context_of(gazetteer, "Yemen", "Al Jawf", "Az Zahir")[:4] == ("YE", "YE-JA", "YE.21.1604", ())


def test_no_district_is_taken_for_another_of_its_name(gazetteer: Gazetteer) -> None:
    for district in gazetteer.areas("admin2"):
        told = context_of(gazetteer, district.country_code, "", district.name)
        assert told.admin2 in ("", district.place_id.partition(":")[2]), district


@given(st.sampled_from(sorted(pycountry.countries, key=lambda country: country.numeric)), st.booleans())
def test_every_iso_code_and_name_means_its_country(gazetteer: Gazetteer, country: object, short: bool) -> None:
    written = (country.alpha_2, country.alpha_3, country.numeric, country.name)  # type: ignore[attr-defined]
    written += (country.numeric.lstrip("0"),) if short else ()  # type: ignore[attr-defined]
    told = [text for text in written if text.casefold() != "na"]  # Namibia's, and what spreadsheets write for nothing
    assert {context_of(gazetteer, text).country for text in told} == {country.alpha_2}  # type: ignore[attr-defined]
