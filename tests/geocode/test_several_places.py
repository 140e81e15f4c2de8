"""Several places in one description of which not all are known: what is not known is said, and nothing is guessed."""

from __future__ import annotations

import pytest

from incidentmap.geocode import Gazetteer, PlaceQuery, context_of, find


def ask(gazetteer: Gazetteer, text: str):
    return find(PlaceQuery(text, gazetteer, context_of(gazetteer, "Iraq")))


@pytest.mark.parametrize(
    "text", ["Mosul / Xyzzy", "Xyzzy/Mosul", "Mosul; Xyzzy", "MOSUL / XYZZY", "Mosul, Xyzzy and Erbil"]
)
def test_of_places_side_by_side_the_unknown_one_is_said(gazetteer, text):
    result = ask(gazetteer, text)
    assert result.footprint.place.name in ("Mosul", "area of Mosul")
    assert result.note.casefold().startswith("the gazetteer does not know “xyzzy”")


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Mosul and Xyzzy", "Mosul is"),
        ("Xyzzy & Mosul", "Mosul is"),
        ("Mosul and Erbil and Xyzzy", "Mosul and Erbil are"),
    ],
)
def test_of_places_joined_by_and_the_known_ones_are_offered(gazetteer, text, known):
    result = ask(gazetteer, text)
    assert result.footprint is None
    assert result.reason == f"of the places named only {known} known"
    assert [each.name for each in result.candidates] == known.rpartition(" ")[0].split(" and ")
    assert "Xyzzy" in result.note


@pytest.mark.parametrize(
    "text",
    [
        "Mosul / Erbil",
        "Mosul and Erbil",
        "command and control center in Mosul",
        "Al-Asad Air Base / Ain Al Asad",
        "Xyzzy / Qwertz",
        "36.34N 43.13E / Mosul",
        "38S MB 12345 67890 / Taji",
        "Iraq / Syria border",
        "Iraq-Syria border / Qaim",
        "Ain al-Asad and Harir air bases",
    ],
)
def test_nothing_is_said_where_all_are_known_or_none_or_where_the_words_are_no_names(gazetteer, text):
    assert ask(gazetteer, text).note == ""
