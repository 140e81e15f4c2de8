"""Changes that wait to be saved, from cells, from many rows at once or from a table read back.

They are kept for the session, whatever page or filter is shown meanwhile, each with the record that it started from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import streamlit as st

from incidentmap.desk import combine
from incidentmap.errors import InvalidRecord
from incidentmap.model import Record, field_words
from incidentmap.model import vocabulary as v
from incidentmap.ui.shared.error_messages import sentence

_KEY = "changes_pending"
_NUMBER = "changes_number"
_MESSAGES = "changes_messages"


@dataclass(frozen=True, slots=True)
class Pending:
    """One incident as it was read when it was changed first, and as it shall be."""

    base: Record
    mine: Record


def get() -> dict[str, Pending]:
    """Give what waits, by incident."""
    found: dict[str, Pending] = st.session_state.setdefault(_KEY, {})
    return found


def mine(record: Record) -> Record:
    """Give an incident with the changes that wait."""
    found = get().get(record.incident_id)
    return found.mine if found else record


def stage(base: Record, mine: Record) -> None:
    """Keep a change until it is saved; a change taken back is none."""
    first = get().get(base.incident_id, Pending(base, base)).base
    if first == mine:
        get().pop(base.incident_id, None)
    else:
        get()[base.incident_id] = Pending(first, mine)


def forget() -> None:
    """Let go of all that waits."""
    get().clear()
    redraw()


def number() -> int:
    """Number the redrawings: tables that hold typed values are drawn anew when this grows."""
    return int(st.session_state.get(_NUMBER, 0))


def redraw() -> None:
    """Have tables that hold typed values drawn anew, as something else changed what waits."""
    st.session_state[_NUMBER] = number() + 1


def say(messages: list[str]) -> None:
    """Keep what the analyst should know of changes that were carried over, or could not be."""
    st.session_state[_MESSAGES] = messages


def messages() -> list[str]:
    """Give what was said; it goes once nothing waits any more."""
    found: list[str] = st.session_state.get(_MESSAGES, []) if get() else st.session_state.pop(_MESSAGES, [])
    return found


def outdated(current: Mapping[str, Record]) -> list[str]:
    """Name the incidents that somebody else changed, or took away, since they were read."""
    return [incident_id for incident_id, each in get().items() if current.get(incident_id) != each.base]


def renew(current: Mapping[str, Record]) -> list[str]:
    """Make the changes to what the store holds now; say which no longer apply."""
    messages = [said for name in outdated(current) for said in _renewed(name, current.get(name))]
    redraw()
    return messages


def _renewed(name: str, theirs: Record | None) -> Iterable[str]:
    each = get().pop(name)
    if theirs is None or theirs.incident.status is v.Status.MERGED:
        gone = "is gone" if theirs is None else "was merged into another one"
        return [f"{name} {gone}; your change of it was dropped"]
    try:
        combined, clashes = combine(each.base, theirs, each.mine)
    except InvalidRecord as trouble:
        return [f"{name}: your change no longer fits and was dropped ({sentence(trouble)})"]
    stage(theirs, combined)
    both = field_words.labels(Record, clashes) if clashes else ""
    return [f"{name}: both of you changed {both}; theirs stays, set it again if yours is right"] if clashes else []
