"""What a field holds at first: said by this session, unless a browser that was cut off holds something newer.

A field whose value stands in the session's state shows that, whatever its browser holds. So in the run that draws a
form anew for such a browser, fields are drawn with their first values instead, and what the browser holds is heard.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

_RESTORING, _GIVEN = "first_values_restoring", "first_values_given"


def restore(*, now: bool) -> None:
    """Say whether this run draws forms anew for a browser that still shows them."""
    st.session_state[_RESTORING] = now
    st.session_state[_GIVEN] = {}


def is_restoring() -> bool:
    """Tell whether this run draws a form anew that the browser still shows; nothing may be saved in it.

    What the browser's fields hold is heard only once they are drawn, so the next run, at once, is the first that knows.
    """
    return bool(st.session_state.get(_RESTORING))


def give(key: str, value: Any) -> None:
    """Give a field its first value; what stands in it already goes first."""
    if key in st.session_state:
        return
    if is_restoring():
        st.session_state[_GIVEN].setdefault(key, value)
    else:
        st.session_state[key] = value


def put(key: str, value: Any) -> None:
    """Let a field show a value, whatever it shows."""
    if is_restoring() and key not in st.session_state:
        give(key, value)
    else:
        st.session_state[key] = value


def drawn_with(key: str, otherwise: Any = None) -> Any:
    """Give the value to draw a field with, where none stands in the session's state."""
    return st.session_state.get(_GIVEN, {}).get(key, otherwise) if key not in st.session_state else otherwise


def held(key: str) -> Any:
    """Give what a field shows, or will."""
    return st.session_state[key] if key in st.session_state else drawn_with(key)
