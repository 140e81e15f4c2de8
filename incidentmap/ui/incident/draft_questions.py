"""What the form asks before it saves: what contradicts itself, and that an incident without a source is in review."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from incidentmap.desk import contradictions
from incidentmap.desk.contradictions import Question
from incidentmap.errors import InvalidRecord
from incidentmap.model import Record
from incidentmap.model.vocabulary import Status
from incidentmap.ui.shared import point_input, questions, session
from incidentmap.ui.shared.unsaved import NEW, Draft

Asked = tuple[Question, ...]


def ask(draft: Draft) -> tuple[Asked, bool]:
    """Ask what the draft brings that contradicts itself; give the questions, and whether all are answered."""
    try:
        record = draft.record(draft.base.incident_id if draft.base else NEW)
    except InvalidRecord:  # said at its field; a save comes no further either
        return (), True
    _say_in_review(draft.base, record)
    asked = contradictions.asked(draft.base, record, session.gazetteer(), date.today())
    return asked, questions.ask(asked, draft.key("sign"), partial(_put_at, draft, record))


def _say_in_review(base: Record | None, record: Record) -> None:
    becomes = contradictions.in_review(base, record)
    if becomes.incident.status is Status.DRAFT and not becomes.citations:
        st.warning(f"This incident {questions.IN_REVIEW}. {questions.ADD_SOURCE}", icon=":material/rate_review:")


def _put_at(draft: Draft, record: Record, point: tuple[float, float]) -> None:
    """Take a point that cures a contradiction, as known as the one before."""
    placement = record.placement
    values: dict[str, Any] = {"how": point_input.POINT, "point": "{}, {}".format(*point)}
    if placement and placement.where_prec in point_input.PRECISIONS:
        values["where_prec"] = placement.where_prec
        values["radius_km"] = placement.uncertainty_km or point_input.radius_of(placement.where_prec)
    draft.placing |= values
    st.session_state.update({draft.key(name): value for name, value in values.items()})
