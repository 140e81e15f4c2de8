"""Places in use: every place that incidents stand on, how well it is known, from where, and which incidents."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st
from markupsafe import Markup

from incidentmap.model import Place, words
from incidentmap.settings import PROJECT
from incidentmap.store import placement_queries, reading
from incidentmap.store.placement_queries import InUse
from incidentmap.ui.shared import html_block, place_names, session
from incidentmap.ui.shared.markup import isolated, label
from incidentmap.ui.shared.page_link import INCIDENT

MOST = 50  # incidents listed below the table
HEIGHT = 420
MAP, RECORD = PROJECT / "pages" / "map.py", PROJECT / "pages" / "record.py"


def show() -> None:
    """Show the table and, below it, the incidents of the row chosen."""
    used = _used(session.store().state())
    if not used:
        st.info("No incident stands anywhere yet. Write one down on the page Record.")
        return
    st.caption(f"{len(used)} places. Tick the box of a row to see its incidents; by keyboard, Shift + Space.")
    with st.container(key="places_used"):
        chosen = st.dataframe(
            table(used),
            key="places_used_table",
            hide_index=True,
            on_select="rerun",
            selection_mode="single-row",
            height=HEIGHT,
        )["selection"]["rows"]
    if chosen and chosen[0] < len(used):
        _opened(used[chosen[0]])


def table(used: Sequence[InUse]) -> pd.DataFrame:
    """Give a row for every place."""
    return pd.DataFrame(
        {
            "Place": each.place.name,
            "Known as": words.WHERE_PREC[each.where_prec],
            "Within, km": each.place.radius_km,
            "Incidents": each.incidents,
            "By hand": each.by_hand,
            "Where": place_names.where_lies(each.place),
            "Source": each.place.source,
            "Id": each.place.place_id,
        }
        for each in used
    )


@st.cache_resource(show_spinner="Reading the places …", max_entries=2)
def _used(state: int) -> list[InUse]:
    with session.store().reading() as connection:
        return placement_queries.in_use(connection)


def _opened(used: InUse) -> None:
    place = used.place
    html_block.show(Markup("<h4>{}</h4>{}").format(isolated(place.name), _details(place)))
    with session.store().reading() as connection:
        ids = placement_queries.incidents_at(connection, place.place_id)
        records = reading.records(connection, ids[:MOST])
    if not ids:
        return
    st.page_link(MAP, label="Show on the map", icon=":material/map:", query_params={INCIDENT: ids[0]})
    for incident_id in ids[:MOST]:
        incident = records[incident_id].incident
        line = f"{words.when(incident)} — {label(incident.summary or incident_id)}"
        st.page_link(RECORD, label=line, icon=":material/edit_note:", query_params={INCIDENT: incident_id})
    if len(ids) > MOST:
        st.caption(f"The first {MOST} of {len(ids)} are listed.")


def _details(place: Place) -> Markup:
    names = Markup(" · ").join(map(isolated, filter(None, (place.name_ar, *place.aliases))))
    at = "" if place.latitude is None else f"{place.latitude:g}, {place.longitude:g}, within {place.radius_km:g} km. "
    return Markup('<p>{}. {}</p><p class="quiet">{}</p><p class="quiet">{} {} {}</p>').format(
        isolated(place_names.where_lies(place)),
        at,
        names,
        isolated(place.source),
        isolated(place.licence),
        isolated(place.verified),
    )
