"""The hash: the same for the same filter and records, whatever their order; another for anything else."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidentmap.export import canonical_hash
from incidentmap.model import Casualties, Citation, Placement, Record
from incidentmap.model import vocabulary as v
from tests.formats.strategies import plain, records

QUERY = {"from": "2023-11-01", "categories": "attack"}
FULL = replace(
    plain(notes="قال «2–5»", weapon="drone"),
    placement=Placement("X-1", "p", v.WherePrec.EXACT, 33.0, 43.0, 2.0),
    citations=(Citation("c", "X-1", "Drones"),),
    casualties=(Casualties("X-1", v.Measure.KILLED, v.CasualtiesOf.TARGETS, v.Stated.NUMBER, 2, None, 5),),
)
OTHER = plain(incident_id="X-2")


def test_it_is_what_it_was_when_the_first_files_went_out() -> None:
    """A file is checked years later: whoever changes the canonical form makes every hash handed out worthless."""
    assert canonical_hash(QUERY, [FULL, OTHER]) == ("4bb647bedc68c52f9bc76157a106bf6cf1f82a6f2d089220842928e4e45a869d")


@settings(max_examples=50, deadline=None)
@given(records(), st.randoms(use_true_random=False))
def test_the_order_does_not_matter(found: list[Record], chance: random.Random) -> None:
    shuffled = chance.sample(found, len(found))
    turned = dict(reversed(QUERY.items()))
    assert canonical_hash(turned, shuffled) == canonical_hash(QUERY, found)


def test_equal_numbers_are_written_alike() -> None:
    assert FULL.placement
    whole = replace(FULL, placement=replace(FULL.placement, latitude=33, longitude=43, uncertainty_km=2))
    assert whole == FULL
    assert canonical_hash(QUERY, [whole]) == canonical_hash(QUERY, [FULL])


def changed() -> dict[str, Record]:
    assert FULL.placement
    (figure,) = FULL.casualties
    return {
        "a text": replace(FULL, incident=replace(FULL.incident, notes="قال «2–6»")),
        "a version": replace(FULL, incident=replace(FULL.incident, version=2)),
        "a text that is not stated": replace(FULL, incident=replace(FULL.incident, weapon="")),
        "a millionth of a degree": replace(FULL, placement=replace(FULL.placement, latitude=33.000001)),
        "no place": replace(FULL, placement=None),
        "a source": replace(FULL, citations=(Citation("c", "X-1", "Drones", publisher="Rudaw"),)),
        "a figure": replace(FULL, casualties=(replace(figure, high=6),)),
        "no figure": replace(FULL, casualties=()),
    }


@pytest.mark.parametrize("what", changed())
def test_one_changed_cell_changes_it(what: str) -> None:
    assert canonical_hash(QUERY, [changed()[what], OTHER]) != canonical_hash(QUERY, [FULL, OTHER])


def test_one_row_more_or_less_changes_it() -> None:
    assert len({canonical_hash(QUERY, some) for some in ([], [FULL], [OTHER], [FULL, OTHER])}) == 4


@pytest.mark.parametrize("query", [{}, QUERY | {"from": "2023-11-02"}, QUERY | {"search": "x"}, {"from": "2023-11-01"}])
def test_another_filter_changes_it(query: dict[str, str]) -> None:
    assert canonical_hash(query, [FULL]) != canonical_hash(QUERY, [FULL])
