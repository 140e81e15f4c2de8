"""The map and the panel it drives: one fragment, so that a click draws these two anew and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

import numpy as np
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from incidentmap.index import row_of, rows_of
from incidentmap.mapping import Symbol, base_map, category_groups, painted, symbols_of
from incidentmap.mapping.assets import MARKS
from incidentmap.mapping.basemap import THEATRE, ZOOM
from incidentmap.model import words
from incidentmap.model.vocabulary import Status
from incidentmap.query import View, Window, around, extent, ids, marks, position, rows_of_mark, table, to_query
from incidentmap.store import Dossier
from incidentmap.ui.shared import error_messages, incident_panel, page_link, selection, session, status_actions
from incidentmap.ui.shared.markup import label
from incidentmap.ui.shared.selection import Opened

HEIGHT = 600
STEPS_HEIGHT = 130
LIST_HEIGHT, UNSCROLLED, LISTED = 190, 3, 20
FIRST_SECONDS, SECONDS = 3.0, 0.3
KEY = (
    "Solid: the exact site. Halo: near, somewhere within it. Dashed ring: somewhere inside, its count on the rim. "
    "Name label: only the country is known. Hollow: all intercepted. Thin line: moved aside, it ends at the place. "
    "Counts of places too close to stand apart are joined; zoom in to part them."
)
SCROLL = """<script>
/* {number} */
if (innerWidth <= 640) document.querySelector(".st-key-incident_panel")?.scrollIntoView({{behavior: "smooth"}});
</script>"""
_COMPONENT = "folium"
_SCROLLED = "scrolled_to"
_DRAWN = "map_drawn"


@contextmanager
def first() -> Iterator[None]:
    """Let the map be painted before anything else is sent, which would compete with it for the browser.

    Where no browser asks, the map stays as it was, or it is not painted in time, the page goes on without.
    """
    before, painted_last = painted.count(), st.session_state.get(_DRAWN)
    yield
    if st.context.headers and st.session_state.get(_DRAWN) != painted_last:
        painted.wait(before, SECONDS if painted_last else FIRST_SECONDS)


@st.fragment
def show(view: View) -> None:
    """Draw the map beside the panel."""
    with error_messages.explained():
        if session.index() is not view.index:  # somebody saved meanwhile; the rest of the page is old, too
            st.rerun()
        left, right = st.columns([3, 2], gap="medium")

        def draw_map() -> None:
            with left, st.container(key="map"):  # st_folium's own key becomes no CSS class
                _map(view)
            with left:
                _steps(view)
                st.caption(KEY)

        def draw_panel() -> None:
            with right, st.container(key="incident_panel", height=HEIGHT + STEPS_HEIGHT, border=False):
                _panel(view)

        # What was asked for comes first: the words after a click, else the map.
        for draw in (draw_panel, draw_map) if _newly_opened() else (draw_map, draw_panel):
            draw()
        page_link.write(view.filter)
        if found := selection.get():
            _bring_into_view(found.incident_id)


def _newly_opened() -> bool:
    """Tell whether another incident is open than in the run before."""
    found = selection.get()
    return found is not None and found.incident_id != st.session_state.get(_SCROLLED, ("", 0))[0]


def _map(view: View) -> None:
    found = selection.get()
    center, zoom = selection.view()
    window = around(*(center or THEATRE), zoom or ZOOM)
    drawn, whole = _symbols(view, window)
    more = None if whole else _more(view, window)
    selected = found.place_ids[0] if found and found.place_ids else None
    st.session_state[_DRAWN] = (drawn, selected)
    st_folium(
        base_map(theme(), street_tiles=street_tiles()),
        key=_COMPONENT,
        height=HEIGHT,
        use_container_width=True,
        returned_objects=["last_active_drawing", "last_object_clicked_count"],
        feature_group_to_add=category_groups(drawn, selected, more),
        center=center,
        zoom=zoom,
        on_change=_clicked(view),
    )


def _more(view: View, window: Window) -> list[Any]:
    """Tell the browser where to ask for other windows, which one this is, and where everything lies."""
    zoom, *bounds = window
    return [f"{MARKS}?{urlencode(to_query(view.filter))}", zoom, bounds, extent(view)]


@lru_cache(maxsize=4)  # few: each keeps a view, and with it the read model that it shows
def _symbols(view: View, window: Window) -> tuple[list[Symbol], bool]:
    found = marks(view, window)
    return symbols_of(found.marks), found.whole


def theme() -> Any:
    """Give the theme the reader has chosen: light or dark."""
    return "dark" if st.context.theme.type == "dark" else "light"


def street_tiles() -> bool:
    """Tell whether street tiles are wanted, which needs the network switched on."""
    return session.settings().network and bool(st.session_state.get("street_tiles"))


def _clicked(view: View) -> Callable[[], None]:
    def open_mark() -> None:
        feature = (st.session_state.get(_COMPONENT) or {}).get("last_active_drawing") or {}
        said = feature.get("properties") or {}
        place_ids = tuple(said.get("place_ids") or filter(None, [said.get("place_id")]))
        here = rows_of_mark(view, place_ids, said.get("category"))
        if len(here):
            with_words = here[view.index.incidents.has_words[here]]
            first = with_words if len(with_words) else here
            selection.put(Opened(ids(view.index, first[:1])[0], place_ids, said["category"]))

    return open_mark


def _steps(view: View) -> None:
    found = selection.get()
    at = position(view, found.incident_id) if found else None
    with st.container(horizontal=True, gap="small"):
        _step("Previous", "previous", view, len(view.rows) if at is None else at, -1)
        _step("Next", "next", view, -1 if at is None else at, 1)
        st.button(
            "Reset view", key="reset_view", on_click=selection.look_at, args=(*THEATRE, ZOOM), icon=":material/home:"
        )
        if session.settings().network:
            st.toggle("Street map", key="street_tiles", help="Tiles are fetched from openstreetmap.org")


def _step(title: str, key: str, view: View, at: int, by: int) -> None:
    there = at + by
    inside = 0 <= there < len(view.rows)
    wanted = ids(view.index, view.rows[there : there + 1])[0] if inside else ""
    st.button(title, key=key, on_click=selection.step_to, args=(view.index, wanted), disabled=not inside)


def _panel(view: View) -> None:
    found = selection.get()
    dossier = session.dossier(found.incident_id) if found else None
    if found is None or dossier is None:
        st.html('<div class="im"><h4>Click a mark</h4><p class="quiet">Its incidents open here, each with the words '
                "of its source. The table below the map does the same by keyboard.</p></div>")  # fmt: skip
        return
    above = st.container()
    incident_panel.show(dossier, view.index.actors)  # sent first, and drawn before the many widgets above it
    with above:
        _above(view, found, dossier)
    _related(view, incident_panel.related(dossier))


def _above(view: View, found: Opened, dossier: Dossier) -> None:
    """Offer what can be done: close it, choose another of its mark, mend it."""
    st.button("Close", key="close", on_click=selection.put, args=(None,), icon=":material/close:", type="tertiary")
    row = row_of(view.index.incidents, found.incident_id)
    here = rows_of_mark(view, found.place_ids, found.category)
    if position(view, found.incident_id) is None:
        st.info(_hidden(dossier.record.incident.status))
    elif row is not None and len(here) > 1 and row in here:
        _choose(view, here, int(np.searchsorted(here, row)), found)
    status_actions.show(dossier.record)


def _hidden(status: Status) -> str:
    if status is Status.CONFIRMED:
        return "The filters now exclude this incident; it stays open until you close it."
    return f"This incident is {status}; it is on no map. It stays open until you close it."


def _bring_into_view(incident_id: str) -> None:
    """On a phone the panel lies below the map: scroll to it when another incident opens. The script is always the same.

    Streamlit runs it anew when its text changes, so it carries a running number, and nothing of the incident.
    """
    last, number = st.session_state.get(_SCROLLED, ("", 0))
    if last != incident_id:
        number += 1
        st.session_state[_SCROLLED] = (incident_id, number)
    st.html(SCROLL.format(number=number), unsafe_allow_javascript=True)


def _choose(view: View, here: np.ndarray, at: int, found: Opened) -> None:
    """List the incidents of the mark in order of time; of very many the page with the open one."""
    places = np.unique(view.index.incidents.place.codes[here])
    several = len(places) > 1
    start = at // LISTED * LISTED
    page = table(view.index, here[start : start + LISTED])
    titles = {str(row["incident_id"]): _title(row, with_place=several) for row in page.to_dict("records")}

    def choose() -> None:
        selection.put(Opened(st.session_state[key], found.place_ids, found.category))

    key = f"mark {'|'.join(found.place_ids)} {found.category}"
    st.session_state[key] = found.incident_id
    where = f"{len(places)} places close together" if several else label(str(page.iloc[0]["place_name"]))
    st.markdown(f"**{len(here)} incidents, {where}** (¶: we hold the words of the source)")
    with st.container(height=LIST_HEIGHT if len(here) > UNSCROLLED else "content", key="mark_incidents"):
        st.radio("Incidents of this mark", list(titles), key=key, format_func=titles.__getitem__, on_change=choose,
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


def _title(row: dict[Hashable, Any], *, with_place: bool = False) -> str:
    earliest = None if pd.isna(row["date_earliest"]) else row["date_earliest"].date()
    held = " ¶" if row["has_words"] else ""
    place = f", {label(row['place_name'])}" if with_place else ""
    return f"{words.dates(earliest, row['date_latest'].date())}{held}{place} — {label(row['summary'])}"


def _related(view: View, others: Sequence[tuple[str, str, str]]) -> None:
    """Offer the incidents this one hangs together with."""
    rows = rows_of(view.index.incidents, {incident_id for incident_id, _, _ in others})
    there = table(view.index, np.array(rows, np.int64))
    titles = {str(row["incident_id"]): _title(row) for row in there.to_dict("records")}
    for incident_id, relation, why in others:
        if incident_id not in titles:  # it came after this page was drawn
            continue
        title = f"{label(relation)}: {titles[incident_id]}"
        st.button(
            title,
            key=f"related {relation} {incident_id}",
            on_click=selection.step_to,
            args=(view.index, incident_id),
            type="tertiary",
            icon=":material/link:",
            help=label(why) if why else None,
        )
