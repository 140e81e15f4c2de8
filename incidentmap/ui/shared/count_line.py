"""The count above the map: where every incident went, and which filter took how many."""

from __future__ import annotations

from html import escape

import streamlit as st

from incidentmap.query import FILTERS, Counts, View, in_words
from incidentmap.ui.shared import filter_state, session
from incidentmap.ui.shared.markup import isolated
from incidentmap.ui.shared.sidebar import names


def show(view: View) -> None:
    """Say the count in one line, and offer a way out where nothing is left."""
    with st.container(key="count_line"):
        st.html(f'<div class="im im-count">{line(view.counts)}</div>')
        if told := session.reading_now():
            st.caption(told)
        if not view.counts.shown:
            _empty(view)


def line(counts: Counts) -> str:
    """Write the count; hovering over what is excluded tells which filter took it and what lifting it would bring."""
    shown = f"<b>{counts.on_map}</b> on the map + <b>{counts.on_areas}</b> counted on a country or area"
    parts = [shown, f"<b>{counts.unplaced}</b> not placed"]
    excluded = sum(each.charged for each in counts.excluded)
    taken = "\n".join(
        f"{FILTERS[each.filter].title}: {each.charged} excluded; "
        f"{each.would_return} would return if it alone were lifted"
        for each in counts.excluded
    )
    parts.append(f'<span title="{escape(taken)}"><b>{excluded}</b> excluded</span>' if taken else "<b>0</b> excluded")
    parts.append(f"<b>{counts.in_review}</b> in review")
    same = f" · {counts.may_be_same} may be the same event" if counts.may_be_same else ""
    return f"{' + '.join(parts)} = <b>{counts.total}</b> incidents{same}"


def _empty(view: View) -> None:
    index = view.index
    if not view.counts.total:
        st.info("There are no incidents yet. Load the ones this program comes with: python -m incidentmap seed")
        return
    said = isolated(in_words(view.filter, names(index)))
    st.html(f'<div class="im"><p>Nothing fits: {said}.</p></div>')
    helpful = sorted((each for each in view.counts.excluded if each.would_return), key=lambda each: -each.would_return)
    with st.container(horizontal=True):
        for each in helpful[:3]:
            title = f"Lift {FILTERS[each.filter].title}: {each.would_return} come back"
            st.button(title, key=f"lift {each.filter}", on_click=filter_state.lift, args=(each.filter, index))
    if not helpful:
        st.caption("No single filter is the reason; clear all filters in the sidebar and start anew.")
