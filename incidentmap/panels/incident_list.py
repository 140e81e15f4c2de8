"""The table under the map: every incident shown has its row, also those without a mark."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from incidentmap.model import vocabulary as v
from incidentmap.model import words
from incidentmap.panels import opened
from incidentmap.select import Frames, IncidentFilter, View

HEIGHT = 320
CODED = ("From", "To", "Category", "Where", "Placed", "Who did it", "Event", "Outcome")
_TEXT = st.column_config.TextColumn()  # else Streamlit would draw codes as choices


def show(view: View) -> None:
    """List what is shown in order of time; choosing a row opens it."""
    if view.shown.empty:
        return

    def chosen() -> None:
        rows = st.session_state["incident_list"]["selection"]["rows"]
        if rows:
            opened.put_incident(view.frames, str(view.shown.iloc[rows[0]].incident_id))

    st.caption("Tick the box of a row to open it; by keyboard, Shift + Space.")
    st.dataframe(
        _table(view.frames.state, view.filter, view),
        key="incident_list",
        height=HEIGHT,
        hide_index=True,
        on_select=chosen,
        selection_mode="single-row",
        column_config={"Summary": st.column_config.TextColumn(width=420)} | dict.fromkeys(CODED, _TEXT),
    )


@st.cache_resource(show_spinner=False, max_entries=4)
def _table(state: int, filter: IncidentFilter, _view: View) -> pd.DataFrame:
    """Make the table of a state and a filter once. As codes, repeated words are sent once."""
    return table(_view).astype(dict.fromkeys(CODED, "category"))


def who_did_it(frames: Frames) -> pd.Series[str]:
    """Name, by row number, the actors of whom somebody says that they did it; nobody said: no entry."""
    said = frames.statements[frames.did_it].drop_duplicates(["row", "actor_id"])
    names = said["actor_id"].map({actor_id: actor.name for actor_id, actor in frames.actors.items()}).astype("str")
    several = said["row"].duplicated(keep=False)
    alone = names[~several].set_axis(said["row"][~several])
    # joining is slow, and few incidents have more than one
    return pd.concat([alone, names[several].groupby(said["row"][several]).agg(" | ".join)])


def table(view: View) -> pd.DataFrame:
    """Give the columns a reader scans: when, what, where, how well placed, who, and how it ended."""
    shown, frames = view.shown, view.frames
    earliest = shown["date_earliest"].dt.strftime("%Y-%m-%d").fillna("on or before")
    precision = {0: "not placed"} | {int(code): said for code, said in words.WHERE_PREC.items()}
    return pd.DataFrame(
        {
            "From": earliest,
            "To": shown["date_latest"].dt.strftime("%Y-%m-%d"),
            "Category": shown["category"].astype(str).map({c.value: words.CATEGORY[c] for c in v.Category}),
            "Summary": shown["summary"],
            "Where": shown["place_name"].astype("str").fillna("not placed"),
            "Placed": shown["where_prec"].map(precision),
            "Who did it": who_did_it(frames).reindex(shown.index, fill_value="not stated"),
            "Event": shown["event_type"].astype(str),
            "Outcome": shown["outcome"].astype("str").str.replace("_", " ").fillna("not stated"),
            "Words held": shown["has_words"],
            "Id": shown["incident_id"],
        }
    )
