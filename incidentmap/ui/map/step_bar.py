"""The bar above the map: one incident on or back, where one stands among all shown, and the first view again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from incidentmap.mapping.basemap import THEATRE, ZOOM
from incidentmap.query import View, ids, position
from incidentmap.settings import PROJECT
from incidentmap.ui.map import add_view
from incidentmap.ui.shared import html_block, page_link, selection, session

PRESENT = PROJECT / "pages" / "present.py"

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator


def begin(view: View) -> DeltaGenerator:
    """Take the bar's room and say where one stands; `finish` adds the buttons once the map is on its way."""
    place = st.container(key="step_bar", horizontal=True, vertical_alignment="center", gap="small")
    with place:
        html_block.show(step_position(_at(view), len(view.rows)), "im im-standing", live=True)
    return place


def finish(place: DeltaGenerator, view: View) -> None:
    """Draw the buttons."""
    at = _at(view)
    with place:
        _step("Previous", "previous", view, len(view.rows) if at is None else at, -1)
        _step("Next", "next", view, -1 if at is None else at, 1)
        st.button(
            "Reset view", key="reset_view", on_click=selection.look_at, args=(*THEATRE, ZOOM), icon=":material/home:"
        )
        with st.container(key="begin_presenting"):
            query = page_link.query_of(view.filter)
            st.page_link(PRESENT, label="Present", icon=":material/slideshow:", query_params=query)
        if not session.snapshot_shown():  # a step is of the records of today
            add_view.show(view.filter)
        if session.settings().network:
            st.toggle("Street map", key="street_tiles", help="Tiles are fetched from openstreetmap.org")


def step_position(at: int | None, shown: int) -> Markup:
    """Say where one stands among all shown."""
    return Markup("{:,} shown").format(shown) if at is None else Markup("<b>{:,}</b> of {:,}").format(at + 1, shown)


def _at(view: View) -> int | None:
    found = selection.get()
    return position(view, found.incident_id) if found else None


def _step(title: str, key: str, view: View, at: int, by: int) -> None:
    there = at + by
    inside = 0 <= there < len(view.rows)
    wanted = ids(view.index, view.rows[there : there + 1])[0] if inside else ""
    st.button(
        title,
        key=key,
        on_click=selection.step_to,
        args=(view.index, wanted),
        disabled=not inside,
        help=f"By keyboard: the {'left' if by < 0 else 'right'} arrow key",
    )
