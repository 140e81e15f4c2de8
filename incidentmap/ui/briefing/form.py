"""One story, to prepare: its name, its steps in order with a line for each, the signature."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st
from markupsafe import Markup

from incidentmap.desk import save
from incidentmap.desk.story_edits import new_story_id
from incidentmap.errors import Outdated
from incidentmap.index import Index
from incidentmap.model import Step, Story, key_of
from incidentmap.settings import PROJECT
from incidentmap.ui.briefing import collecting, conflict, kept_drafts, steps_shown
from incidentmap.ui.briefing.unsaved import DRAFTS, StoryDraft, begin
from incidentmap.ui.shared import (
    error_messages,
    first_values,
    form_widgets,
    html_block,
    reader_names,
    session,
    signature,
)
from incidentmap.ui.shared.page_link import INCIDENT, STEP, STORY
from incidentmap.ui.shared.record_fields import ask
from incidentmap.ui.shared.unsaved import NEW
from incidentmap.ui.shared.widget_values import show_loose
from incidentmap.ui.unsaved_work import offers

PAGES = PROJECT / "pages"
TITLE = replace(ask(Story, "title"), needed=True)
LINE = ask(Step, "text")


def open_draft(stories: Sequence[Story]) -> StoryDraft | None:
    """Give the draft of the story that the address names; None if it names none, or one that is not there."""
    wanted = st.query_params.get(STORY, "")
    drafts: dict[str, StoryDraft] = st.session_state.setdefault(DRAFTS, {})
    stored = next((each for each in stories if each.story_id == wanted), None)
    for draft in drafts.values():  # also one that was just left, with its last field
        draft.read()
    if wanted in drafts and drafts[wanted].base != stored and not drafts[wanted].changed():
        _forget(drafts[wanted])  # it was undone, or saved elsewhere
    if wanted not in drafts and (stored or wanted == NEW):
        drafts[wanted] = begin(stored)
    return drafts.get(wanted)


def open_story(story_id: str) -> None:
    """Put a story into the address; "" leads back to all of them."""
    if story_id:
        st.query_params[STORY] = story_id
    else:
        st.query_params.pop(STORY, None)


def show(draft: StoryDraft, index: Index) -> None:
    """1 what others saved meanwhile, 2 the name, 3 the steps, 4 the signature."""
    offers.show(f"{kept_drafts.KIND}:{draft.name}")
    show_loose(draft.loose, draft.key)
    conflict.show(draft)
    form_widgets.draw(TITLE, draft.key("title"), draft.values["title"], draft.errors().get("title"))
    if not draft.steps:
        st.info(
            "There are no steps yet. On the page Map, *Add this view* adds the map as it stands, and *Add to the "
            "story* at an open incident adds that; so does *Add to the story* on the page Record."
        )
    for at, number in enumerate(list(draft.steps)):
        with st.container(border=True, key=draft.key("step", number)):
            _step(draft, number, at, index)
    _sign(draft)


def _step(draft: StoryDraft, number: int, at: int, index: Index) -> None:
    step = draft.steps[number]
    words, moves = st.columns([5, 2], gap="medium")
    with words:
        html_block.show(Markup("<h4>{}. {}</h4>").format(at + 1, steps_shown.heading(step, index)))
        if said := steps_shown.became(step, index):
            html_block.show_problem(said)
        form_widgets.draw(LINE, draft.key("text", number), draft.lines[number]["text"], None)
        if summary := steps_shown.summary(step, index):
            html_block.show(Markup('<p class="quiet">{}</p>').format(summary))
    with moves, st.container(key=draft.key("moves", number), gap="small"):
        _moves(draft, number, at)
        _links(draft, step, at)


def _moves(draft: StoryDraft, number: int, at: int) -> None:
    with st.container(horizontal=True, gap="small"):
        for title, by, icon, possible in (
            ("Up", -1, "arrow_upward", at > 0),
            ("Down", 1, "arrow_downward", at < len(draft.steps) - 1),
        ):
            st.button(title, key=draft.key(title.lower(), number), icon=f":material/{icon}:", disabled=not possible,
                      on_click=draft.move, args=(number, by))  # fmt: skip
        st.button("Remove", key=draft.key("drop", number), icon=":material/delete:", type="tertiary",
                  on_click=draft.drop, args=(number,))  # fmt: skip


def _links(draft: StoryDraft, step: Step, at: int) -> None:
    there = collecting.query_of(step) | ({INCIDENT: step.incident_id} if step.incident_id else {})
    st.page_link(PAGES / "map.py", label="See it on the map", icon=":material/map:", query_params=there)
    if draft.base and not draft.changed():
        query = {STORY: draft.name, STEP: str(at + 1)}
        st.page_link(PAGES / "present.py", label="Present from here", icon=":material/slideshow:", query_params=query)


def _sign(draft: StoryDraft) -> None:
    with st.container(key="sign", border=True):
        by, why = signature.ask(draft.key("sign"), "what the briefing is for, or what is new in it")
        with st.container(horizontal=True):
            saved = st.button("Save", key="save", type="primary", icon=":material/save:", on_click=_try, args=(draft,))
            st.button("Discard changes", key="discard", on_click=_forget, args=(draft,))
            removed = draft.base and st.button("Remove this story", key="remove", icon=":material/delete:")
        if not (saved or removed) or first_values.is_restoring():
            return
        wrong = () if removed else draft.errors().values()
        if not error_messages.show_all(wrong, error_messages.unsigned(by, why)):
            with signature.refusals_shown():
                _save(draft, None if removed else _made(draft), by, why)


def _try(draft: StoryDraft) -> None:
    """From now on a name that is still empty is refused in sight."""
    draft.tried = True


def _made(draft: StoryDraft) -> Story:
    if draft.base:
        return draft.story(draft.base.story_id)
    return draft.story(new_story_id(session.store(), draft.values["title"]))


def _save(draft: StoryDraft, after: Story | None, by: str, why: str) -> None:
    """Save or, without an `after`, remove."""
    try:
        save(session.store(), [(draft.base, after)], by, why)
    except Outdated as outdated:
        if draft.base is None:  # somebody took the same id; the next try gets another
            raise
        draft.theirs = outdated.current if isinstance(outdated.current, Story) else None
        draft.removed = draft.theirs is None
        st.rerun()
    _forget(draft)
    collecting.take_at_hand(after.story_id if after else NEW)
    open_story(after.story_id if after else "")
    saved = f"Saved: {reader_names.subject(key_of(after))}" if after else "Removed; the history can bring it back"
    signature.say_at_next_run(saved)
    st.rerun()


def _forget(draft: StoryDraft) -> None:
    st.session_state[DRAFTS].pop(draft.name, None)
    draft.forget_widgets()
