"""A point of one's own: coordinates, what they are the precision of, and how far off they may be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from incidentmap.errors import InvalidRecord
from incidentmap.geocode import POINT_PRECISIONS, Placed, at_point, read_point
from incidentmap.model import Incident, words
from incidentmap.model import vocabulary as v
from incidentmap.text.positions import FORMS
from incidentmap.ui.shared import form_widgets

POINT = "A point of my own"
PRECISIONS = POINT_PRECISIONS
_RADIUS = {1: 2.0, 2: 10.0, 3: 40.0, 4: 100.0, 7: 100.0}
EMPTY = {"point": "", "where_prec": v.WherePrec.NEAR, "radius_km": _RADIUS[2]}


def ask(key: Callable[[str], str], values: dict[str, Any]) -> None:
    """Draw the fields under widget keys that `key` makes of their names; `values` says what they hold at first."""
    for name, empty in EMPTY.items():
        values.setdefault(name, empty)

    def widen() -> None:
        st.session_state[key("radius_km")] = _RADIUS[int(st.session_state[key("where_prec")])]

    hint = f"{FORMS}; or click on the map"
    form_widgets.draw(form_widgets.Field("point", "Coordinates", help=hint), key("point"), values["point"], None)
    precision = form_widgets.Field("where_prec", "Precision", "choice", POINT_PRECISIONS, _precision)
    form_widgets.draw(precision, key("where_prec"), values["where_prec"], None, widen)
    form_widgets.draw(
        form_widgets.Field("radius_km", "Within, km", "number"), key("radius_km"), values["radius_km"], None
    )


def placed(incident: Incident, values: dict[str, Any]) -> Placed:
    """Put the incident at the point; raise `InvalidRecord` for what is missing or is no point."""
    if not str(values["point"]).strip():
        problem = "are empty, so there are no coordinates yet: write them, or click on the map"
        raise InvalidRecord(incident.incident_id, "coordinates", "", problem)
    if values["radius_km"] is None:
        problem = "is empty: write within how many km it lies"
        raise InvalidRecord(incident.incident_id, "uncertainty_km", "", problem)
    return at_point(incident, read_point(values["point"]), v.WherePrec(values["where_prec"]), values["radius_km"])


def radius_of(code: v.WherePrec) -> float:
    """Give the radius that a precision is taken to have, in km."""
    return _RADIUS[int(code)]


def _precision(code: v.WherePrec) -> str:
    return words.WHERE_PREC[code].capitalize()
