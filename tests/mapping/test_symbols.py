from __future__ import annotations

from collections import Counter

from incidentmap.mapping import feature, features
from incidentmap.mapping.symbols import thin
from incidentmap.model.vocabulary import Category, WherePrec
from tests.mapping.crowd import country, crowd, symbol


def test_a_symbol_is_a_feature_with_its_handles() -> None:
    one = symbol("site:ain-al-asad", Category.ATTACK, 2, place_name="Ain al-Asad Air Base")
    assert feature(one) == {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [42.4412, 33.7856]},
        "properties": {
            "place_id": "site:ain-al-asad",
            "category": "attack",
            "count": 2,
            "incident_ids": ["site:ain-al-asad-attack-0", "site:ain-al-asad-attack-1"],
            "where_prec": 1,
            "name": "Ain al-Asad Air Base",
        },
    }


def test_a_country_is_never_a_point() -> None:
    vague = symbol(where_prec=WherePrec.VAGUE_AREA)  # even if somebody gives it one
    assert [f["geometry"] for f in features([country("IQ", 33, 43), vague])] == [None, None]


def test_at_most_fifty_ids() -> None:
    many = symbol(count=70, incident_ids=tuple(str(n) for n in range(70)))
    assert len(feature(many)["properties"]["incident_ids"]) == 50


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
