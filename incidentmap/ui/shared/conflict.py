"""Somebody saved a newer version while this one was being edited: both are shown, and the analyst merges them."""

from __future__ import annotations

from typing import Any

import streamlit as st
from markupsafe import Markup

from incidentmap.desk import combine, difference
from incidentmap.errors import InvalidRecord
from incidentmap.model import Record, Subject, field_words, to_sheet
from incidentmap.model.registry import noun_of
from incidentmap.ui.shared import error_messages, html_block
from incidentmap.ui.shared.history_view import said
from incidentmap.ui.shared.markup import NOTHING
from incidentmap.ui.shared.sheet_words import readable
from incidentmap.ui.shared.unsaved import Draft

_THEIRS, _MINE = "Keep theirs", "Keep mine"


def show(draft: Draft) -> None:
    """Show what they changed beside what I changed, ask where both changed the same, and go on with the result."""
    base, theirs = draft.base, draft.theirs
    assert base and theirs  # noqa: S101  # else there is nothing to merge
    with st.container(border=True, key="conflict"):
        st.warning("Somebody saved a newer version meanwhile. Nothing of yours is saved yet, nothing is lost.")
        try:
            mine = draft.record(base.incident_id)
            _, clashes = combine(base, theirs, mine)
        except InvalidRecord as refusal:
            error_messages.show(refusal)
            return
        html_block.show(table(base, theirs, mine))
        for field in clashes:
            _ask(draft, field)
        st.button("Go on with both", key="go_on", type="primary", on_click=_go_on, args=(draft,))


def _go_on(draft: Draft) -> None:
    """Merge what is typed and chosen at the click."""
    assert draft.base and draft.theirs  # noqa: S101  # the button stands only beside both
    draft.read()
    mine = draft.record(draft.base.incident_id)
    _, clashes = combine(draft.base, draft.theirs, mine)
    wins = [field for field in clashes if st.session_state.get(draft.key("wins", field)) == _MINE]
    both, _ = combine(draft.base, draft.theirs, mine, wins)
    placed, placing, why = draft.placed, draft.placing, draft.key("sign", "why")
    kept = {why: st.session_state[why]} if why in st.session_state else {}
    draft.base, draft.theirs = draft.theirs, None
    draft.put(both)
    if both.placement == placed[0]:
        draft.placed, draft.placing = placed, placing
    st.session_state.update(kept)  # the reason that was given holds for both


def _ask(draft: Draft, field: str) -> None:
    title = f"Both changed {field_words.labels(Record, [field])}"
    st.radio(title, [_THEIRS, _MINE], key=draft.key("wins", field), horizontal=True)


def table(base: Subject, theirs: Subject, mine: Subject) -> Markup:
    """Tabulate every field that either changed: as it was, theirs, mine."""
    was, now, own = to_sheet(base), to_sheet(theirs), to_sheet(mine)
    changed = {*(difference(was, now)[1] or ()), *(difference(was, own)[1] or ())} - {"version"}
    held, noun = (was, now, own), noun_of(base).whole
    was, now, own = (readable(noun, each, *held) for each in held)
    rows = NOTHING.join(
        Markup("<tr><th scope='row'>{}</th>{}{}</tr>").format(
            field_words.label(noun, field),
            _cell(said(noun, field, was[field])),
            NOTHING.join(_cell(_unless(noun, field, was[field], each[field])) for each in (now, own)),
        )
        for field in was
        if field in changed
    )
    heads = NOTHING.join(
        Markup("<th scope='col'>{}</th>").format(name) for name in ("Field", "As it was", "Theirs", "Mine")
    )
    return Markup('<table class="im-changes"><tr>{}</tr>{}</table>').format(heads, rows)


def _unless(noun: type[Any], field: str, was: Any, value: Any) -> Markup:
    return Markup("unchanged") if value == was else said(noun, field, value)


def _cell(text: Markup) -> Markup:
    return Markup("<td>{}</td>").format(text)
