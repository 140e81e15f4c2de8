"""Which incidents the table lists: those the count calls shown and, if wanted, those it keeps back."""

from __future__ import annotations

from dataclasses import replace
from hashlib import blake2b

import numpy as np
import pandas as pd
import streamlit as st

from incidentmap.model import vocabulary as v
from incidentmap.panels.records_panel_columns import Listed, table
from incidentmap.panels.records_panel_held import held
from incidentmap.select import Frames, View, apply

MOST = 20_000  # rows; a browser takes no more at once without a wait


def listed(view: View, *, others: bool) -> tuple[Listed, int]:
    """Give the incidents to list, whole, and how many there are; `others` adds those not shown, by the same filters."""
    rows = view.frames.incidents.iloc[_whatever_status(view)] if others else view.shown
    with st.spinner("Reading the records …", show_time=True):
        records = held().read(rows["incident_id"].head(MOST))
    there = rows.head(MOST)
    if len(there) > len(records):  # some were taken away since the frames were read
        there = there[there["incident_id"].isin(list(records))]
    names = {actor_id: actor.name for actor_id, actor in view.frames.actors.items()}
    return Listed(there, list(records.values()), names), len(rows)


def ids_of(view: View, *, others: bool) -> list[str]:
    """Give the ids of all of them, however many."""
    rows = view.frames.incidents.iloc[_whatever_status(view)] if others else view.shown
    return rows["incident_id"].tolist()


def digest(listed: Listed, *, versions: bool) -> str:
    """Name a list of rows, so that what was chosen by row number is never taken for another row."""
    said = (f"{each.incident_id}@{each.incident.version}" if versions else each.incident_id for each in listed.records)
    return blake2b("|".join(said).encode(), digest_size=8).hexdigest()


@st.cache_resource(show_spinner=False, max_entries=8)
def cells(_listed: Listed, columns: tuple[str, ...], state: int, digest: str) -> pd.DataFrame:
    """Fill the table once for each state of the records; nobody may change it, as all sessions share it."""
    return table(_listed, columns)


def _whatever_status(view: View) -> np.ndarray:
    """Apply the filter as if every incident were confirmed; rows keep their numbers."""
    frames: Frames = view.frames
    status = pd.Categorical([v.Status.CONFIRMED.value] * len(frames.incidents), [each.value for each in v.Status])
    return apply(replace(frames, incidents=frames.incidents.assign(status=status)), view.filter).rows
