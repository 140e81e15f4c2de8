"""The list of a mark's incidents, of which one is open."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from incidentmap.model import words
from incidentmap.query import View, ids, table
from incidentmap.ui.shared import form_widgets, selection
from incidentmap.ui.shared.markup import label
from incidentmap.ui.shared.selection import Opened

LIST_HEIGHT, UNSCROLLED, LISTED = 216, 4, 20  # pixels, incidents, incidents


def choose(view: View, here: np.ndarray, at: int, found: Opened) -> None:
    """List the incidents of the mark in order of time; of very many the page with the open one."""
    places = np.unique(view.index.incidents.place.codes[here])
    several = len(places) > 1
    start = at // LISTED * LISTED
    page = table(view.index, here[start : start + LISTED])
    said = {str(row["incident_id"]): title_of(row, with_place=several) for row in page.to_dict("records")}
    titles = form_widgets.distinct(list(said), said.__getitem__)

    def open_chosen() -> None:
        selection.put(Opened(st.session_state[key], found.place_ids, found.category))

    key = f"mark {'|'.join(found.place_ids)} {found.category}"
    st.session_state[key] = found.incident_id
    where = f"{len(places)} places close together" if several else label(str(page.iloc[0]["place_name"]))
    st.markdown(f"**{at + 1} of {len(here)}, {where}** (¶: we hold the words of the source)")
    with st.container(height=LIST_HEIGHT if len(here) > UNSCROLLED else "content", key="mark_incidents"):
        st.radio("Incidents of this mark", list(titles), key=key, format_func=titles.__getitem__, on_change=open_chosen,
                 label_visibility="collapsed")  # fmt: skip
    if len(here) > LISTED:
        _turn(view, here, start, found)


def _turn(view: View, here: np.ndarray, start: int, found: Opened) -> None:
    """Offer the pages before and after: a thousand entries at once would take the browser seconds."""
    end = min(start + LISTED, len(here))
    with st.container(horizontal=True, gap="small"):
        for title, key, at in (("Earlier", "earlier", start - 1), ("Later", "later", end)):
            inside = 0 <= at < len(here)
            wanted = Opened(ids(view.index, here[at : at + 1])[0] if inside else "", found.place_ids, found.category)
            st.button(title, key=key, on_click=selection.put, args=(wanted,), disabled=not inside)
        st.caption(f"{start + 1} to {end} of {len(here)}")


def title_of(row: dict[Hashable, Any], *, with_place: bool = False) -> str:
    """Name an incident, a row of the table, by its dates, whether we hold its words, and its summary."""
    earliest = None if pd.isna(row["date_earliest"]) else row["date_earliest"].date()
    held = " ¶" if row["has_words"] else ""
    place = f", {label(row['place_name'])}" if with_place else ""
    return f"{words.dates(earliest, row['date_latest'].date())}{held}{place} — {label(row['summary'])}"
