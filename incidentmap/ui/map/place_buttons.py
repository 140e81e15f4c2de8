"""From a mark to the filter by place, only what stands there or all within 50 km of it, and to the story."""

from __future__ import annotations

import numpy as np
import streamlit as st

from incidentmap.index import row_of
from incidentmap.query import View, rows_of_mark, to_query
from incidentmap.query.place_selection import code_of, point_of
from incidentmap.ui.briefing import collecting
from incidentmap.ui.shared import filter_state, session
from incidentmap.ui.shared.selection import Opened

KM = 50
MOST_PLACES = 20  # of a mark that joins more, a link would be too long to send


def show(view: View, found: Opened) -> None:
    """Offer to see only the places of the mark, what lies around, or all places again, and to tell the incident."""
    offers = _offers(view, found)
    if view.filter.places:
        offers["All places again"] = ()
    with st.container(horizontal=True, gap="small", key="place_buttons"):
        pressed = [_button(title, codes, view.filter.places) for title, codes in offers.items()]
        if not session.snapshot_shown():  # a step is of the records of today
            pressed.append(collecting.button(to_query(view.filter), found.incident_id))
    if any(pressed):  # the panel alone was drawn anew; a filter is of the whole page, and what was added is kept there
        st.rerun()


def _offers(view: View, found: Opened) -> dict[str, tuple[str, ...]]:
    """Give the places that each button sets."""
    places, offers = _places(view, found), dict[str, tuple[str, ...]]()
    if 0 < len(places) <= MOST_PLACES:
        offers["Only here"] = tuple(sorted(map(code_of, places)))
    own = _place(view, found.incident_id)
    if own and point_of(view.index, own):
        offers[f"All within {KM} km"] = (code_of(own, KM),)
    return offers


def _button(title: str, codes: tuple[str, ...], now: tuple[str, ...]) -> bool:
    return st.button(
        title, key=f"places {title}", type="tertiary", icon=":material/filter_alt:", disabled=codes == now,
        on_click=filter_state.put_places, args=(codes,),
    )  # fmt: skip


def _places(view: View, found: Opened) -> list[str]:
    """Name the places of the mark that is open; of one that the filters hide, those it had."""
    held = view.index.incidents.place
    here = np.unique(held.codes[rows_of_mark(view, found.place_ids)]) if found.place_ids else np.array([], int)
    if len(here):
        return [held.values[number] for number in here]
    return [each for each in found.place_ids if each in held.values]


def _place(view: View, incident_id: str) -> str | None:
    """Name the place on which an incident stands, if it does."""
    row = row_of(view.index.incidents, incident_id)
    held = view.index.incidents.place
    return None if row is None or held.codes[row] < 0 else held.values[held.codes[row]]
