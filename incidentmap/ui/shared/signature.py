"""Who is editing, and why: every change is signed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from incidentmap.errors import IncidentMapError, StoreBusy
from incidentmap.ui.shared import asides, error_messages, first_values, session
from incidentmap.ui.shared.form_widgets import needed
from incidentmap.ui.shared.markup import label

_NAME = "analyst_name"  # not a widget's key, as Streamlit forgets widgets when another page is shown
_ASKED_BY = "analyst_asked_by"
_SAID = "saved_notice"


def analyst() -> str:
    """Name who is editing: by the proxy's header if one is trusted, by the environment, or as typed in this session."""
    typed = "" if session.settings().analyst_header else str(st.session_state.get(_NAME, ""))
    return named() or typed


def named() -> str:
    """Name who is editing as the proxy or the environment says, whatever was typed; "" where neither does."""
    settings = session.settings()
    if not settings.analyst_header:
        return settings.analyst
    said = _said_by_proxy(settings.analyst_header)
    return said[0] if len(said) == 1 else ""


def _said_by_proxy(header: str) -> list[str]:
    """Read the header each time it was sent; proxies write UTF-8, which arrives as if it were Latin-1."""
    return [_utf8(each).strip() for each in st.context.headers.get_all(header)]


def _utf8(text: str) -> str:
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:  # it was Latin-1
        return text


def ask(key: str, placeholder: str = "what was wrong, or what is new", *, alone: bool = False) -> tuple[str, str]:
    """Ask for the reason and, once a session, for the name; give both, "" where not filled in.

    What stands `alone`, as in a popover, asks for the name itself; else the first on a page does.
    """
    if alone:
        _ask_name_unless_known(key)
    else:
        ask_name(key)
    field = f"{key}_why"
    first_values.give(field, "")  # said anew for each edit, also where the browser still holds the last
    why = st.text_input(needed("Why"), first_values.drawn_with(field, ""), key=field, placeholder=placeholder)
    return analyst(), why.strip()


def ask_apart(
    name: str, key: str, placeholder: str = "what was wrong, or what is new", *, alone: bool = False
) -> tuple[str, str]:
    """Ask likewise where no form keeps the reason until it is used; `done` lets go of it.

    It is kept by its `name`, so that it outlives what others save meanwhile; the `key` may tell a state that was seen.
    """
    asides.hold(asides.REASON, asides.ALL, name, f"{key}_why")
    return ask(key, placeholder, alone=alone)


def done(name: str, text: str, *, stays: bool = False) -> None:
    """Let go of the reason that was asked for apart, as what it was for is done, and say so at the next run.

    It `stays` in its field where it may be the reason of more that is done there.
    """
    (asides.used if stays else asides.let_go)(asides.REASON, asides.ALL, name)
    say_at_next_run(text)


def ask_name(key: str) -> None:
    """Ask for the name where nobody else says it; only the first on a page asks, so that it is asked once."""
    if st.session_state.setdefault(_ASKED_BY, key) == key:
        _ask_name_unless_known(key)


def ask_name_for(key: str, title: str) -> str:
    """Ask for the name where it is wanted, not needed, and nobody else says it; give it, "" where it is not known."""
    if not named() and not session.settings().analyst_header:
        _ask_name(key, title)
    return analyst()


def _ask_name_unless_known(key: str) -> None:
    settings = session.settings()
    if settings.analyst_header:
        if not analyst():
            st.warning(f"{_unnamed(settings.analyst_header)}, so nothing can be saved.", icon=":material/person_off:")
    elif not settings.analyst:
        _ask_name(key)


def _unnamed(header: str) -> str:
    if len(_said_by_proxy(header)) > 1:  # one of them may be the reader's own
        return f"The header {label(header)} came more than once; the proxy must put its own in place of any other"
    return "The proxy does not say who you are"


def begin_page() -> None:
    """Let the first on this page ask for the name."""
    st.session_state.pop(_ASKED_BY, None)


@contextmanager
def refusals_shown() -> Iterator[None]:
    """Say why something could not be saved, instead of ending the page."""
    try:
        yield
    except StoreBusy:
        st.error(
            "Not saved: another program or analyst is writing to the records just now. Press Save again in a moment; "
            "what you typed is still here.",
            icon=":material/hourglass_top:",
        )
    except IncidentMapError as trouble:
        error_messages.show(trouble)


def say_at_next_run(text: str) -> None:
    """Keep a short notice for the next run, as a rerun follows a save."""
    st.session_state[_SAID] = text


def messages_shown() -> None:
    """Show the notice kept by the last run."""
    if text := st.session_state.pop(_SAID, ""):
        st.toast(label(text), icon=":material/check:")


def _ask_name(key: str, title: str = needed("Your name, to sign changes with")) -> None:
    """Ask, also when a name was given: a field that went away would take the one below it from under the hands."""

    def keep() -> None:
        st.session_state[_NAME] = st.session_state[f"{key}_name"].strip()

    field = f"{key}_name"
    first_values.give(field, st.session_state.get(_NAME, ""))
    first = first_values.drawn_with(field, "")
    said = st.text_input(title, first, key=field, on_change=keep, autocomplete="name")
    if said and first_values.is_restoring():
        keep()
