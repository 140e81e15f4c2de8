from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentmap.geocode import description
from incidentmap.geocode.description import is_rural, is_urban, is_written_as_name, mentions, offset_in
from incidentmap.geocode.enumeration import members
from incidentmap.model.vocabulary import PlaceRelation


@pytest.mark.parametrize(
    ("text", "distance_and_bearing"),
    [
        ("about 7 km east of the base", (7.0, 90)),
        ("10 miles north-west of the town", (16.1, 315)),
        ("10-15 kilometres southeast of it", (15.0, 135)),
        ("500 metres from the gate", (0.5, None)),
        ("20 m north of the gate", (0.02, 0)),
        ("a hamlet northwest of the town", (None, 315)),
        ("the base, 3 km away", (3.0, None)),
        ("the base", (None, None)),
    ],
)
def test_offsets(text: str, distance_and_bearing: tuple[float | None, int | None]) -> None:
    assert offset_in(text) == distance_and_bearing


@pytest.mark.parametrize(
    ("text", "is_name"), [("Mosul", True), ("an undisclosed location", False), ("الموصل", True), ("al-Tanf", True)]
)
def test_small_letters_describe(text: str, is_name: bool) -> None:
    assert is_written_as_name(text) is is_name


def names(text: str) -> list[str]:
    return [mention.name for mention in mentions(text)]


def test_the_inner_name_comes_before_the_outer() -> None:
    assert names("car in Inner, eastern Outer") == ["car in Inner", "Inner", "eastern Outer", "Outer"]
    assert [mention.outer for mention in mentions("Inner, Outer")] == [False, True]


def test_a_common_noun_is_no_name() -> None:
    assert "house" not in names("house in Inner")
    assert "Depot" in names("Depot in Inner")
    assert "depot" in names("depot in inner")


def test_what_stands_in_brackets_is_another_voice() -> None:
    assert names("unnamed site (agency: Elsewhere)") == ["unnamed site"]


def test_near_and_area_are_read_from_the_words() -> None:
    near = next(mention for mention in mentions("road near Outer") if mention.name == "Outer")
    area = next(mention for mention in mentions("Inner area") if mention.name == "Inner")
    assert (near.relation, area.relation) == (PlaceRelation.NEAR, PlaceRelation.AREA)


def heads(text: str) -> tuple[list[str], list[str]]:
    inner, outer = members(text)
    return [options[0].name for options in inner], [mention.name for mention in outer]


@pytest.mark.parametrize(
    ("text", "inner", "outer"),
    [
        ("A and B", ["A", "B"], []),
        ("A / B, C", ["A", "B"], ["C"]),
        ("A (claim); B (agency)", ["A", "B"], []),
        ("C: A, B and D", ["A", "B", "D"], ["C"]),
        ("A, B and D governorates", ["A governorate", "B governorate", "D governorate"], []),
    ],
)
def test_enumerations(text: str, inner: list[str], outer: list[str]) -> None:
    assert heads(text) == (inner, outer)


def test_streets_are_urban_and_villages_rural() -> None:
    assert is_urban("Port Said Street, Outer")
    assert is_rural("near Inner village, Outer")
    assert not is_urban("road near Outer")


@given(st.text(max_size=60) | st.text(alphabet=st.sampled_from("AB km7east of,;:/()and near"), max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    assert all(mention.name.strip() for mention in mentions(text))
    inner, outer = members(text)
    assert all(mention.name.strip() for options in [*inner, outer] for mention in options)
    offset_in(text)


RELATIONS = ["near", "close to", "around", "outside", "not far from", "adjacent to", "next to", "kilometers from", "in"]
RELATIONS += ["inside", "within", "between", "at", "on", "of", "5 km from", "7 km east of", "north of", "outskirts of"]
RELATIONS += ["countryside of", "rural", "the eastern countryside of", "suburbs of", "10 miles away from"]


@given(st.lists(st.sampled_from([*RELATIONS, "Name", "countryside", "Al", "central", "the"]), min_size=1).map(" ".join))
def test_no_relation_is_overlooked(piece: str) -> None:
    assert description._RELATED.search(piece) or not description._relative(piece)


@pytest.mark.parametrize("relation", RELATIONS)
def test_every_relation_is_read(relation: str) -> None:
    assert description._RELATED.search(f"Inner {relation} Outer")
    assert "Outer" in names(f"{relation} Outer")
