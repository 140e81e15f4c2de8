"""Somebody changed or removed the story while it was being prepared: both are shown, and nothing of either is lost."""

from __future__ import annotations

import streamlit as st

from incidentmap.desk.story_edits import put_on
from incidentmap.errors import InvalidRecord
from incidentmap.model import Story
from incidentmap.ui.briefing.unsaved import StoryDraft
from incidentmap.ui.shared import error_messages, html_block
from incidentmap.ui.shared.conflict import table


def show(draft: StoryDraft) -> None:
    """Say what happened meanwhile, if anything did, and offer the ways on."""
    if draft.removed:
        with st.container(border=True, key="story_conflict"):
            st.warning("Somebody removed this story meanwhile. What you prepared is still here.")
            st.button("Go on as a new story", key="story_anew", on_click=_anew, args=(draft,))
    elif draft.base and draft.theirs:
        with st.container(border=True, key="story_conflict"):
            st.warning("Somebody changed this story meanwhile. Nothing of yours is saved yet, nothing is lost.")
            _both(draft, draft.base, draft.theirs)


def _both(draft: StoryDraft, base: Story, theirs: Story) -> None:
    st.button("Go on from theirs, without my changes", key="story_theirs", on_click=_go_on, args=(draft, theirs))
    try:
        mine = draft.story(base.story_id)
    except InvalidRecord as refusal:
        error_messages.show(refusal)
        return
    both = put_on(theirs, base, mine)
    st.button("Put my changes on theirs", key="story_mine", type="primary", on_click=_go_on, args=(draft, both))
    html_block.show(table(base, theirs, mine))


def _go_on(draft: StoryDraft, values: Story) -> None:
    draft.base, draft.theirs = draft.theirs, None
    draft.put(values)


def _anew(draft: StoryDraft) -> None:
    draft.base, draft.removed = None, False
