"""What is typed is kept at each run in which it differs from what is kept, and taken up again by a later session.

A tab that lost its connection goes on by itself with what it had; all else is offered (`offers`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import streamlit as st

from incidentmap.errors import InvalidRecord, StoreUnavailable
from incidentmap.store.unsaved_file import UnsavedWork, Work
from incidentmap.ui.shared import first_values, session
from incidentmap.ui.unsaved_work import visitor

_WRITTEN, _TROUBLE, _BEGUN = "unsaved_written", "unsaved_trouble", "unsaved_begun"
_BACK, _EXPIRED = "unsaved_back", "unsaved_expired"


@dataclass(frozen=True)
class Kind:
    """One kind of work: what of it is not saved in this session, by name, and how it is taken up again."""

    name: str
    bodies: Callable[[], Iterable[tuple[str, str]]]
    take_up: Callable[[str, str], None]


def kept() -> UnsavedWork:
    """Give what is kept on this machine."""
    return UnsavedWork(session.settings().home / "unsaved.sqlite")


def keep(kinds: Sequence[Kind]) -> None:
    """Keep what is typed, and let go of what was saved or discarded; trouble with that is told on the page."""
    written: dict[str, str] = st.session_state.setdefault(_WRITTEN, {})
    now = {f"{kind.name}:{name}": body for kind in kinds for name, body in kind.bodies()}
    if now == written:
        st.session_state[_TROUBLE] = ""
        return
    try:
        _write(written, now)
        st.session_state[_TROUBLE] = ""
    except StoreUnavailable as trouble:
        st.session_state[_TROUBLE] = str(trouble)


def _write(written: dict[str, str], now: dict[str, str]) -> None:
    store, owner, me = kept(), visitor.owner(), visitor.this_session()
    for subject in [each for each in written if each not in now]:
        store.let_go(owner, subject, me)
        del written[subject]
    for subject, body in now.items():
        if written.get(subject) != body:
            store.keep(owner, subject, me, body)
            written[subject] = body


def come_back(kinds: Sequence[Kind]) -> None:
    """In the first run of a session, go on with what the tab had before it lost its connection."""
    first_values.restore(now=False)
    if _BEGUN in st.session_state:
        return
    st.session_state[_BEGUN] = True
    try:
        kept().expire()
        st.session_state[_EXPIRED] = kept().expired(visitor.owner())
        if (before := visitor.session_before()) and _go_on_from(before, kinds):
            st.session_state[_BACK] = True
            first_values.restore(now=True)
    except StoreUnavailable as trouble:
        st.session_state[_TROUBLE] = str(trouble)


def _go_on_from(before: str, kinds: Sequence[Kind]) -> int:
    """Take up all of a session's work; of another analyst's, who used this tab, nothing."""
    owners = (visitor.owner(), visitor.alone(before))
    return sum(go_on(work, kinds) for work in kept().of_session(before) if work.owner in owners)


def go_on(work: Work, kinds: Sequence[Kind]) -> bool:
    """Take up some work in this session, and set aside what stood there; False where this version cannot read it."""
    keep(kinds)
    if said := trouble():  # what stands there could not be set aside
        raise StoreUnavailable(said)
    work = kept().latest(work)
    kind, _, name = work.subject.partition(":")
    try:
        next(each for each in kinds if each.name == kind).take_up(name, work.body)
    except (ValueError, StopIteration, InvalidRecord):
        return False
    if kept().take_over(work, visitor.owner(), visitor.this_session()):
        st.session_state[_WRITTEN][work.subject] = work.body
    else:  # it is kept anew
        st.session_state[_WRITTEN].pop(work.subject, None)
    return True


def is_back() -> bool:
    """Tell whether the notice about a lost connection has to stand there."""
    return bool(st.session_state.get(_BACK))


def back_read() -> None:
    """Take the notice about a lost connection away."""
    st.session_state[_BACK] = False


def others() -> list[Work]:
    """Give what was typed in earlier visits and in other tabs and is not saved, the latest first."""
    me = visitor.this_session()
    return [work for work in kept().of_owner(visitor.owner()) if work.session != me]


def discard(work: Work) -> None:
    """Forget some work."""
    kept().let_go(work.owner, work.subject, work.session)


def expired() -> list[Work]:
    """Give what was deleted for its age, until somebody has read so."""
    found: list[Work] = st.session_state.get(_EXPIRED, [])
    return found


def expired_read() -> None:
    """Take note that somebody has read what was deleted."""
    st.session_state[_EXPIRED] = []
    kept().told(visitor.owner())


def trouble() -> str:
    """Say why what is typed is not kept; "" where it is."""
    return str(st.session_state.get(_TROUBLE, ""))
