"""The timeline under the map: what is shown, by time; a stretch marked with the mouse becomes the range of dates."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from functools import cache, partial
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from incidentmap.model import vocabulary as v
from incidentmap.model import words
from incidentmap.query import Folded, Timeline, Unit, View, bin_ends, bin_starts, timeline
from incidentmap.text.counting import counted as in_words
from incidentmap.ui.map import timeline_axis
from incidentmap.ui.shared import filter_state

COLOURS = {v.Category.STRIKE: "#0072B2", v.Category.ATTACK: "#D55E00", v.Category.OTHER: "#666666"}
HEIGHT = 150
_STRIPES = 8
_BRUSHED, _WHOLE = "timeline_brushed", "timeline_whole"


def show(view: View) -> None:
    """Draw the histogram and listen to its brush."""
    if not view.counts.shown:
        return
    counted = timeline(view, date.today(), whole=bool(st.session_state.get(_WHOLE)))
    with st.container(key="timeline"):
        st.vega_lite_chart(
            stacked(drawn(counted), counted.unit),
            timeline_axis.put_on(deepcopy(chart(counted.unit)), counted),  # deep, as Streamlit writes into it, too
            key=_key(),
            height=HEIGHT,
            on_select=partial(_brushed, counted.unit),
            selection_mode=["range"],
            alt=f"{in_words(view.counts.shown, 'incident')} by {counted.unit}",
        )
    with st.container(horizontal=True, vertical_alignment="center", key="timeline_words"):
        st.caption(f"By {counted.unit}, each at its latest date; hatched: the start is open. Drag to set the dates.")
        _folds(counted)


def drawn(counted: Timeline) -> pd.DataFrame:
    """Give the bins on the axis."""
    starts = counted.bins["start"].to_numpy().astype("datetime64[D]")
    return counted.bins[(starts >= counted.start) & (starts < counted.end)]


def folded_words(folded: Folded, where: str) -> str:
    """Say what lies beyond the axis: 3 earlier, 2019–2021."""
    first, last = folded.first.year, folded.last.year
    return f"{folded.count} {where}, {first if first == last else f'{first}–{last}'}"


def _folds(counted: Timeline) -> None:
    """Offer what lies beyond the axis, or the axis without it."""
    if st.session_state.get(_WHOLE):
        _fold("Leave out the long empty years", "timeline_fold", whole=False)
    for where, folded in (("earlier", counted.earlier), ("later", counted.later)):
        if folded:
            _fold(f"{folded_words(folded, where)}: show", f"timeline_{where}", whole=True)


def _fold(title: str, key: str, *, whole: bool) -> None:
    st.button(title, key=key, on_click=partial(st.session_state.__setitem__, _WHOLE, whole), type="tertiary")


def _key() -> str:
    """Name the chart anew after each brush, as only another chart has none."""
    return f"timeline_{st.session_state.get(_BRUSHED, 0)}"


@cache
def chart(unit: Unit) -> dict[str, Any]:
    """Describe the chart of `stacked` bins; an open start is hatched. Made once: Altair takes its time to check it."""
    import altair as alt  # once the map is painted: it takes longer to load than the map to make

    brush = alt.selection_interval(name="range", encodings=["x"])
    base = alt.Chart().encode(
        x=alt.X("from:T", title=None, scale=alt.Scale(type="utc"), axis=alt.Axis(grid=False, labelOverlap=True)),
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


def stacked(bins: pd.DataFrame, unit: Unit) -> pd.DataFrame:
    """Lay the bars of each bin upon one another; moments as UTC milliseconds, which no browser moves by its zone."""
    starts = bins["start"].to_numpy().astype("datetime64[D]")
    ends = bin_ends(starts, unit)
    high = bins.groupby("start")["count"].cumsum()
    return pd.DataFrame(
        {
            "from": starts.astype("datetime64[ms]").astype(np.int64),
            "to": ends.astype("datetime64[ms]").astype(np.int64),
            "low": high - bins["count"],
            "high": high,
            "count": bins["count"],
            "category": bins["category"].astype(str),
            "open_start": bins["open_start"],
            "day": [_bin_words(start.item(), (end - 1).item(), unit) for start, end in zip(starts, ends, strict=True)],
        }
    )


def _bin_words(first: date, last: date, unit: Unit) -> str:
    match unit:
        case "year":
            return str(first.year)
        case "month":
            return words.month(first)
        case _:
            return words.dates(first, last)


def _hatched(colour: str) -> dict[str, Any]:
    edges = np.linspace(0, 1, 2 * _STRIPES + 1)
    stops = [
        {"offset": float(edge), "color": colour if stripe % 2 else "transparent"}
        for stripe in range(2 * _STRIPES)
        for edge in (edges[stripe], edges[stripe + 1])
    ]
    return {"gradient": "linear", "stops": stops, "x1": 0, "y1": 0, "x2": 1, "y2": 1}


def _brushed(unit: Unit) -> None:
    """Take the whole bins that the brush touches, and leave no brush behind."""
    selected = st.session_state[_key()]["selection"].get("range", {})
    moments = next((ends for field, ends in selected.items() if field == "from"), None)
    if not moments:
        return
    days = np.array([int(moment // 1) for moment in sorted(moments)]).astype("datetime64[ms]").astype("datetime64[D]")
    starts = bin_starts(days, unit)
    filter_state.put_dates(starts[0].item(), (bin_ends(starts, unit)[1] - 1).item())
    st.session_state[_BRUSHED] = st.session_state.get(_BRUSHED, 0) + 1
