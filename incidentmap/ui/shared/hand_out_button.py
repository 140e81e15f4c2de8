"""The button *Hand out*: what is shown as a file, made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TypeVar

import streamlit as st

from incidentmap.desk.handing_out import keep_snapshot
from incidentmap.errors import IncidentMapError, StoreUnavailable
from incidentmap.export import KINDS, FileKind, HandOut, opened
from incidentmap.export.snapshot_content import Content, content_of
from incidentmap.query import View
from incidentmap.query.shared_index import keeper_of
from incidentmap.ui.shared import session, signature
from incidentmap.ui.shared.markup import label

Made = TypeVar("Made")
_Kept = tuple[bytes, Content]
_PROBLEM = "hand_out_problem"
_UNKEPT = "hand_out_unkept"
_SAID = (
    "What the filters show, nothing that is in review or gone, made at the click. With it go the filter in words, the "
    "moment, the count, the marking, and a hash of filter and records, but plain CSV holds rows alone. What is known "
    "only to an area is no point in GeoJSON, KML and ACLED's shape; CSV and XLSX give where its label stands, and say "
    "so in where_prec. A snapshot of it is kept, by which it can be checked later."
)


def show(view: View) -> None:
    """Offer every kind of file, or say that there is nothing to hand out; a snapshot has been handed out."""
    if session.snapshot_shown():
        return
    with st.popover("Hand out", icon=":material/file_export:", key="hand_out", disabled=not view.counts.shown):
        st.caption(_SAID)
        by = signature.ask_name_for("hand_out", "Your name, kept with what is handed out")
        with st.container(key="hand_out_kinds"):
            for kind in KINDS.values():
                _offer(kind, view, by)


def say_refused() -> None:
    """Say why a file could not be made, or why no snapshot was kept of one."""
    for problem in _unkept():
        st.warning(label(f"Handed out, but no snapshot of it was kept: {problem}"), icon=":material/warning:")
    _unkept().clear()
    if problem := st.session_state.pop(_PROBLEM, ""):
        st.error(label(problem), icon=":material/error:")


def _offer(kind: FileKind, view: View, by: str) -> None:
    making, name = _making(view), f"incidents-{date.today().isoformat()}{kind.suffix}"
    st.download_button(
        f"{kind.title}: {kind.use}",
        partial(_handed_out, making, kind, by, name, _keeping()),
        file_name=name,
        mime=kind.mime,
        key=f"hand_out_{kind.name}",
        on_click=partial(_say_if_refused, making, kind.check) if kind.check else "ignore",
        type="tertiary",
        icon=":material/download:",
    )


def _handed_out(
    making: Callable[[Callable[[HandOut], _Kept]], _Kept],
    kind: FileKind,
    by: str,
    name: str,
    keep: Callable[[Content], None],
) -> bytes:
    """Make the file and keep its snapshot."""

    def made(hand_out: HandOut) -> _Kept:
        file = kind.write(hand_out)
        return file, content_of(hand_out, by, name, file)

    file, content = making(made)
    keep(content)
    return file


def _keeping() -> Callable[[Content], None]:
    """Give what keeps a snapshot; where that cannot be, the file goes out all the same, and the next run says so."""
    store, unkept = session.store(), _unkept()

    def keep(content: Content) -> None:
        try:
            keep_snapshot(store, *content)
        except StoreUnavailable as trouble:
            unkept.append(str(trouble))

    return keep


def _unkept() -> list[str]:
    """Give what the next run says: the click itself has no session."""
    told: list[str] = st.session_state.setdefault(_UNKEPT, [])
    return told


def _say_if_refused(making: Callable[[Callable[[HandOut], None]], None], check: Callable[[HandOut], None]) -> None:
    """Look first: the browser asks for the file by itself, and is told only that there is none."""
    try:
        making(check)
    except IncidentMapError as trouble:
        st.session_state[_PROBLEM] = str(trouble)


def _making(view: View) -> Callable[[Callable[[HandOut], Made]], Made]:
    """Give what makes something of a hand-out; what that needs is taken now, as the click has no session."""
    store, keeper, gazetteer = session.store(), keeper_of(session.settings()), session.gazetteer()

    def making(make: Callable[[HandOut], Made]) -> Made:
        with opened(store, keeper, gazetteer, lambda _: view.filter) as hand_out:
            return make(hand_out)

    return making
