"""The switch *Edit*: without it the map and the table of records are for looking. It holds for a session.

The other pages are for writing, or only for looking, and do not show it.
"""

from __future__ import annotations

import streamlit as st

KEY = "editing"  # also its CSS class
_KEPT = "editing_kept"  # also through a run that ends before the switch is drawn


def on() -> bool:
    """Tell whether what changes records is offered."""
    return bool(st.session_state.get(KEY, st.session_state.get(_KEPT, False)))


def show() -> None:
    """Draw the switch."""
    st.session_state[KEY] = st.session_state[_KEPT] = on()
    st.toggle(
        "Edit",
        key="editing",
        help="Off, the map and the table of records are for looking. The other pages do not ask.",
    )
