"""Places as people write them, by kind: each with where it is as others know it, how near it must be, and why."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from incidentmap.gazetteer.geodesy import distance_km
from incidentmap.geocode import Footprint, Gazetteer, PlaceQuery, context_of, find

KINDS = sorted((Path(__file__).parent / "hard_places").glob("*.csv"))
CASES = {"as written": str, "capitals": str.upper, "small": str.lower}
ENTITY = re.compile("&[^;]+;")


def rows() -> Iterator[tuple[str, dict[str, str]]]:
    for path in KINDS:
        with path.open(encoding="utf-8", newline="") as file:
            yield from ((path.stem, row) for row in csv.DictReader(file))


PLACES = list(rows())


def without_entities(row: dict[str, str]) -> bool:
    return not ENTITY.search(row["text"])  # an entity in capitals is another one, or none


@pytest.mark.parametrize(
    ("case", "row"),
    [
        pytest.param(change, row, id=f"{kind}: {row['text']} {row['country']}, {case}")
        for kind, row in PLACES
        for case, change in CASES.items()
        if case == "as written" or without_entities(row)
    ],
)
def test_a_hard_place(gazetteer: Gazetteer, case: Callable[[str], str], row: dict[str, str]) -> None:
    footprint = find(PlaceQuery(case(row["text"]), gazetteer, context_of(gazetteer, row["country"]))).footprint
    assert footprint is not None, row["why"]
    least, _, most = row["where_prec"].partition("-")
    assert int(least) <= footprint.where_prec <= int(most or least), row["why"]
    if row["within_km"]:
        assert off(footprint, row["expected"]) <= float(row["within_km"]), row["why"]
    else:
        assert footprint.place.place_id in row["expected"].split("|"), row["why"]


def off(footprint: Footprint, expected: str) -> float:
    """Give the distance in km of an answer from where the place is, as "latitude longitude"."""
    latitude, longitude = map(float, expected.split())
    place = footprint.place
    assert place.latitude is not None
    assert place.longitude is not None
    return distance_km(latitude, longitude, place.latitude, place.longitude)


def test_there_are_enough_of_every_kind() -> None:
    assert len(PLACES) >= 350
    assert all(row["why"] for _, row in PLACES)
    assert all(sum(kind == path.stem for kind, _ in PLACES) >= 10 for path in KINDS)
