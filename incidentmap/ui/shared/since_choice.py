"""The choice of something that was handed out earlier, to see what is new or changed since."""

from __future__ import annotations

import streamlit as st

from incidentmap.model import Snapshot, words
from incidentmap.text.counting import counted
from incidentmap.ui.shared import session
from incidentmap.ui.shared.markup import option

MOST = 100  # the newest; any other by its link
_HELP = "Shows what is new or was changed since. What was withdrawn is listed behind the count above."


def show(title: str, key: str) -> None:
    """Offer what was handed out, each state once; nothing where there is none."""
    kept = {each.snapshot_id: each for each in session.kept_snapshots()}
    chosen = st.session_state.get(key) or ""
    offered = [*_states(kept), *([chosen] if chosen else [])]
    if not offered:
        return

    def say(snapshot_id: str) -> str:
        return said(kept[snapshot_id]) if snapshot_id in kept else snapshot_id or "All"

    st.selectbox(title, ["", *dict.fromkeys(offered)], key=key, format_func=say, help=_HELP)


def _states(kept: dict[str, Snapshot]) -> list[str]:
    """Name the newest of those that somebody handed out in several files."""
    states: dict[tuple[str, str, int], str] = {}
    for snapshot_id, each in kept.items():
        states.setdefault((each.sha256, each.by, each.revision), snapshot_id)
    return list(states.values())[:MOST]


def said(snapshot: Snapshot) -> str:
    """Name a snapshot: when, by whom, what."""
    by = f", by {option(snapshot.by)}" if snapshot.by else ""
    what = f"{counted(snapshot.shown, 'incident')}, {option(snapshot.asked)}"
    return f"{words.day(snapshot.at.date())}, {snapshot.at:%H:%M} UTC{by}: {what}"
