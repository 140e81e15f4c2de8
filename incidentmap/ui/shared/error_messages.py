"""Trouble, told to the analyst: what is wrong, what to do, and that nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from incidentmap.errors import GazetteerUnavailable, IncidentMapError, StoreUnavailable
from incidentmap.ui.shared.markup import isolated

_TITLES = {
    StoreUnavailable: "The records cannot be opened",
    GazetteerUnavailable: "The gazetteer cannot be opened",
}


@contextmanager
def explained() -> Iterator[None]:
    """Turn trouble that we can explain into a page that explains it."""
    try:
        yield
    except IncidentMapError as trouble:
        title = next((said for kind, said in _TITLES.items() if isinstance(trouble, kind)), "This cannot be shown")
        st.error(title, icon=":material/error:")
        st.html(f'<div class="im"><p>{isolated(str(trouble))}</p><p class="quiet">Nothing was changed.</p></div>')
        st.button("Try again", key="try_again")
