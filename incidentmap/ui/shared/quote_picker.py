"""Marking words in an article: the reader selects them, with the mouse or by keyboard, and we get their offsets."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_STATIC = Path(__file__).parent


@st.cache_resource(show_spinner=False)
def _component() -> st.components.v2.types.ComponentRenderer:
    return st.components.v2.component(
        "incidentmap.picker",
        html='<label></label><textarea aria-readonly="true" dir="auto" rows="9"></textarea>'
        '<button type="button" disabled></button><span role="status"></span>',
        css=(_STATIC / "quote_picker.css").read_text("utf-8"),
        js=(_STATIC / "quote_picker.js").read_text("utf-8"),
    )


def pick(text: str, label: str, key: str) -> tuple[int, int] | None:
    """Show a text to select in; give start and end in code points, end exclusive, once the reader has marked words."""
    found = _component()(
        key=key,
        data={"text": text, "label": label},
        on_marked_change=lambda: None,
    ).marked
    return (int(found["start"]), int(found["end"])) if found else None
