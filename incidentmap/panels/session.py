"""What all pages share in one process: the settings, the store, the frames of its latest state."""

from __future__ import annotations

import streamlit as st

from incidentmap.desk import learned
from incidentmap.gazetteer.extend import gazetteer_path
from incidentmap.geocode import Gazetteer, OfflineGeocoder, Placed
from incidentmap.model import Article, Incident, Place, Record
from incidentmap.select import Frames, read_frames
from incidentmap.settings import Settings
from incidentmap.store import Dossier, Store, reading


@st.cache_resource(show_spinner=False)
def settings() -> Settings:
    """Read the environment once."""
    return Settings.from_environment()


@st.cache_resource(show_spinner="Opening the records …")
def store() -> Store:
    """Open the store once; trouble is not kept, so that a reload tries again."""
    return Store.open(settings().database_url, keep_in=settings().home)


@st.cache_resource(show_spinner=False)
def gazetteer() -> Gazetteer:
    """Open the gazetteer once."""
    return Gazetteer(gazetteer_path(settings()))


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


def place_name(kind: str, code: str) -> str:
    """Name a country or a governorate (kind country or admin1) by its ISO code."""
    found = gazetteer().place(f"{kind}:{code}")
    return found.name if found else code


def frames() -> Frames:
    """Give the frames of the latest state; nobody may change them, as all sessions share them."""
    return _frames(store().state())


@st.cache_resource(show_spinner="Reading the records …", max_entries=2)
def _frames(state: int) -> Frames:
    with store().reading() as connection:
        return read_frames(connection)


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
