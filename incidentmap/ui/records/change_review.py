"""What waits to be saved, change by change, before it is signed and saved as one edit."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from enum import IntEnum, StrEnum
from typing import Any

import pandas as pd
import streamlit as st

from incidentmap.desk import save
from incidentmap.errors import Outdated
from incidentmap.export.readable import NOT_STATED
from incidentmap.model import PARTS, Record, to_sheet, words
from incidentmap.model.field import declared
from incidentmap.ui.records import pending_changes
from incidentmap.ui.records.record_cache import held
from incidentmap.ui.shared import session, signature
from incidentmap.ui.shared.markup import label, visible

_TOLD = "changes_told"


def show(problems: list[str]) -> None:
    """List the changes, ask why, and save them together; `problems` are typed values that cannot be kept."""
    waiting = pending_changes.get()
    for told in st.session_state.get(_TOLD, ()) if waiting else st.session_state.pop(_TOLD, ()):
        st.warning(label(told), icon=":material/call_merge:")
    for problem in problems:
        st.error(label(problem), icon=":material/error:")
    if not waiting:
        return
    changes = preview()
    with st.container(key="records_preview", border=True):
        incidents = "1 incident" if len(waiting) == 1 else f"{len(waiting)} incidents"
        number = "1 change" if len(changes) == 1 else f"{len(changes)} changes"
        st.subheader(f"{number} in {incidents}, not saved yet", anchor=False)
        st.dataframe(changes, hide_index=True, height=min(320, 38 + 35 * len(changes)), key="records_changes")
        current = held().read(waiting)
        outdated = pending_changes.outdated(current)
        if outdated:
            _offer_renewal(outdated, current)
        _sign(ready=not outdated and not problems)


def preview() -> pd.DataFrame:
    """List each change: which incident and field, from what to what."""
    rows = [
        {"Incident": name, "Field": field, "Before": before, "After": after}
        for name, each in pending_changes.get().items()
        for field, before, after in changed_fields(each.base, each.mine)
    ]
    return pd.DataFrame(rows, columns=["Incident", "Field", "Before", "After"], dtype="str")


def changed_fields(base: Record, mine: Record) -> Iterator[tuple[str, str, str]]:
    """Give every field that differs, in words."""
    yield from _differing(base.incident, mine.incident)
    if base.placement != mine.placement:
        yield from _differing(base.placement, mine.placement)
    for part in PARTS:
        if getattr(base, part) != getattr(mine, part):
            yield words.plain(part), _json(to_sheet(base)[part]), _json(to_sheet(mine)[part])


def _differing(before: Any, after: Any) -> Iterator[tuple[str, str, str]]:
    """Compare two nouns of a kind; where there is none, its fields are not stated."""
    for field in declared(type(before or after)):
        was, becomes = getattr(before, field, None), getattr(after, field, None)
        if was != becomes:
            yield words.plain(field), _said(field, was), _said(field, becomes)


def _said(field: str, value: Any) -> str:
    if value in (None, "", ()):
        return NOT_STATED
    if isinstance(value, StrEnum):
        return str(value) if field in ("event_type", "tlp") else words.plain(value)
    if isinstance(value, tuple):
        return visible("; ".join(map(str, value)))
    return visible(str(int(value) if isinstance(value, IntEnum) else value))


def _json(items: list[Any]) -> str:
    return visible(json.dumps(items, ensure_ascii=False)) if items else NOT_STATED


def _offer_renewal(outdated: list[str], current: Mapping[str, Record]) -> None:
    named = ", ".join(outdated[:20]) + (f" and {len(outdated) - 20} more" if len(outdated) > 20 else "")
    st.warning(
        f"Somebody else changed meanwhile: {label(named)}. Nothing was saved. Read them anew: your changes stay where "
        "they still apply.",
        icon=":material/sync_problem:",
    )

    def renew() -> None:
        st.session_state[_TOLD] = pending_changes.renew(current)

    st.button("Read them anew, keep my changes", key="records_renew", on_click=renew)


def _sign(*, ready: bool) -> None:
    by, why = signature.ask("records")
    with st.container(horizontal=True):
        wanted = st.button("Save", key="records_save", type="primary", disabled=not ready)
        st.button("Discard all", key="records_discard", on_click=_discard)
    if wanted and ready:
        with signature.refusals_shown(), st.spinner("Saving …", show_time=True):
            _save(by, why)
            st.rerun()


def _save(by: str, why: str) -> None:
    changes = [(each.base, each.mine) for each in pending_changes.get().values()]
    try:
        save(session.store(), changes, by, why)
    except Outdated:  # between the look at the store and the save; the next run names them all
        return
    _discard()
    signature.say_at_next_run(f"Saved: {len(changes)} incident{'s' * (len(changes) > 1)}")


def _discard() -> None:
    pending_changes.forget()
    st.session_state.pop(_TOLD, None)
