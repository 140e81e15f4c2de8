from __future__ import annotations

from collections import Counter

from incidentmap.mapping.symbols import thin
from tests.mapping.crowd import crowd, symbol


def test_too_many_symbols_are_joined_and_no_count_is_lost() -> None:
    everything = crowd(places=4_000)
    kept = thin(everything)
    assert len(everything) > 2_000 >= len(kept) > 1_000
    per_category = [Counter[str](), Counter[str]()]
    for counter, group in zip(per_category, (everything, kept), strict=True):
        for one in group:
            counter[one.category] += one.count
    assert per_category[0] == per_category[1]
    assert {p for s in kept for p in s.place_ids or (s.place_id,)} == {s.place_id for s in everything}


def test_the_largest_symbols_are_left_alone() -> None:
    everything = [*crowd(places=4_000), symbol("site:largest", count=900)]
    assert everything[-1] in thin(everything)


def test_few_symbols_are_left_alone() -> None:
    assert thin(crowd()) == crowd()
