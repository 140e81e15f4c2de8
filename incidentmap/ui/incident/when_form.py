"""When it happened; the latest day is enough, and then the form says that it is known as on or before."""

from __future__ import annotations

import streamlit as st

from incidentmap.model import vocabulary as v
from incidentmap.ui.shared import form_widgets, record_fields
from incidentmap.ui.shared.unsaved import Draft

_FROM, _TO, _KNOWN = "date_earliest", "date_latest", "time_precision"
_DAYS, _WAS = "days_before", "precision_before"  # what stood there before this form changed the precision


def show(draft: Draft, errors: form_widgets.Errors) -> None:
    """Ask for the days, and say what an open start is taken for."""
    form_widgets.rows(record_fields.WHEN, draft.key, draft.values, errors)
    if draft.key(_WAS) in st.session_state and draft.values[_KNOWN] == v.TimePrecision.ON_OR_BEFORE:
        st.caption("Without “From” it is kept as known on or before “To”: no first day is made up.")


def agree(draft: Draft) -> None:
    """Let the precision follow the days where they changed; what was chosen by hand stays, and is refused in words."""
    days = (draft.values[_FROM], draft.values[_TO])
    if days == st.session_state.setdefault(draft.key(_DAYS), _stored(draft)):
        return
    st.session_state[draft.key(_DAYS)] = days
    chosen = draft.values[_KNOWN]
    if days[0] is None and days[1] is not None and chosen != v.TimePrecision.ON_OR_BEFORE:
        st.session_state[draft.key(_WAS)] = chosen
        _put(draft, v.TimePrecision.ON_OR_BEFORE)
    elif days[0] is not None and chosen == v.TimePrecision.ON_OR_BEFORE:
        _put(draft, st.session_state.pop(draft.key(_WAS), chosen))


def begin_with(draft: Draft) -> None:
    """Take the days as they are: the precision beside them is as it was left."""
    st.session_state[draft.key(_DAYS)] = (draft.values[_FROM], draft.values[_TO])


def _stored(draft: Draft) -> tuple[object, object]:
    """Give the days as they were before anything was typed."""
    base = draft.base.incident if draft.base else None
    return (base.date_earliest, base.date_latest) if base else (None, None)


def _put(draft: Draft, precision: v.TimePrecision) -> None:
    draft.values[_KNOWN] = precision
    st.session_state[draft.key(_KNOWN)] = precision
