"""Names that are hard, each with why it is there, and words that are no places at all."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from incidentmap.geocode import Gazetteer, PlaceQuery, context_of, find

HERE = Path(__file__).parent
with (HERE / "hard_names.csv").open(encoding="utf-8", newline="") as file:
    HARD = list(csv.DictReader(file))
NO_PLACES = (HERE / "non_places.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("row", HARD, ids=lambda row: f"{row['text']} {row['country']}{row['admin1']}")
def test_a_hard_name(gazetteer: Gazetteer, row: dict[str, str]) -> None:
    context = context_of(gazetteer, row["country"], row["admin1"], row["admin2"])
    found = find(PlaceQuery(row["text"], gazetteer, context))
    footprint = found.footprint
    assert (footprint.place.place_id if footprint else "") == row["place_id"], row["why"]
    assert (str(int(footprint.where_prec)) if footprint else "") == row["where_prec"], row["why"]
    listed = "|".join(other.place_id for other in found.candidates) if found.ambiguous else ""
    assert listed == row["candidates"], row["why"]


@pytest.mark.parametrize("country", ["", "IQ", "SY"])
@pytest.mark.parametrize("text", NO_PLACES)
def test_what_is_no_place_gets_no_point(gazetteer: Gazetteer, text: str, country: str) -> None:
    footprint = find(PlaceQuery(text, gazetteer, context_of(gazetteer, country))).footprint
    assert footprint is None or footprint.place.latitude is None  # "in Iraq" is a country, which has no point


def test_there_are_enough_of_both() -> None:
    assert len(HARD) >= 150
    assert len(NO_PLACES) >= 100
    assert all(row["why"] for row in HARD)
