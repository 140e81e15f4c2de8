"""The sidebar's widgets and the filter: the same choices, as widgets hold them and as the filter says them."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from incidentmap.index import Index
from incidentmap.query import FILTERS, IncidentFilter, Role, Several, earliest_day

# Widgets that hold their filter field as it is, under the same name.
SEVERAL = tuple(key for key, filter in FILTERS.items() if isinstance(filter, Several))


def put(filter: IncidentFilter, index: Index) -> None:
    """Set every widget to what the filter says; only before the widgets are drawn, or in a callback."""
    state = st.session_state
    for name in SEVERAL:
        state[name] = list(getattr(filter, name))
    state["dates"] = _range(filter, index)
    state["members"] = filter.members
    state["role"] = filter.role.value
    state["search"] = filter.search


def there() -> bool:
    """Tell whether the widgets hold a choice already."""
    return "role" in st.session_state


def get() -> IncidentFilter:
    """Read the filter off the widgets."""
    state = st.session_state
    said: dict[str, Any] = {name: tuple(state.get(name) or ()) for name in SEVERAL}
    start, end = (*(state.get("dates") or ()), None, None)[:2]
    return IncidentFilter(
        date_from=start,
        date_to=end,
        members=bool(state.get("members")),
        role=Role(state.get("role") or Role.EITHER),
        search=state.get("search") or "",
        **said,
    )


def clear(index: Index) -> None:
    """Lift every filter."""
    put(IncidentFilter(), index)


def lift(name: str, index: Index) -> None:
    """Lift one filter."""
    put(get().without(name), index)


def put_dates(start: date | None, end: date | None) -> None:
    """Set the range of dates alone."""
    st.session_state["dates"] = (start, end) if start and end else ()


def _range(filter: IncidentFilter, index: Index) -> tuple[date, ...]:
    """Give what the date widget can hold: nothing, a start, or both ends."""
    if filter.date_to is None:
        return (filter.date_from,) if filter.date_from else ()
    return filter.date_from or min(earliest_day(index) or filter.date_to, filter.date_to), filter.date_to
