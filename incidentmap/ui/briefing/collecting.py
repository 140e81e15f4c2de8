"""Adding steps from other pages: to the story that was opened last, or to a new one; saved on the page Briefing."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl

import streamlit as st

from incidentmap.desk.story_edits import new_step_id
from incidentmap.model import Frame, Step, Story
from incidentmap.query import to_text
from incidentmap.query.shared_index import SNAPSHOT
from incidentmap.store import reading
from incidentmap.ui.briefing.unsaved import DRAFTS, StoryDraft, begin
from incidentmap.ui.shared import session, signature
from incidentmap.ui.shared.unsaved import NEW

_AT_HAND = "story_at_hand"


def take_at_hand(story_id: str) -> None:
    """Let steps go to a story from now on."""
    st.session_state[_AT_HAND] = story_id


def at_hand() -> StoryDraft:
    """Give the draft to which steps go."""
    drafts: dict[str, StoryDraft] = st.session_state.setdefault(DRAFTS, {})
    name = st.session_state.get(_AT_HAND, NEW)
    if name not in drafts:
        stored = _stored(name)
        name = stored.story_id if stored else NEW
        drafts.setdefault(name, begin(stored))
    return drafts[name]


def add(query: Mapping[str, str], incident_id: str = "", frame: Frame | None = None) -> None:
    """Add a view, as its link and frame say it, or an incident in it, to the story at hand, of the records of today."""
    (south, west), (north, east) = frame or ((None, None), (None, None))
    draft, asked = at_hand(), {name: value for name, value in query.items() if name != SNAPSHOT}
    draft.add(Step(new_step_id(), "", to_text(asked), incident_id, south, west, north, east))
    called = f"“{draft.values['title']}”" if draft.values["title"] else "a new story"
    signature.say_at_next_run(f"Step {len(draft.steps)} of {called}, not saved yet: the page Briefing has it")


def button(query: Mapping[str, str], incident_id: str) -> bool:
    """Offer to add an incident; tell whether it was added, for what is only a part of the page."""
    return st.button(
        "Add to the story", key="add_to_story", type="tertiary", icon=":material/playlist_add:",
        on_click=add, args=(query, incident_id),
    )  # fmt: skip


def query_of(step: Step) -> dict[str, str]:
    """Give the parameters of a step's view."""
    return dict(parse_qsl(step.query))


def _stored(story_id: str) -> Story | None:
    with session.store().reading() as connection:
        found: Story | None = reading.subject(connection, f"story:{story_id}") if story_id != NEW else None
    return found
