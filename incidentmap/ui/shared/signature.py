"""Who is editing, and why: every change is signed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from incidentmap.errors import IncidentMapError, InvalidRecord
from incidentmap.ui.shared import session
from incidentmap.ui.shared.markup import label

_NAME = "analyst_name"  # not a widget's key, as Streamlit forgets widgets when another page is shown
_ASKED_BY = "analyst_asked_by"
_SAID = "saved_notice"


def analyst() -> str:
    """Name who is editing: by the proxy's header if one is trusted, by the environment, or as typed in this session."""
    settings = session.settings()
    if settings.analyst_header:
        return str(st.context.headers.get(settings.analyst_header) or "").strip()
    return settings.analyst or str(st.session_state.get(_NAME, ""))


def ask(key: str, placeholder: str = "what was wrong, or what is new", *, alone: bool = False) -> tuple[str, str]:
    """Ask for the reason and, once a session, for the name; give both, "" where not filled in.

    What stands `alone`, as in a popover, asks for the name itself; else the first on a page does.
    """
    if alone:
        _ask_name_unless_known(key)
    else:
        ask_name(key)
    st.session_state.setdefault(
        f"{key}_why", ""
    )  # said anew for each edit, also where the browser still holds the last
    why = st.text_input("Why", key=f"{key}_why", placeholder=placeholder)
    return analyst(), why.strip()


def ask_name(key: str) -> None:
    """Ask for the name where nobody else says it; only the first on a page asks, so that it is asked once."""
    if st.session_state.setdefault(_ASKED_BY, key) == key:
        _ask_name_unless_known(key)


def _ask_name_unless_known(key: str) -> None:
    settings = session.settings()
    if settings.analyst_header:
        if not analyst():
            st.warning("The proxy does not say who you are, so nothing can be saved.", icon=":material/person_off:")
    elif not settings.analyst:
        _ask_name(key)


def begin_page() -> None:
    """Let the first on this page ask for the name."""
    st.session_state.pop(_ASKED_BY, None)


@contextmanager
def refusals_shown() -> Iterator[None]:
    """Say why something could not be saved, instead of ending the page."""
    try:
        yield
    except InvalidRecord as refusal:
        fill_in = {"why": "Say why, then save again.", "by": "Give your name, then save again."}
        st.error(fill_in.get(refusal.field) or label(str(refusal)), icon=":material/error:")
    except IncidentMapError as trouble:
        st.error(label(str(trouble)), icon=":material/error:")


def say_at_next_run(text: str) -> None:
    """Keep a short notice for the next run, as a rerun follows a save."""
    st.session_state[_SAID] = text


def messages_shown() -> None:
    """Show the notice kept by the last run."""
    if text := st.session_state.pop(_SAID, ""):
        st.toast(label(text), icon=":material/check:")


def _ask_name(key: str) -> None:
    """Ask, also when a name was given: a field that went away would take the one below it from under the hands."""

    def keep() -> None:
        st.session_state[_NAME] = st.session_state[f"{key}_name"].strip()

    st.session_state.setdefault(f"{key}_name", st.session_state.get(_NAME, ""))
    st.text_input("Your name, to sign changes with", key=f"{key}_name", on_change=keep, autocomplete="name")
