from __future__ import annotations

import json

import pytest
import streamlit_folium
from hypothesis import given
from hypothesis import strategies as st

from incidentmap.mapping import Symbol, base_map, category_groups
from incidentmap.mapping.layers import SymbolLayer, script_json
from incidentmap.model.vocabulary import Category, WherePrec
from tests.mapping.crowd import country, crowd, symbol

HOSTILE = [
    "</script><script>alert(1)</script>",
    "${alert(1)}`",
    "{{ 7 * 7 }}{% raw %}{# #}",
    "{{ 'map_baselight' }}",
    "map_baselight feature_group_0",
    "quote ' \" back\\slash \\u007b",
    "line\u2028paragraph\u2029",
    "قاعدة عين الأسد",
]


def script_of(symbols: list[Symbol]) -> str:
    return "".join(
        streamlit_folium._get_feature_group_string(group, base_map("light", False), number)
        for number, group in enumerate(category_groups(symbols))
    )


def rows_of(script: str) -> list[list[object]]:
    calls = script.split("new IncidentMap.Symbols(")[1:]
    return [row for call in calls for row in json.JSONDecoder().raw_decode(call)[0]]


def test_one_group_per_category_even_an_empty_one() -> None:
    groups = category_groups([symbol(category=Category.STRIKE)])
    assert [group.layer_name for group in groups] == ["strike", "attack", "other"]
    layers = [child for group in groups for child in group._children.values() if isinstance(child, SymbolLayer)]
    assert [len(json.loads(layer.rows)) for layer in layers] == [1, 0, 0]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_arrives_unchanged_and_only_as_data(name: str) -> None:
    script = script_of([symbol("site:a", place_name=name)])
    assert rows_of(script)[0][1] == name
    assert "<script" not in script
    assert script_of([symbol("site:a", place_name="x")]).count("{") == script.count("{")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_does_nothing_to_a_one_file_page(name: str) -> None:
    base = base_map("light", False)
    for group in category_groups([symbol(place_name=name)]):
        group.add_to(base)
    page = base.get_root().render()
    assert name in [row[1] for row in rows_of(page)]


@given(st.text())
def test_any_text_survives(text: str) -> None:
    written = script_json([text])
    assert json.loads(written) == [text]
    assert not set(written) & set("<>&{}%#$`'_\u2028\u2029")


def test_a_symbol_without_a_position_is_not_drawn() -> None:
    lost = symbol(latitude=None, longitude=None)
    assert rows_of(script_of([lost, country("IQ", 33.0, 43.0)])) == rows_of(script_of([country("IQ", 33.0, 43.0)]))


def test_a_row_of_an_area_carries_the_reference_to_its_outline() -> None:
    label = {"label_latitude": 33.2, "label_longitude": 41.5, "outlines": ("v1/admin1:IQ-AN",)}
    area = symbol("admin1:IQ-AN", where_prec=WherePrec.GOVERNORATE, **label)
    (row,) = rows_of(script_of([area]))
    assert row[-1] == ["v1/admin1:IQ-AN"]
    assert row[10:12] == [33.2, 41.5]
    assert rows_of(script_of([symbol()]))[0][-1] == []


def test_never_more_than_two_thousand_rows() -> None:
    assert len(rows_of(script_of(crowd(places=4_000)))) <= 2_000


def test_the_same_symbols_give_the_same_script() -> None:
    assert script_of(crowd()) == script_of(crowd())
