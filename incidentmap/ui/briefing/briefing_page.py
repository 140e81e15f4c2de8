"""The page *Briefing*: all stories, or one of them to prepare, with its history."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from incidentmap.model import Story, key_of
from incidentmap.settings import PROJECT
from incidentmap.store import reading, subjects
from incidentmap.text.counting import counted
from incidentmap.ui.briefing import collecting, form
from incidentmap.ui.briefing.unsaved import DRAFTS, StoryDraft
from incidentmap.ui.shared import history_view, page_link, session
from incidentmap.ui.shared.markup import label
from incidentmap.ui.shared.page_link import STORY
from incidentmap.ui.shared.unsaved import NEW
from incidentmap.ui.unsaved_work import offers

PRESENT = PROJECT / "pages" / "present.py"


def show() -> None:
    """Show the story that the address names, or all of them."""
    page_link.arrive("briefing")
    with session.store().reading() as connection:
        stories = reading.stories(connection)
    draft = form.open_draft(stories)
    if draft:
        collecting.take_at_hand(draft.name)
        _one(draft)
    else:
        _all(stories)


def _one(draft: StoryDraft) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("All stories", key="all_stories", icon=":material/arrow_back:", on_click=form.open_story, args=("",))
        if draft.base and draft.base.steps:
            _present(draft.base)
    if draft.base and draft.changed():
        st.caption("What is presented is what was saved last.")
    form.show(draft, session.index())
    if draft.base:
        st.subheader("History", anchor=False)
        key = key_of(draft.base)
        with session.store().reading() as connection:
            edits = subjects.revisions_of(connection, key)
        history_view.show(edits, key)


def _all(stories: Sequence[Story]) -> None:
    if st.query_params.get(STORY):
        st.info("There is no such story; it may have been removed. The history tells.")
    offers.show("")
    begun = st.session_state.get(DRAFTS, {}).get(NEW)
    waiting = begun is not None and bool(begun.steps)
    title = f"The new story, {counted(len(begun.steps), 'step')}, not saved yet" if waiting else "New story"
    st.button(title, key="new_story", icon=":material/add:", on_click=form.open_story, args=(NEW,),
              type="primary" if waiting else "secondary")  # fmt: skip
    if not stories and not waiting:
        st.info("There are no stories yet. Begin one here, or with *Add this view* on the page Map.")
    for story in stories:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.button(label(story.title), key=f"open_story_{story.story_id}", type="tertiary",
                      on_click=form.open_story, args=(story.story_id,))  # fmt: skip
            st.caption(counted(len(story.steps), "step"), width="stretch")
            if story.steps:
                _present(story)


def _present(story: Story) -> None:
    st.page_link(PRESENT, label="Present", icon=":material/slideshow:", query_params={STORY: story.story_id})
