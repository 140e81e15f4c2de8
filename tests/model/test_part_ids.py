"""Ids of statements and figures: one each, the same for the same words, kept through corrections and round trips."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from incidentmap.errors import InvalidRecord
from incidentmap.model import Attribution, Casualties, Record, from_sheet, key_of, part_ids, to_sheet
from incidentmap.model import vocabulary as v
from tests import records
from tests.formats import strategies

CLAIM = Attribution("X-1", "example-brigade", v.AttributionBasis.CLAIMED, v.Stance.ASSERTS)
FIGURE = Casualties("X-1", v.Measure.KILLED, v.CasualtiesOf.TARGETS, v.Stated.NUMBER, 1)
WORDS = records.evidence()


def record(*claims: Attribution, told: str = "excerpt") -> Record:
    cited, words = (records.citation(),), (replace(WORDS, field=told),)
    return Record(records.incident(), None, cited, claims, (FIGURE,), words)


def ids_of(found: Record) -> list[str]:
    return [getattr(each, own) for part, own in part_ids.IDS.items() for each in getattr(found, part)]


def test_the_same_words_get_the_same_id() -> None:
    assert CLAIM.attribution_id == "X-1:a:d491ebc37de3a55a"
    assert replace(CLAIM, attribution_id="") == CLAIM
    assert replace(CLAIM, attribution_id="", stated_by="them").attribution_id != CLAIM.attribution_id


def test_a_field_that_came_later_changes_no_id_while_it_is_blank() -> None:
    assert FIGURE.casualties_id == "X-1:c:e96d1ebb0a6c55fc"
    assert replace(FIGURE, casualties_id="", nationality="US").casualties_id != FIGURE.casualties_id
    assert replace(FIGURE, nationality="US").casualties_id == FIGURE.casualties_id, "a correction keeps it"


def test_equal_ones_are_told_apart_by_rank() -> None:
    first, second, third = record(CLAIM, CLAIM, CLAIM).attributions
    assert first == CLAIM
    assert len({first.attribution_id, second.attribution_id, third.attribution_id}) == 3
    assert record(first, third, CLAIM).attributions == (first, third, second), "the next rank that is free"


def test_what_is_corrected_keeps_its_id_beside_a_new_one_that_says_what_it_said() -> None:
    corrected = replace(CLAIM, stated_by="their channel")
    assert corrected.attribution_id == CLAIM.attribution_id
    for statements in ((corrected, CLAIM), (CLAIM, corrected)):
        found = {each.stated_by: each.attribution_id for each in record(*statements).attributions}
        assert found["their channel"] == CLAIM.attribution_id != found[""]


@pytest.mark.parametrize("named", ["1", "X-2:a:0123456789abcdef", "X-1:c:0123456789abcdef", "X-1:a:0123", " "])
def test_an_id_is_the_incident_s_own(named: str) -> None:
    with pytest.raises(InvalidRecord, match="is no id of this incident"):
        replace(CLAIM, attribution_id=named)


def test_words_tell_a_statement_or_a_figure_of_their_record() -> None:
    for told in (CLAIM.attribution_id, FIGURE.casualties_id, "attacker", "X-1:a:", "any words"):
        assert record(CLAIM, told=told).evidence[0].field == told
    for told in (replace(CLAIM, attribution_id="", stated_by="x").attribution_id, "X-2:c:0123456789abcdef"):
        with pytest.raises(InvalidRecord, match="tell a statement or figure that is not listed"):
            record(CLAIM, told=told)


@given(strategies.records())
def test_ids_are_unique_and_stay(found: list[Record]) -> None:
    for each in found:
        ids = ids_of(each)
        assert len(set(ids)) == len(ids)
        assert from_sheet(key_of(each), to_sheet(each)) == each
        assert replace(each, incident=replace(each.incident, notes="seen")).attributions == each.attributions


@given(strategies.records())
def test_what_comes_without_ids_gets_the_same_everywhere(found: list[Record]) -> None:
    for each in found:
        sheet = to_sheet(each) | {"evidence": []}
        for part in part_ids.IDS:
            sheet[part] = [without_id(item) for item in sheet[part]]
        assert ids_of(from_sheet(key_of(each), sheet)) == ids_of(each)
        assert all(map(part_ids.part_of, ids_of(each)))


def without_id(item: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name not in part_ids.LETTERS}
