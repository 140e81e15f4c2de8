"""Imports: what was taken in and when, and a way to take it back or to do it again as one step."""

from __future__ import annotations

import json
from datetime import datetime

import streamlit as st

from incidentmap.desk.importing import Imported, do_again, imports_since, take_back
from incidentmap.model.vocabulary import ImportState
from incidentmap.ui.shared import session, signature
from incidentmap.ui.shared.markup import isolated

MOST_KEPT = 50  # incidents listed
_STATES = {ImportState.APPLIED: "taken in", ImportState.DISCARDED: "taken back"}


def show(since: datetime) -> None:
    """List the imports of which something was said since a moment, each with its way back."""
    for each in imports_since(session.store(), since):
        with st.container(border=True, key=f"import_{each.what.import_id}"):
            st.html(f'<div class="im">{_told(each)}</div>')
            _offer(each)


def _told(imported: Imported) -> str:
    last = imported.history[-1]
    return (
        f"<p><b>Import of {isolated(imported.what.format)}</b>, {_STATES[imported.what.state]} by "
        f'{isolated(last.changed_by)} <span class="quiet">{last.changed_at:%d %b %Y %H:%M:%S} UTC</span><br>'
        f"{isolated(last.why)}</p>{_kept(last.after)}"
    )


def _kept(after: str | None) -> str:
    """List what stayed when the import was taken back, and why."""
    kept = json.loads(after or "{}").get("kept", [])
    rows = "".join(
        f"<li>{isolated(each['incident_id'])}: {isolated(each['changed_by'])}, {isolated(each['why'])}</li>"
        for each in kept[:MOST_KEPT]
    )
    more = f"<p class='quiet'>and {len(kept) - MOST_KEPT} more</p>" if len(kept) > MOST_KEPT else ""
    return f"<p>These stay, as they were changed since:</p><ul>{rows}</ul>{more}" if rows else ""


def _offer(imported: Imported) -> None:
    applied = imported.what.state is ImportState.APPLIED
    title = "Take this import back" if applied else "Do this import again"
    key = f"import_{imported.what.import_id}_{imported.history[-1].revision_id}"
    with st.popover(title, icon=":material/undo:" if applied else ":material/redo:", key=key):
        st.caption("What was changed since stays, and is listed here." if applied else "All of it comes back.")
        by, why = signature.ask(key, "what was wrong with it" if applied else "why it is wanted again")
        if st.button("Take it back now" if applied else "Do it again now", key=f"{key}_now", type="primary"):
            with signature.refusals_shown():
                (take_back if applied else do_again)(session.store(), imported.what.import_id, by, why)
                signature.say_at_next_run("Taken back; it can be done again" if applied else "Done again")
                st.rerun()
