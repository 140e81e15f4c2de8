"""The table under the map: every incident shown has its row, also those without a mark, page by page."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from incidentmap.model import words
from incidentmap.query import View, position, table, who_did_it
from incidentmap.ui.shared import hand_out_button, pager, selection

HEIGHT = 320
CODED = ("From", "To", "Category", "Where", "Placed", "Who did it", "Event", "Outcome")
_TEXT = st.column_config.TextColumn()  # else Streamlit would draw codes as choices


def show(view: View) -> None:
    """List what is shown in order of time; choosing a row opens it."""
    if not view.counts.shown:
        return
    found = selection.get()
    positions = pager.page(len(view.rows), "incident_list", position(view, found.incident_id) if found else None)
    listed = table_of(view, positions)

    def chosen() -> None:
        rows = st.session_state["incident_list"]["selection"]["rows"]
        if rows:
            selection.put_incident(view.index, str(listed.iloc[rows[0]]["Id"]))

    with st.container(horizontal=True, vertical_alignment="center", key="list_tools"):
        st.caption("Tick the box of a row to open it; by keyboard, Shift + Space.", width="stretch")
        hand_out_button.show(view)
    hand_out_button.say_refused()
    st.dataframe(
        listed.astype(dict.fromkeys(CODED, "category")),  # as codes, repeated words are sent once
        key="incident_list",
        height=HEIGHT,
        hide_index=True,
        on_select=chosen,
        selection_mode="single-row",
        column_config={"Summary": st.column_config.TextColumn(width=420)} | dict.fromkeys(CODED, _TEXT),
    )


def table_of(view: View, positions: range) -> pd.DataFrame:
    """Give the columns a reader scans: when, what, where, how well placed, who, and how it ended."""
    rows = view.rows[positions.start : positions.stop]
    shown = table(view.index, rows)
    precision = {0: "not placed"} | {int(code): said for code, said in words.WHERE_PREC.items()}
    return pd.DataFrame(
        {
            "From": shown["date_earliest"].dt.strftime("%Y-%m-%d").fillna("on or before"),
            "To": shown["date_latest"].dt.strftime("%Y-%m-%d"),
            "Category": [words.CATEGORY[each] for each in shown["category"]],
            "Summary": shown["summary"],
            "Where": shown["place_name"].fillna("not placed"),
            "Placed": shown["where_prec"].map(precision),
            "Who did it": [each or "not stated" for each in who_did_it(view.index, rows)],
            "Event": shown["event_type"],
            "Outcome": shown["outcome"].str.replace("_", " ").fillna("not stated"),
            "Words held": shown["has_words"],
            "Id": shown["incident_id"],
        }
    )
