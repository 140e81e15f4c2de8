"""The timeline under the map: what is shown, by time; a stretch marked with the mouse becomes the range of dates."""

from __future__ import annotations

from copy import deepcopy
from functools import cache, partial
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from incidentmap.model import vocabulary as v
from incidentmap.model import words
from incidentmap.query import View, timeline
from incidentmap.ui.shared import filter_state

COLOURS = {v.Category.STRIKE: "#0072B2", v.Category.ATTACK: "#D55E00", v.Category.OTHER: "#666666"}
HEIGHT = 150
_STRIPES = 8
_PERIODS = {"day": "D", "week": "W-SUN", "month": "M"}  # a week ends on Sunday


def show(view: View) -> None:
    """Draw the histogram and listen to its brush."""
    if not view.counts.shown:
        return
    counted = timeline(view)
    alt_text = f"{view.counts.shown} incidents by {counted.unit}"
    st.vega_lite_chart(
        stacked(counted.bins, counted.unit),
        deepcopy(chart(counted.unit)),  # Streamlit writes into it
        key="timeline",
        height=HEIGHT,
        on_select=partial(_brushed, counted.unit),
        selection_mode=["range"],
        alt=alt_text,
    )
    st.caption(f"By {counted.unit}, each at its latest date; hatched: the start is open. Drag to set the dates.")


@cache
def chart(unit: str) -> dict[str, Any]:
    """Describe the chart of `stacked` bins; an open start is hatched. Made once: Altair takes its time to check it."""
    import altair as alt  # once the map is painted: it takes longer to load than the map to make

    brush = alt.selection_interval(name="range", encodings=["x"])
    base = alt.Chart().encode(
        x=alt.X("from:T", title=None, scale=alt.Scale(type="utc"), axis=alt.Axis(grid=False)),
        x2="to:T",
        y=alt.Y("low:Q", title="incidents", axis=alt.Axis(tickMinStep=1, grid=False)),
        y2="high:Q",
        tooltip=["category:N", "count:Q", alt.Tooltip("day:N", title=unit)],
    )
    scale = alt.Scale(domain=[*COLOURS], range=[*COLOURS.values()])
    solid = base.mark_bar().encode(color=alt.Color("category:N", scale=scale, legend=None))
    layers = [solid.transform_filter("!datum.open_start").add_params(brush)]
    for category, colour in COLOURS.items():
        only = f"datum.open_start && datum.category == '{category}'"
        layers.append(base.mark_bar(color=_hatched(colour), stroke=colour).transform_filter(only))
    spec: dict[str, Any] = alt.layer(*layers).to_dict()
    # The rows come with each drawing, and Streamlit's own sizes and colours hold.
    return {name: part for name, part in spec.items() if name not in ("datasets", "config")} | {
        "layer": [{name: part for name, part in layer.items() if name != "data"} for layer in spec["layer"]]
    }


def stacked(bins: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Lay the bars of each bin upon one another; moments as UTC milliseconds, which no browser moves by its zone."""
    offset = {"day": pd.DateOffset(days=1), "week": pd.DateOffset(weeks=1), "month": pd.DateOffset(months=1)}[unit]
    high = bins.groupby("start")["count"].cumsum()
    return pd.DataFrame(
        {
            "from": bins["start"].to_numpy().astype("datetime64[ms]").astype(np.int64),
            "to": (bins["start"] + offset).to_numpy().astype("datetime64[ms]").astype(np.int64),
            "low": high - bins["count"],
            "high": high,
            "count": bins["count"],
            "category": bins["category"].astype(str),
            "open_start": bins["open_start"],
            "day": [words.day(start) for start in bins["start"]],
        }
    )


def _hatched(colour: str) -> dict[str, Any]:
    edges = np.linspace(0, 1, 2 * _STRIPES + 1)
    stops = [
        {"offset": float(edge), "color": colour if stripe % 2 else "transparent"}
        for stripe in range(2 * _STRIPES)
        for edge in (edges[stripe], edges[stripe + 1])
    ]
    return {"gradient": "linear", "stops": stops, "x1": 0, "y1": 0, "x2": 1, "y2": 1}


def _brushed(unit: str) -> None:
    """Take the whole bins that the brush touches."""
    selected = st.session_state["timeline"]["selection"].get("range", {})
    moments = next((ends for field, ends in selected.items() if field == "from"), None)
    if moments:
        first, last = (pd.Period(pd.Timestamp(moment, unit="ms"), _PERIODS[unit]) for moment in sorted(moments))
        filter_state.put_dates(first.start_time.date(), last.end_time.date())
