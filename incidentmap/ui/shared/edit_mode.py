"""The switch *Edit*: without it the map and the table of records are for looking. It holds for a session.

The other pages are for writing, or only for looking, and do not show it.
"""

from __future__ import annotations

import streamlit as st

from incidentmap.ui.shared import session

KEY = "editing"  # also its CSS class
_KEPT = "editing_kept"  # also through a run that ends before the switch is drawn


def on() -> bool:
    """Tell whether what changes records is offered; of a snapshot nothing is changed."""
    return not session.snapshot_shown() and _switched_on()


def _switched_on() -> bool:
    return bool(st.session_state.get(KEY, st.session_state.get(_KEPT, False)))


def show() -> None:
    """Draw the switch."""
    st.session_state[KEY] = st.session_state[_KEPT] = _switched_on()
    st.toggle(
        "Edit",
        key="editing",
        disabled=session.snapshot_shown() is not None,
        help="Off, the map and the table of records are for looking. The other pages do not ask.",
    )
