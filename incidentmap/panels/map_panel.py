"""The map and the panel it drives: one fragment, so that a click draws these two anew and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from incidentmap.mapping import Symbol, base_map, category_groups, painted, symbols_of
from incidentmap.mapping.basemap import THEATRE, ZOOM
from incidentmap.model import words
from incidentmap.model.vocabulary import Status
from incidentmap.panels import deeds, faults, incident_panel, link, opened, session
from incidentmap.panels.markup import label
from incidentmap.panels.opened import Opened
from incidentmap.select import IncidentFilter, View, incidents_at, marks
from incidentmap.store import Dossier

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
    with faults.told():
        if session.store().state() != view.frames.state:  # somebody saved meanwhile; the rest of the page is old, too
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
        link.write(view.filter)
        if found := opened.get():
            _bring_into_view(found.incident_id)


def _newly_opened() -> bool:
    """Tell whether another incident is open than in the run before."""
    found = opened.get()
    return found is not None and found.incident_id != st.session_state.get(_SCROLLED, ("", 0))[0]


def _map(view: View) -> None:
    found = opened.get()
    center, zoom = opened.view()
    drawn = _symbols(view.frames.state, view.filter, view)
    selected = found.place_ids[0] if found and found.place_ids else None
    st.session_state[_DRAWN] = (drawn, selected)
    st_folium(
        base_map(theme(), street_tiles=street_tiles()),
        key=_COMPONENT,
        height=HEIGHT,
        use_container_width=True,
        returned_objects=["last_active_drawing", "last_object_clicked_count"],
        feature_group_to_add=category_groups(drawn, selected),
        center=center,
        zoom=zoom,
        on_change=_clicked(view),
    )


@st.cache_resource(show_spinner=False, max_entries=32)
def _symbols(state: int, filter: IncidentFilter, _view: View) -> list[Symbol]:
    return symbols_of(marks(_view.shown))


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
        here = incidents_at(view.shown, place_ids, said.get("category"))
        if not here.empty:
            with_words = here[here["has_words"]]
            first = here if with_words.empty else with_words
            opened.put(Opened(str(first.iloc[0].incident_id), place_ids, said["category"]))

    return open_mark


def _steps(view: View) -> None:
    ids = view.shown["incident_id"].tolist()
    found = opened.get()
    at = ids.index(found.incident_id) if found and found.incident_id in ids else None
    with st.container(horizontal=True, gap="small"):
        _step("Previous", "previous", view, ids, len(ids) if at is None else at, -1)
        _step("Next", "next", view, ids, -1 if at is None else at, 1)
        st.button(
            "Reset view", key="reset_view", on_click=opened.look_at, args=(*THEATRE, ZOOM), icon=":material/home:"
        )
        if session.settings().network:
            st.toggle("Street map", key="street_tiles", help="Tiles are fetched from openstreetmap.org")


def _step(title: str, key: str, view: View, ids: Sequence[str], at: int, by: int) -> None:
    there = at + by
    inside = 0 <= there < len(ids)
    wanted = ids[there] if inside else ""
    st.button(title, key=key, on_click=opened.step_to, args=(view.frames, wanted), disabled=not inside)


def _panel(view: View) -> None:
    found = opened.get()
    dossier = session.dossier(found.incident_id) if found else None
    if found is None or dossier is None:
        st.html('<div class="im"><h4>Click a mark</h4><p class="quiet">Its incidents open here, each with the words '
                "of its source. The table below the map does the same by keyboard.</p></div>")  # fmt: skip
        return
    above = st.container()
    incident_panel.show(dossier, view.frames.actors)  # sent first, and drawn before the many widgets above it
    with above:
        _above(view, found, dossier)
    _related(view, incident_panel.related(dossier))


def _above(view: View, found: Opened, dossier: Dossier) -> None:
    """Offer what can be done: close it, choose another of its mark, mend it."""
    st.button("Close", key="close", on_click=opened.put, args=(None,), icon=":material/close:", type="tertiary")
    here = incidents_at(view.shown, found.place_ids, found.category) if found.place_ids else view.shown.head(0)
    if found.incident_id not in set(view.shown["incident_id"]):
        st.info(_hidden(dossier.record.incident.status))
    elif len(here) > 1 and found.incident_id in set(here["incident_id"]):
        _choose(here, found)
    deeds.show(dossier.record)


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


def _choose(here: pd.DataFrame, found: Opened) -> None:
    """List the incidents of the mark in order of time; of very many the page with the open one."""
    several = here["place_id"].nunique() > 1
    start = here["incident_id"].tolist().index(found.incident_id) // LISTED * LISTED
    page = here[start : start + LISTED]
    titles = {str(row["incident_id"]): _title(row, with_place=several) for row in page.to_dict("records")}

    def choose() -> None:
        opened.put(Opened(st.session_state[key], found.place_ids, found.category))

    key = f"mark {'|'.join(found.place_ids)} {found.category}"
    st.session_state[key] = found.incident_id
    places = here["place_name"].unique()
    where = label(str(places[0])) if len(places) == 1 else f"{len(places)} places close together"
    st.markdown(f"**{len(here)} incidents, {where}** (¶: we hold the words of the source)")
    with st.container(height=LIST_HEIGHT if len(here) > UNSCROLLED else "content", key="mark_incidents"):
        st.radio("Incidents of this mark", list(titles), key=key, format_func=titles.__getitem__, on_change=choose,
                 label_visibility="collapsed")  # fmt: skip
    if len(here) > LISTED:
        _turn(here["incident_id"].tolist(), start, found)


def _turn(ids: Sequence[str], start: int, found: Opened) -> None:
    """Offer the pages before and after: a thousand entries at once would take the browser seconds."""
    end = min(start + LISTED, len(ids))
    with st.container(horizontal=True, gap="small"):
        for title, key, at in (("Earlier", "earlier", start - 1), ("Later", "later", end)):
            inside = 0 <= at < len(ids)
            wanted = Opened(ids[at] if inside else "", found.place_ids, found.category)
            st.button(title, key=key, on_click=opened.put, args=(wanted,), disabled=not inside)
        st.caption(f"{start + 1} to {end} of {len(ids)}")


def _title(row: dict[Hashable, Any], *, with_place: bool = False) -> str:
    earliest = None if pd.isna(row["date_earliest"]) else row["date_earliest"].date()
    held = " ¶" if row["has_words"] else ""
    place = f", {label(row['place_name'])}" if with_place else ""
    return f"{words.dates(earliest, row['date_latest'].date())}{held}{place} — {label(row['summary'])}"


def _related(view: View, others: Sequence[tuple[str, str, str]]) -> None:
    """Offer the incidents this one hangs together with."""
    incidents = view.frames.incidents
    rows = incidents[incidents["incident_id"].isin([incident_id for incident_id, _, _ in others])]
    titles = {str(row["incident_id"]): _title(row) for row in rows.to_dict("records")}
    for incident_id, relation, why in others:
        if incident_id not in titles:  # it came after this page was drawn
            continue
        title = f"{label(relation)}: {titles[incident_id]}"
        st.button(
            title,
            key=f"related {relation} {incident_id}",
            on_click=opened.step_to,
            args=(view.frames, incident_id),
            type="tertiary",
            icon=":material/link:",
            help=label(why) if why else None,
        )
