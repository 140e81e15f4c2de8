"""Which incidents the table lists: those the count calls shown and, if wanted, those it keeps back, page by page."""

from __future__ import annotations

from hashlib import blake2b

import pandas as pd
import streamlit as st

from incidentmap.query import View, apply, ids
from incidentmap.query import table as table_of
from incidentmap.ui.records.record_cache import held
from incidentmap.ui.records.table_columns import Listed, table


def whole(view: View, *, others: bool) -> View:
    """Give the view to list; `others` adds what is in review or gone, by the same filters."""
    return apply(view.index, view.filter, whatever_status=True) if others else view


def listed(view: View, positions: range) -> Listed:
    """Give the incidents at some positions of a view, whole."""
    there = table_of(view.index, view.rows[positions.start : positions.stop])
    with st.spinner("Reading the records …", show_time=True):
        records = held().read(there["incident_id"])
    if len(there) > len(records):  # some were taken away since the index was read
        there = there[there["incident_id"].isin(list(records))]
    names = {actor_id: actor.name for actor_id, actor in view.index.actors.items()}
    return Listed(there, list(records.values()), names)


def ids_of(view: View) -> list[str]:
    """Give the ids of all of them, however many."""
    return ids(view.index, view.rows)


def digest(listed: Listed, *, versions: bool) -> str:
    """Name a list of rows, so that what was chosen by row number is never taken for another row."""
    said = (f"{each.incident_id}@{each.incident.version}" if versions else each.incident_id for each in listed.records)
    return blake2b("|".join(said).encode(), digest_size=8).hexdigest()


@st.cache_resource(show_spinner=False, max_entries=8)
def cells(_listed: Listed, columns: tuple[str, ...], state: int, digest: str) -> pd.DataFrame:
    """Fill the table once for each state of the records; nobody may change it, as all sessions share it."""
    return table(_listed, columns)
