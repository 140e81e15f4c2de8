"""Unsaved work, offered where it belongs with the time at which it was kept: to go on with it, or to discard it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

import streamlit as st

from incidentmap.errors import StoreUnavailable
from incidentmap.settings import PROJECT
from incidentmap.store.unsaved_file import Work
from incidentmap.ui.shared import asides, reader_names
from incidentmap.ui.shared.markup import label
from incidentmap.ui.shared.page_link import INCIDENT, STORY
from incidentmap.ui.shared.unsaved import NEW
from incidentmap.ui.unsaved_work import keeping
from incidentmap.ui.unsaved_work.kept_kinds import KINDS
from incidentmap.ui.unsaved_work.visitor import local

MOST = 5  # of other records and totals
PAGES = PROJECT / "pages"
_UNREADABLE = "unsaved_unreadable"
# Of each kind: its page, the parameter that names what was typed there, and what is said where it has no name yet.
_WHERE: dict[str, tuple[Path, str, str]] = {
    "record": (PAGES / "record.py", INCIDENT, "a new incident"),
    "total": (PAGES / "totals.py", "total", "a new total"),
    "story": (PAGES / "briefing.py", STORY, "a new story"),
    "changes": (PAGES / "records.py", "", "changes in the table of records"),
    "article": (PAGES / "sources.py", "", "the correction of an article"),
    asides.REASON: (PAGES / "history.py", "", "reasons for what was not done yet"),
    asides.PLACE: (PAGES / "places.py", INCIDENT, "a place"),
    asides.MANY: (PAGES / "records.py", "", "a change of many records"),
}


_CALLED = {"total": "aggregate", "story": "story"}  # by a name that tells more than their ids


def notices() -> None:
    """Say, on every page, that a lost connection cost nothing, and what was deleted for its age."""
    if keeping.is_back():
        with st.container(key="unsaved_back", horizontal=True, vertical_alignment="center"):
            st.info(
                "The connection was lost for a while. What you typed is here again, and nothing of it was saved "
                "meanwhile; look over the field you were in, then go on.",
                icon=":material/restore_page:",
            )
            st.button("I have read this", key="unsaved_back_read", on_click=keeping.back_read)
    if gone := keeping.expired():
        with st.container(key="unsaved_expired", horizontal=True, vertical_alignment="center"):
            named = "; ".join(f"{_named(work)}, of {local(work.kept_at)}" for work in gone)
            st.info(f"Unsaved work that nobody went on with for 30 days was deleted: {label(named)}")
            st.button("I have read this", key="unsaved_expired_read", on_click=_answer, args=(keeping.expired_read,))


def show(*subjects: str) -> None:
    """Offer what was typed of these subjects in earlier visits or other tabs, and lead to that of others."""
    if said := keeping.trouble():
        st.warning(label(f"What you type would be lost by a reload: {said}"), icon=":material/warning:")
    try:
        found = keeping.others()
    except StoreUnavailable:  # told above, once there is something to keep
        return
    here = [work for work in found if work.subject in subjects]
    for work in here:
        _offer(work)
    _lead([work for work in found if work not in here])


def _offer(work: Work) -> None:
    key = f"unsaved_{sha256(f'{work.session} {work.subject}'.encode()).hexdigest()[:12]}"
    with st.container(key=key, border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(
            f":material/edit_note: **Unsaved work of {local(work.kept_at)}**, from an earlier visit or another tab; "
            f"kept until {local(work.kept_until)}"
        )
        st.button("Go on with it", key=f"{key}_go_on", type="primary", on_click=_answer, args=(_go_on, work))
        st.button("Discard it", key=f"{key}_discard", on_click=_answer, args=(keeping.discard, work))
        if work in st.session_state.get(_UNREADABLE, ()):
            st.warning("This version cannot put it into the form. These are its words:")
            st.code(work.body, language=None, wrap_lines=True)


def _go_on(work: Work) -> None:
    if not keeping.go_on(work, KINDS):
        st.session_state[_UNREADABLE] = [*st.session_state.get(_UNREADABLE, ()), work]


def _answer(do: Callable[..., object], *given: Work) -> None:
    """Do what a button says; where the file cannot be used just now, the button stays."""
    try:
        do(*given)
    except StoreUnavailable as trouble:
        st.toast(label(str(trouble)), icon=":material/error:", duration="infinite")


def _lead(elsewhere: Sequence[Work]) -> None:
    subjects = list(dict.fromkeys(work.subject for work in elsewhere))
    if not subjects:
        return
    with st.container(key="unsaved_elsewhere", horizontal=True, vertical_alignment="center"):
        st.caption("Unsaved work is also kept of:", width="content")
        for subject in subjects[:MOST]:
            work = next(each for each in elsewhere if each.subject == subject)
            kind, _, name = subject.partition(":")
            page, parameter, _ = _WHERE[kind]
            there = {parameter: name} if parameter else {}
            st.page_link(page, label=label(f"{_named(work)}, {local(work.kept_at)}"), query_params=there)
        if len(subjects) > MOST:
            st.caption(f"and {len(subjects) - MOST} more", width="content")


def _named(work: Work) -> str:
    kind, _, name = work.subject.partition(":")
    _, parameter, called = _WHERE[kind]
    if kind in _CALLED and name != NEW:
        return reader_names.subject(f"{_CALLED[kind]}:{name}")
    if kind == asides.PLACE:
        return f"the place of {name}"
    return name if parameter and name != NEW else called
