"""Somebody saved a newer version while this one was being edited: both are shown, and the analyst merges them."""

from __future__ import annotations

from typing import Any

import streamlit as st

from incidentmap.desk import combine, difference
from incidentmap.errors import InvalidRecord
from incidentmap.model import Subject, to_sheet
from incidentmap.ui.shared.history_view import said
from incidentmap.ui.shared.markup import isolated, label
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
            st.error(label(str(refusal)))
            return
        st.html(table(base, theirs, mine))
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
    title = f"Both changed {field.replace('_', ' ')}"
    st.radio(title, [_THEIRS, _MINE], key=draft.key("wins", field), horizontal=True)


def table(base: Subject, theirs: Subject, mine: Subject) -> str:
    """Tabulate every field that either changed: as it was, theirs, mine."""
    was, now, own = to_sheet(base), to_sheet(theirs), to_sheet(mine)
    changed = {*(difference(was, now)[1] or ()), *(difference(was, own)[1] or ())} - {"version"}
    rows = "".join(
        f"<tr><th scope='row'>{field.replace('_', ' ')}</th>"
        f"{_cell(said(was[field]))}{''.join(_cell(_unless(was[field], each[field])) for each in (now, own))}</tr>"
        for field in was
        if field in changed
    )
    heads = "".join(f"<th scope='col'>{name}</th>" for name in ("Field", "As it was", "Theirs", "Mine"))
    return f'<div class="im"><table class="im-changes"><tr>{heads}</tr>{rows}</table></div>'


def _unless(was: Any, value: Any) -> str:
    return "unchanged" if value == was else said(value)


def _cell(text: str) -> str:
    return f"<td>{isolated(text)}</td>"
