"""The symbols as Folium feature groups: one per category, each a compact array of rows drawn by our own script."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import folium
from folium.map import Layer
from folium.template import Template

from incidentmap.mapping.symbols import MOST_IDS, Symbol, thin
from incidentmap.model.vocabulary import Category

# Rows hold no objects, so each of these can only stand inside a string, where JSON allows its escape. `<` would end a
# script; `{`, `}`, `%` and `#` are read by Jinja; `$` and the backtick by template strings; `_` begins the names that
# streamlit-folium rewrites.
_ESCAPED = {ord(char): f"\\u{ord(char):04x}" for char in "<>&{}%#$`'_"}


# The address to ask, the zoom and the bounds (south, west, north, east) these symbols are for.
More = list[Any]
# What tells one filter from another, the corners of most and of all that it shows, and how many of that have a point.
Shown = list[Any]


class SymbolLayer(Layer):
    """The rows of one category, handed to the browser's ``IncidentMap.Symbols``."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = new IncidentMap.Symbols({{ this.rows }},
                {{ this.selected }}, {{ this.category }}, {{ this.more }}, {{ this.shown }});
        {% endmacro %}
        """
    )

    def __init__(
        self,
        category: Category,
        symbols: Sequence[Symbol],
        selected: str | None,
        more: More | None = None,
        shown: Shown | None = None,
    ) -> None:
        super().__init__(overlay=True, control=False)
        self._name = "SymbolLayer"
        self.category = script_json(category.value)
        self.rows = script_json([row(symbol) for symbol in symbols])
        self.selected = script_json(selected)
        self.more = script_json(more)
        self.shown = script_json(shown)


def category_groups(
    symbols: Sequence[Symbol],
    selected: str | None = None,
    more: More | None = None,
    shown: Shown | None = None,
) -> list[folium.FeatureGroup]:
    """Make one feature group per category, in the order of `Category`; an empty one for a category without symbols.

    `selected` is the place to mark, `more` says where the browser asks for other windows, if these are not
    all symbols, and `shown` lets it frame what a filter shows and count what lies outside. Symbols without a position
    are left out: a list must show them.
    """
    kept = thin([symbol for symbol in symbols if symbol.stands_at])
    groups = []
    for category in Category:
        group = folium.FeatureGroup(name=category.value, control=False)
        SymbolLayer(category, [s for s in kept if s.category is category], selected, more, shown).add_to(group)
        groups.append(group)
    return groups


def row(symbol: Symbol) -> list[Any]:
    """The columns of ``static/symbols.js``, in its order."""
    return [
        symbol.place_id,
        symbol.place_name,
        symbol.category.value,
        symbol.count,
        list(symbol.incident_ids[:MOST_IDS]),
        int(symbol.where_prec),
        symbol.latitude,
        symbol.longitude,
        symbol.radius_km,
        symbol.hollow,
        symbol.label_latitude,
        symbol.label_longitude,
        list(symbol.place_ids),
        list(symbol.outlines),
    ]


def script_json(value: Any) -> str:
    """JSON that stays data wherever it stands in a script; only for values without objects."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).translate(_ESCAPED)
