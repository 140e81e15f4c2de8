"""Stories being prepared, put down so that they outlast this session, and taken up again."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import streamlit as st

from incidentmap.ui.briefing.unsaved import DRAFTS, StoryDraft
from incidentmap.ui.shared import typed_json

KIND = "story"


def bodies() -> Iterator[tuple[str, str]]:
    """Give every story in which something was typed or added, by its id."""
    for draft in st.session_state.get(DRAFTS, {}).values():
        draft.read()
        if (written := draft.written()) != draft.first:
            yield draft.name, written


def take_up(name: str, body: str) -> None:
    """Put what was typed into the form again; raise `ValueError` or `InvalidRecord` for what cannot be read."""
    draft = restored(name, body)
    draft.forget_widgets()
    st.session_state.setdefault(DRAFTS, {})[name] = draft


def restored(name: str, body: str) -> StoryDraft:
    """Make the draft again, with the numbers of its steps, which are in the keys of widgets."""
    held = typed_json.loads(body)
    draft = StoryDraft(name, held["base"], held["values"], held["steps"], held["lines"])
    draft.loose |= held["loose"]
    draft.numbers = count(1 + max(draft.steps, default=-1))
    return draft
