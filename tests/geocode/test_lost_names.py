"""A name that nobody knows, beside the governorate that holds it: the governorate, and a person is asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from incidentmap.geocode import Gazetteer, OfflineGeocoder, PlaceQuery, context_of, find
from tests import records


@pytest.mark.parametrize(
    ("text", "place_id", "name"),
    [
        ("Tall Xyzzy village, Nineveh", "admin1:IQ-NI", "Tall Xyzzy village"),
        ("Tall Xyzzy in Nineveh Governorate", "admin1:IQ-NI", "Tall Xyzzy"),
        ("near Xyzzy, Iraq", "country:IQ", "Xyzzy"),
        ("قرية زيزيزي، نينوى", "admin1:IQ-NI", "قرية زيزيزي"),
        ("Nineveh Governorate", "admin1:IQ-NI", ""),
        ("an undisclosed location in Anbar", "admin1:IQ-AN", ""),
        ("Mosul, Nineveh", "geonames:99072", ""),
        ("Xyzzy, Red Sea", "sea:red-sea", "Xyzzy"),
        ("Red Sea", "sea:red-sea", ""),
        ("a tanker in the Red Sea", "sea:red-sea", ""),
        ("southern Red Sea", "sea:red-sea-south", ""),
        ("Iraqi-Syrian border, Anbar", "admin1:IQ-AN", ""),
        ("near the Iraqi-Syrian border, Iraq", "country:IQ", ""),
        ("Xyzzy near the Iraqi-Syrian border, Anbar", "admin1:IQ-AN", "Xyzzy"),
        ("Baghdad-Basra highway, Iraq", "country:IQ", ""),
        ("between Mosul and Basra, Iraq", "country:IQ", ""),
    ],
)
def test_a_village_lost_to_its_governorate_is_said(gazetteer: Gazetteer, text: str, place_id: str, name: str) -> None:
    found = find(PlaceQuery(text, gazetteer, context_of(gazetteer, "IQ")))
    assert found.footprint is not None and found.footprint.place.place_id == place_id
    assert found.fell_back == bool(name)
    assert f"does not know “{name}”" in found.reason if name else not found.reason


def test_it_waits_for_a_person(gazetteer: Gazetteer) -> None:
    asked = replace(records.incident(), site="", admin1="", country="IQ", place_relation=None)
    lost, meant = (
        OfflineGeocoder(gazetteer).place(replace(asked, place_text=text)).placement
        for text in ("Tall Xyzzy village, Nineveh", "Nineveh")
    )
    assert lost.fell_back and "Tall Xyzzy" in lost.reason  # what *To decide* lists
    assert not meant.fell_back
