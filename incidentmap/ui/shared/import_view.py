"""Imports: what was taken in and when, and a way to take it back or to do it again as one step."""

from __future__ import annotations

import json

import streamlit as st
from markupsafe import Markup

from incidentmap.desk.importing import Imported, do_again, take_back
from incidentmap.model.vocabulary import ImportState
from incidentmap.ui.shared import html_block, session, signature
from incidentmap.ui.shared.markup import NOTHING, isolated

MOST_KEPT = 50  # incidents listed
_STATES = {ImportState.APPLIED: "taken in", ImportState.DISCARDED: "taken back"}


def show(imported: Imported) -> None:
    """Say what was last done with an import, with its way back."""
    with st.container(border=True, key=f"import_{imported.what.import_id}"):
        html_block.show(_summary(imported))
        _offer(imported)


def _summary(imported: Imported) -> Markup:
    last = imported.history[-1]
    return Markup(
        '<p><b>Import of {}</b>, {} by {} <span class="quiet">{:%d %b %Y %H:%M:%S} UTC</span><br>{}</p>{}'
    ).format(
        isolated(imported.what.format),
        _STATES[imported.what.state],
        isolated(last.changed_by),
        last.changed_at,
        isolated(last.why),
        _kept(last.after),
    )


def _kept(after: str | None) -> Markup:
    """List what stayed when the import was taken back, and why."""
    kept = json.loads(after or "{}").get("kept", [])
    rows = NOTHING.join(
        Markup("<li>{}: {}, {}</li>").format(
            isolated(each["incident_id"]), isolated(each["changed_by"]), isolated(each["why"])
        )
        for each in kept[:MOST_KEPT]
    )
    more = Markup("<p class='quiet'>and {} more</p>").format(len(kept) - MOST_KEPT) if len(kept) > MOST_KEPT else ""
    return Markup("<p>These stay, as they were changed since:</p><ul>{}</ul>{}").format(rows, more) if rows else NOTHING


def _offer(imported: Imported) -> None:
    applied = imported.what.state is ImportState.APPLIED
    title = "Take this import back" if applied else "Do this import again"
    name = f"{'take_back' if applied else 'do_again'}_{imported.what.import_id}"
    key = f"import_{imported.what.import_id}_{imported.history[-1].revision_id}"
    with st.popover(title, icon=":material/undo:" if applied else ":material/redo:", key=key):
        st.caption("What was changed since stays, and is listed here." if applied else "All of it comes back.")
        by, why = signature.ask_apart(name, key, "what was wrong with it" if applied else "why it is wanted again")
        if st.button("Take it back now" if applied else "Do it again now", key=f"{key}_now", type="primary"):
            with signature.refusals_shown():
                (take_back if applied else do_again)(session.store(), imported.what.import_id, by, why)
                signature.done(name, "Taken back; it can be done again" if applied else "Done again")
                st.rerun()
