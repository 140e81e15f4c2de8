"""Somebody changed or removed the total while it was being edited: both are shown, and nothing typed is lost."""

from __future__ import annotations

import streamlit as st

from incidentmap.desk.total_edits import put_on
from incidentmap.errors import InvalidRecord
from incidentmap.model import Aggregate
from incidentmap.ui.shared import error_messages, html_block
from incidentmap.ui.shared.conflict import table
from incidentmap.ui.totals.unsaved import TotalDraft


def show(draft: TotalDraft) -> None:
    """Say what happened meanwhile, if anything did, and offer the ways on."""
    if draft.removed:
        with st.container(border=True, key="total_conflict"):
            st.warning("Somebody removed this total meanwhile. What you typed is still here.")
            st.button("Go on as a new total", key="total_anew", on_click=_anew, args=(draft,))
    elif draft.base and draft.theirs:
        with st.container(border=True, key="total_conflict"):
            st.warning("Somebody changed this total meanwhile. Nothing of yours is saved yet, nothing is lost.")
            _both(draft, draft.base, draft.theirs)


def _both(draft: TotalDraft, base: Aggregate, theirs: Aggregate) -> None:
    st.button("Go on from theirs, without my changes", key="total_theirs", on_click=_go_on, args=(draft, theirs))
    try:
        mine = draft.total(base.aggregate_id)
        both = put_on(theirs, base, mine)
    except InvalidRecord as refusal:
        error_messages.show(refusal)
        return
    st.button("Put my changes on theirs", key="total_mine", type="primary", on_click=_go_on, args=(draft, both))
    html_block.show(table(base, theirs, mine))


def _go_on(draft: TotalDraft, values: Aggregate) -> None:
    draft.base, draft.theirs = draft.theirs, None
    draft.put(values)


def _anew(draft: TotalDraft) -> None:
    draft.base, draft.removed = None, False
