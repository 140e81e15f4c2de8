"""Tables on paper: a table on the screen is cut where its window ends, so that paper gets the same rows as text."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from incidentmap.ui.shared import html_block
from incidentmap.ui.shared.markup import NOTHING


def show(frame: pd.DataFrame, version: str) -> None:
    """Have a table ready that is drawn on paper alone; `version` tells its content from any other's."""
    html_block.show(_table(frame, version), "im im-paper")


@st.cache_resource(show_spinner=False, max_entries=8)
def _table(_frame: pd.DataFrame, version: str) -> Markup:
    return table(_frame)


def table(frame: pd.DataFrame) -> Markup:
    """Write a table as HTML; each cell keeps the direction of its own words."""
    head = NOTHING.join(Markup("<th>{}</th>").format(name) for name in frame)
    rows = (
        Markup("<tr>{}</tr>").format(NOTHING.join(Markup('<td dir="auto">{}</td>').format(_said(each)) for each in row))
        for row in frame.itertuples(index=False)
    )
    return Markup("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(head, NOTHING.join(rows))


def _said(value: Any) -> str:
    """Say what a cell holds as the screen does; a tick is a word."""
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if pd.isna(value) else f"{value:g}" if isinstance(value, float) else str(value)
