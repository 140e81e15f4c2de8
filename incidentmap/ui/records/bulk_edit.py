"""One field of many incidents set at once: reject, withdraw and restore are values of the status."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from incidentmap.model import Record
from incidentmap.model import vocabulary as v
from incidentmap.ui.records import editable_fields, pending_changes
from incidentmap.ui.shared import asides, first_values, signature
from incidentmap.ui.shared.markup import label


def show(chosen: Sequence[Record]) -> None:
    """Ask for a field and a value; the changes wait, and can be looked at, until they are saved."""
    living = [record for record in chosen if record.incident.status is not v.Status.MERGED]
    merged = [record.incident_id for record in chosen if record.incident.status is v.Status.MERGED]
    many = "the row chosen" if len(chosen) == 1 else f"the {len(chosen)} rows chosen"
    with st.expander(f"Change {many}", icon=":material/edit_note:", expanded=len(chosen) > 1):
        if merged:
            st.caption(f"Left out, as merged incidents are read only until split: {label(', '.join(merged))}")
        left, right = st.columns([1, 2])
        names = list(editable_fields.TITLES)
        chosen_field = left.selectbox(
            "Field",
            names,
            index=_at(names, "bulk_field", names[2]),
            key="bulk_field",
            format_func=editable_fields.TITLES.__getitem__,
        )
        field = chosen_field or names[2]
        with right:
            value = _value(field)
        if value is not None and (
            same := sum(editable_fields.says(pending_changes.mine(each), field, value) for each in living)
        ):
            st.caption(f"{same} of {len(living)} say so already.")
        if st.button("Preview", key="bulk_preview", disabled=value is None or not living):
            with signature.refusals_shown():
                for record in living:
                    pending_changes.stage(record, editable_fields.changed(pending_changes.mine(record), field, value))
            asides.used(asides.MANY, asides.ALL)
            pending_changes.redraw()


def _value(field: str) -> str | None:
    """Ask for the value; None where nothing was said yet. Not stated is said, never left blank."""
    title, key = editable_fields.TITLES[field], f"bulk_{field}"
    if field in editable_fields.KINDS:
        options = editable_fields.options(field)
        chosen: str | None = st.selectbox(
            f"{title} becomes",
            options,
            index=_at(options, key, None),
            key=key,
            placeholder="Choose",
            format_func=lambda code: editable_fields.option(field, code),
        )
        return chosen
    away = f"{key}_blank"
    blank = st.checkbox("Not stated", _first(away, otherwise=False), key=away, help="Takes the text away")
    text = st.text_input(f"{title} becomes", _first(key, ""), key=key, disabled=blank)
    return "" if blank else text.strip() or None


def _first(key: str, otherwise: Any) -> Any:
    """Keep what is typed until it is looked at; give what the field is drawn with."""
    asides.hold(asides.MANY, asides.ALL, key, key, otherwise)
    return first_values.drawn_with(key, otherwise)


def _at(options: Sequence[str], key: str, otherwise: str | None) -> int | None:
    """Give likewise the option that a choice is drawn with; one that the session's state holds needs none."""
    first = _first(key, otherwise)
    if key in st.session_state:
        return None if otherwise is None else 0
    return options.index(first) if first in options else None
