"""The legend above the map: the categories, which are chosen here, and what the forms of their marks mean, in short."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from incidentmap.index import Index
from incidentmap.mapping.mark_forms import FORMS as MEANINGS
from incidentmap.ui.shared import html_block, sidebar

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

CHOSEN_HERE = ("categories",)
FORMS = Markup(
    '<p class="on-paper"><span class="glyph strike"></span>Strike '
    '<span class="glyph attack"></span>Attack <span class="glyph other"></span>Other</p><p>{}</p>'
).format(
    Markup(" · ").join(
        Markup("<b>{}</b> {}").format(form if at else form.capitalize(), meaning)
        for at, (form, meaning) in enumerate(MEANINGS.items())
    )
)


def begin() -> DeltaGenerator:
    """Take the legend's room and say what needs no widget; `finish` adds the rest once the map is painted."""
    place = st.container(key="legend")
    with place:
        html_block.show(FORMS, "im im-legend")
    return place


def finish(place: DeltaGenerator, index: Index) -> None:
    """Draw the categories, which are a filter."""
    with place:
        sidebar.show_bare("categories", index)
