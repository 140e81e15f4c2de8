"""The sidebar's widgets and the filter: the same choices, as widgets hold them and as the filter says them."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from incidentmap.index import Index
from incidentmap.query import FILTERS, IncidentFilter, Role, Several

DATES_DRAWN = "dates_drawn"  # the range that the fields of the dates show
# Widgets that hold their filter field as it is, under the same name.
SEVERAL = tuple(key for key, filter in FILTERS.items() if isinstance(filter, Several))


def put(filter: IncidentFilter, index: Index) -> None:
    """Set every widget to what the filter says; only before the widgets are drawn, or in a callback."""
    state = st.session_state
    for name in SEVERAL:
        state[name] = list(getattr(filter, name))
    put_dates(filter.date_from, filter.date_to)
    state["members"] = filter.members
    state["same_events"] = filter.same_events
    state["role"] = filter.role.value
    state["search"] = filter.search
    state["since"] = filter.since


def there() -> bool:
    """Tell whether the widgets hold a choice already."""
    return "role" in st.session_state


def get() -> IncidentFilter:
    """Read the filter off the widgets."""
    state = st.session_state
    said: dict[str, Any] = {name: tuple(state.get(name) or ()) for name in SEVERAL}
    start, end = state.get("dates", (None, None))
    return IncidentFilter(
        date_from=start,
        date_to=end,
        members=bool(state.get("members")),
        same_events=bool(state.get("same_events")),
        role=Role(state.get("role") or Role.EITHER),
        search=state.get("search") or "",
        since=state.get("since") or "",
        **said,
    )


def clear(index: Index) -> None:
    """Lift every filter."""
    put(IncidentFilter(), index)


def lift(name: str, index: Index) -> None:
    """Lift one filter."""
    put(get().without(name), index)


def put_dates(start: date | None, end: date | None) -> None:
    """Set the range of dates alone; its fields are written anew, whatever was typed there."""
    st.session_state["dates"] = (start, end)
    st.session_state.pop(DATES_DRAWN, None)


def put_places(codes: tuple[str, ...]) -> None:
    """Set the places alone."""
    st.session_state["places"] = list(codes)


def put_same_events(wanted: bool) -> None:
    """Show only what may be the same event as another, or all again."""
    st.session_state["same_events"] = wanted
