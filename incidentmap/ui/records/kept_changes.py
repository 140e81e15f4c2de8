"""Changes that wait to be saved, put down so that they outlast this session, and taken up again.

Of each incident only what changes is put down, as it was and as it shall be. Taken up, it is put on what the store
holds then: what somebody else changed meanwhile stays, and where it is the same field, it counts as outdated.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import streamlit as st

from incidentmap.desk import difference
from incidentmap.errors import InvalidRecord
from incidentmap.model import Record, from_sheet, key_of, to_sheet
from incidentmap.store import reading
from incidentmap.ui.records import pending_changes
from incidentmap.ui.records.pending_changes import Pending
from incidentmap.ui.shared import first_values, session
from incidentmap.ui.shared.error_messages import sentence

KIND, ALL = "changes", "waiting"
_WRITTEN = "changes_written"
_WHY, _WHY_FIELD = "changes_why", "records_why"  # the field is gone while another page is shown


def bodies() -> Iterator[tuple[str, str]]:
    """Give all that waits, if anything does."""
    if waiting := pending_changes.get():
        known: dict[str, tuple[Pending, str]] = st.session_state.get(_WRITTEN, {})
        written = {name: _written(each, known.get(name)) for name, each in waiting.items()}
        st.session_state[_WRITTEN] = written
        why = st.session_state[_WHY] = st.session_state.get(_WHY_FIELD, st.session_state.get(_WHY, ""))
        changes = ",".join(f"{json.dumps(name)}:{text}" for name, (_, text) in written.items())
        yield ALL, f'{{"why":{json.dumps(why)},"changes":{{{changes}}}}}'


def take_up(_name: str, body: str) -> None:
    """Let the changes wait again; raise `ValueError` for what cannot be read, and say what no longer applies."""
    try:
        why, held = (json.loads(body)[each] for each in ("why", "changes"))
    except (KeyError, TypeError) as trouble:
        raise ValueError(str(trouble)) from trouble
    with session.store().reading() as connection:
        current = reading.records(connection, held)
    pending_changes.get().clear()
    gone = [said for name, patch in held.items() for said in _put(name, current.get(name), *patch)]
    pending_changes.say(gone)
    pending_changes.redraw()
    st.session_state.pop(_WHY_FIELD, None)
    st.session_state[_WHY] = why


def _written(each: Pending, known: tuple[Pending, str] | None) -> tuple[Pending, str]:
    """Write one incident's change; those of many are written once, not at every run."""
    if known and known[0] is each:
        return known
    return each, json.dumps(difference(to_sheet(each.base), to_sheet(each.mine)), separators=(",", ":"))


def _put(name: str, current: Record | None, before: dict[str, Any], after: dict[str, Any]) -> Iterator[str]:
    if current is None:
        yield f"{name} is gone; your change of it was dropped"
        return
    sheet = to_sheet(current)
    try:
        base, mine = (from_sheet(key_of(current), sheet | patch) for patch in (before, after))
    except InvalidRecord as trouble:
        yield f"{name}: your change no longer fits and was dropped ({sentence(trouble)})"
        return
    pending_changes.stage(base, mine)


def put_back_reason() -> None:
    """Give the field of the reason what was typed there before another page was visited."""
    first_values.give(_WHY_FIELD, st.session_state.get(_WHY, ""))


def forget_reason() -> None:
    """Forget the reason together with the changes that it was for."""
    st.session_state.pop(_WHY, None)
