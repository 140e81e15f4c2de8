"""Totals being edited, put down so that they outlast this session, and taken up again."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import streamlit as st

from incidentmap.ui.shared import typed_json
from incidentmap.ui.totals.unsaved import DRAFTS, TotalDraft, begin

KIND = "total"


def bodies() -> Iterator[tuple[str, str]]:
    """Give every total in which something was typed, by its id."""
    for draft in st.session_state.get(DRAFTS, {}).values():
        draft.read()
        if (written := draft.written()) != draft.first:
            yield draft.name, written


def take_up(name: str, body: str) -> None:
    """Put what was typed into the form again; raise `ValueError` or `InvalidRecord` for what cannot be read."""
    draft = restored(name, body)
    draft.forget_widgets()
    st.session_state.setdefault(DRAFTS, {})[name] = draft


def restored(name: str, body: str) -> TotalDraft:
    """Make the draft again, with the numbers of its rows, which are in the keys of widgets."""
    held = typed_json.loads(body)
    draft = TotalDraft(name, held["base"])
    draft.values = begin(None).values | held["values"]
    draft.countries, draft.spans = held["countries"], held["spans"]
    draft.loose |= held["loose"]
    draft.numbers = count(1 + max(draft.countries, default=-1))
    return draft
