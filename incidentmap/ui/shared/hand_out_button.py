"""The button *Hand out*: what is shown as a file, made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TypeVar

import streamlit as st

from incidentmap.errors import IncidentMapError
from incidentmap.export import KINDS, FileKind, HandOut, opened
from incidentmap.query import View
from incidentmap.query.shared_index import keeper_of
from incidentmap.ui.shared import session
from incidentmap.ui.shared.markup import label

Made = TypeVar("Made")
_PROBLEM = "hand_out_problem"
_SAID = (
    "What the filters show, nothing that is in review or gone, made at the click. With it go the filter in words, the "
    "moment, the count, the marking, and a hash of filter and records, but plain CSV holds rows alone. What is known "
    "only to an area is no point in GeoJSON, KML and ACLED's shape; CSV and XLSX give where its label stands, and say "
    "so in where_prec."
)


def show(view: View) -> None:
    """Offer every kind of file, or say that there is nothing to hand out."""
    with st.popover("Hand out", icon=":material/file_export:", key="hand_out", disabled=not view.counts.shown):
        st.caption(_SAID)
        with st.container(key="hand_out_kinds"):
            for kind in KINDS.values():
                _offer(kind, view)


def say_refused() -> None:
    """Say why a file could not be made."""
    if problem := st.session_state.pop(_PROBLEM, ""):
        st.error(label(problem), icon=":material/error:")


def _offer(kind: FileKind, view: View) -> None:
    making = _making(view)
    st.download_button(
        f"{kind.title}: {kind.use}",
        partial(making, kind.write),
        file_name=f"incidents-{date.today().isoformat()}{kind.suffix}",
        mime=kind.mime,
        key=f"hand_out_{kind.name}",
        on_click=partial(_say_if_refused, making, kind.check) if kind.check else "ignore",
        type="tertiary",
        icon=":material/download:",
    )


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
