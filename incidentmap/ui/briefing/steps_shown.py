"""What a step of a story shows now: its view, its incident, and what became of either since it was chosen."""

from __future__ import annotations

from urllib.parse import parse_qs

import pandas as pd
from markupsafe import Markup

from incidentmap.index import Index, row_of
from incidentmap.model import Step, words
from incidentmap.model.vocabulary import Category, Status
from incidentmap.query import IncidentFilter, from_query, in_words, once, table
from incidentmap.ui.shared import session
from incidentmap.ui.shared.markup import isolated
from incidentmap.ui.shared.sidebar import names


def filter_of(step: Step, index: Index) -> tuple[IncidentFilter, tuple[str, ...]]:
    """Read the filter of a step, with a notice for each part that these records no longer know."""
    query, repeated = once(parse_qs(step.query, keep_blank_values=True))
    filter, refused = from_query(query, index)
    return filter, repeated + refused


def became(step: Step, index: Index) -> str:
    """Say what became of the step since it was chosen; "" where it shows what it showed."""
    _, notices = filter_of(step, index)
    return " ".join(filter(None, (_of_incident(step, index), *(f"{each[:1].upper()}{each[1:]}." for each in notices))))


def _of_incident(step: Step, index: Index) -> str:
    if not step.incident_id:
        return ""
    row = row_of(index.incidents, step.incident_id)
    if row is None:
        return f"The incident {step.incident_id} is no longer among the records."
    held = index.incidents.status
    status = Status(held.values[held.codes[row]])
    if status is Status.CONFIRMED:
        return ""
    if status is Status.MERGED and (dossier := session.dossier(step.incident_id)):
        return f"This incident was merged into {dossier.record.incident.merged_into}."
    return f"This incident is {words.of_member(status)}."


def heading(step: Step, index: Index) -> Markup:
    """Name a step: the incident with its day and place, or the view in words."""
    row = row_of(index.incidents, step.incident_id) if step.incident_id else None
    if row is not None:
        return _incident(index, row)
    if step.incident_id:
        return isolated(step.incident_id)
    filter, _ = filter_of(step, index)
    said = in_words(filter, names(index, filter))
    return Markup("View: {}{}").format(isolated(said), ", in a frame of its own" if step.frame else "")


def _incident(index: Index, row: int) -> Markup:
    held = table(index, [row]).iloc[0]  # type: ignore[arg-type]
    earliest = None if pd.isna(held.date_earliest) else held.date_earliest.date()
    place = Markup(", {}").format(isolated(str(held.place_name))) if pd.notna(held.place_name) else ", not placed"
    return Markup('<span class="glyph {}"></span>{}, {}{}').format(
        held.category, words.CATEGORY[Category(held.category)], words.dates(earliest, held.date_latest.date()), place
    )


def summary(step: Step, index: Index) -> str:
    """Give the summary that stands where no words of ours are written."""
    row = row_of(index.incidents, step.incident_id) if step.incident_id else None
    return "" if row is None else str(table(index, [row]).iloc[0].summary)  # type: ignore[arg-type]
