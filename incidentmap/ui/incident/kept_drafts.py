"""Records being edited, put down so that they outlast this session, and taken up again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count

import streamlit as st

from incidentmap.model import PARTS, Record
from incidentmap.model.field import declared
from incidentmap.ui.incident import when_form
from incidentmap.ui.shared import typed_json
from incidentmap.ui.shared.unsaved import DRAFTS, FORM_FIELDS, KINDS, Draft, begin
from incidentmap.ui.shared.widget_values import Row

KIND = "record"


def bodies() -> Iterator[tuple[str, str]]:
    """Give every record in which something was typed, by its id."""
    for draft in st.session_state.get(DRAFTS, {}).values():
        draft.read()
        if not draft.saved_as and (written := draft.written()) != draft.first:
            yield draft.name, written


def take_up(name: str, body: str) -> None:
    """Put what was typed into the form again; raise `ValueError` or `InvalidRecord` for what cannot be read."""
    draft = restored(name, body)
    if before := st.session_state.setdefault(DRAFTS, {}).get(name):
        before.forget_widgets()
    st.session_state[DRAFTS][name] = draft
    when_form.begin_with(draft)


def restored(name: str, body: str) -> Draft:
    """Make the draft again, with the numbers of its rows, which are in the keys of widgets."""
    held = typed_json.loads(body)
    draft = Draft(name, held["base"])
    empty = _values(draft.base)
    draft.values = {field: held["values"].get(field, empty[field]) for field in FORM_FIELDS}
    draft.rows = {part: _rows(part, held["rows"].get(part, {})) for part in PARTS}
    draft.placed = (draft.base.placement if draft.base else None, None)
    draft.placing, draft.fresh, draft.articles = held["placing"], held["fresh"], held["articles"]
    draft.loose |= held["loose"]
    draft.loosened = set(held["loosened"])
    draft.numbers = count(1 + max((number for rows in draft.rows.values() for number in rows), default=-1))
    return draft


def _values(base: Record | None) -> Row:
    """Give what stands in fields that were not there yet when this was kept."""
    return {field: getattr(base.incident, field) for field in FORM_FIELDS} if base else begin(None).values


def _rows(part: str, held: Mapping[int, Row]) -> dict[int, Row]:
    empty = {field: each.default for field, each in declared(KINDS[part]).items() if field != "incident_id"}
    return {number: {field: row.get(field, empty[field]) for field in empty} for number, row in held.items()}
