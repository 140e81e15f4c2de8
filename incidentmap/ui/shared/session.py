"""What all pages share in one process: the settings, the store, the read model of its latest state.

Where the map or the records show a snapshot, store and read model are those of the snapshot, which take no changes.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from incidentmap.desk import learned
from incidentmap.gazetteer.shared_gazetteer import gazetteer_of
from incidentmap.geocode import Gazetteer, OfflineGeocoder, Placed
from incidentmap.index import Index
from incidentmap.model import Article, Incident, Place, Record, Snapshot
from incidentmap.query import IncidentFilter, View
from incidentmap.query.comparison import Differences
from incidentmap.query.filters.since import since
from incidentmap.query.shared_index import OldState, UnknownSnapshot, keeper_of, old_state_of, store_of, view_of
from incidentmap.settings import Settings
from incidentmap.store import Dossier, Store, reading, snapshots

_SHOWN = "snapshot_shown"  # by the page that is drawn


@st.cache_resource(show_spinner=False)
def settings() -> Settings:
    """Read the environment once."""
    return Settings.from_environment()


def show_snapshot(snapshot_id: str) -> bool:
    """Let this page show a snapshot, or with "" the records of today; tell whether there is such a snapshot."""
    if snapshot_id:
        try:
            with st.spinner("Opening what was handed out …"):
                old_state_of(settings(), snapshot_id)
        except UnknownSnapshot:
            return False
    st.session_state[_SHOWN] = snapshot_id
    return True


def snapshot_shown() -> OldState | None:
    """Give the snapshot that this page shows; None where it shows the records of today."""
    named = st.session_state.get(_SHOWN, "")
    return old_state_of(settings(), named) if named else None


def store() -> Store:
    """Give what this page reads."""
    old = snapshot_shown()
    return old.store if old else store_of_today()


@st.cache_resource(show_spinner="Opening the records …")
def store_of_today() -> Store:
    """Open the store once; trouble is not kept, so that a reload tries again."""
    return store_of(settings())


def differences(snapshot_id: str) -> Differences | None:
    """Compare a snapshot with the records of today; None where none of this id is kept."""
    with st.spinner("Comparing with the records of today …"):
        return since(keeper_of(settings()).current(), snapshot_id)


def kept_snapshots() -> list[Snapshot]:
    """List what was handed out, the newest first; while one is shown, others are not compared with it."""
    if snapshot_shown():
        return []
    with store_of_today().reading() as connection:
        return snapshots.listed(connection)


def gazetteer() -> Gazetteer:
    """Open the gazetteer once."""
    return gazetteer_of(settings())


def geocoder() -> OfflineGeocoder:
    """Give the geocoder, which looks the names of places learned so far up first."""
    return _geocoder(store().state())


@st.cache_resource(show_spinner=False, max_entries=2)
def _geocoder(state: int) -> OfflineGeocoder:
    return OfflineGeocoder(gazetteer(), learned(store()))


def geocoded(incident: Incident) -> Placed:
    """Place an incident by what the house has learned and by the gazetteer."""
    return geocoder().place(incident)


def known_place(place_id: str | None) -> Place | None:
    """Find a place of the gazetteer, or one that is kept with the records."""
    return (place_id and (gazetteer().place(place_id) or stored_place(place_id))) or None


def names_of_places(place_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Read every name of some places, the Arabic one among them, of those kept with the records or in the gazetteer."""
    with store().reading() as connection:
        found = reading.names_of_places(connection, place_ids)
    for place_id in place_ids:
        if place_id not in found and (place := gazetteer().place(place_id)):
            found[place_id] = (place.name, place.name_ar, *place.aliases)
    return found


def place_name(kind: str, code: str) -> str:
    """Name a country or a governorate (kind country or admin1) by its ISO code."""
    found = gazetteer().place(f"{kind}:{code}")
    return found.name if found else code


def index() -> Index:
    """Give the read model of the latest state; nobody may change it, as all sessions share it.

    While much is read anew, an older one is given that is right up to its state; `reading_now` tells.
    """
    if old := snapshot_shown():
        return old.index
    store()  # in sight, if it has to be opened
    with st.spinner("Reading the records …"):
        return keeper_of(settings()).current()


def view(filter: IncidentFilter) -> View:
    """Apply a filter to the read model."""
    return view_of(index(), filter)


def reading_now() -> str:
    """Say what an analyst should know of the read model: that a newer one is on its way, or trouble with its folder."""
    keeper = keeper_of(settings())
    if keeper.building:
        done, total = keeper.building
        percent = done * 100 // max(total, 1)
        return f"The records are read anew, {percent} % so far; meanwhile an earlier state of them is shown."
    return keeper.notice


def dossier(incident_id: str) -> Dossier | None:
    """Read everything about one incident."""
    with store().reading() as connection:
        return reading.dossier(connection, incident_id)


def stored_place(place_id: str) -> Place | None:
    """Read a place that some incident was put at."""
    with store().reading() as connection:
        return reading.place(connection, place_id)


def record(incident_id: str) -> Record | None:
    """Read one incident with all its parts."""
    with store().reading() as connection:
        return reading.records(connection, [incident_id]).get(incident_id)


def is_new_article(article: Article) -> bool:
    """Tell whether the text is not held yet."""
    with store().reading() as connection:
        return reading.subject(connection, f"article:{article.article_id}") is None
