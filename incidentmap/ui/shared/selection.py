"""What is open in the panel, an incident and the mark it is listed with, and where the map was told to look."""

from __future__ import annotations

from dataclasses import dataclass
from random import randrange

import numpy as np
import pandas as pd
import streamlit as st

from incidentmap.index import Index, row_of
from incidentmap.mapping import Look
from incidentmap.mapping.assets import label_points
from incidentmap.model.vocabulary import WherePrec
from incidentmap.query import table

View = tuple[tuple[float, float] | None, float | None]

_KEY = "opened"
_LOOK = "map_look"
_ON_A_POINT = (WherePrec.EXACT, WherePrec.NEAR)
_COUNTRY_KM = 400.0  # of a count on a country: what is around its label is seen, too
_NUMBERS = 1_000_000  # a page that outlives its session hears of another wish, whatever number that begins with


@dataclass(frozen=True, slots=True)
class Opened:
    """One incident, and the places and the category of its mark."""

    incident_id: str
    place_ids: tuple[str, ...]
    category: str


def get() -> Opened | None:
    """Give what is open in this session."""
    found: Opened | None = st.session_state.get(_KEY)
    return found


def put(opened: Opened | None) -> None:
    """Open a mark at one of its incidents, or close the panel."""
    st.session_state[_KEY] = opened


def step_to(index: Index, incident_id: str) -> None:
    """Open an incident that is known to be there."""
    put_incident(index, incident_id)


def put_incident(index: Index, incident_id: str) -> bool:
    """Open an incident with its own mark and move the map there; tell whether there is such an incident."""
    opened = opened_of(index, incident_id)
    if opened is None:
        return False
    put(opened)
    if found := map_position_of(index, incident_id):
        look_at(found.latitude, found.longitude, radius_km=found.radius_km, apart=True)
    return True


def opened_of(index: Index, incident_id: str) -> Opened | None:
    """Give an incident with its own mark; None where there is no such incident."""
    at = row_of(index.incidents, incident_id)
    if at is None:
        return None
    row = table(index, np.array([at])).iloc[0]
    place_ids = () if row.where_prec == 0 else (str(row.place_id),)
    return Opened(incident_id, place_ids, str(row.category))


@dataclass(frozen=True, slots=True)
class MapPosition:
    """Where the map shows an incident; the radius only where its mark tells of an area, and not of a point."""

    latitude: float
    longitude: float
    radius_km: float | None = None


def map_position_of(index: Index, incident_id: str) -> MapPosition | None:
    """Find where an incident is shown: at its point, or where its country is labelled; None where the map has none."""
    at = row_of(index.incidents, incident_id)
    if at is None:
        return None
    row = table(index, np.array([at])).iloc[0]
    if pd.notna(row.latitude):
        is_area = row.where_prec not in _ON_A_POINT and pd.notna(row.uncertainty_km)
        return MapPosition(float(row.latitude), float(row.longitude), float(row.uncertainty_km) if is_area else None)
    label = label_points().get(str(row.place_id).removeprefix("country:"))
    return MapPosition(*label, _COUNTRY_KM) if label else None


def look() -> Look | None:
    """Give the last wish to look somewhere; None where there was none."""
    found: Look | None = st.session_state.get(_LOOK)
    return found


def view() -> View:
    """Give where the map was last told to look: center and zoom, None where it was never told."""
    found = look()
    return ((found.latitude, found.longitude), found.zoom) if found else (None, None)


def look_at(
    latitude: float,
    longitude: float,
    zoom: int | None = None,
    *,
    radius_km: float | None = None,
    apart: bool = False,
) -> None:
    """Move the map, also to where it was told to look before; without a zoom it keeps its own."""
    last = look()
    number = last.number + 1 if last else randrange(_NUMBERS)  # noqa: S311  # no secret
    st.session_state[_LOOK] = Look(number, latitude, longitude, zoom, radius_km, apart)
