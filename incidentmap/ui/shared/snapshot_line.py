"""The line above a snapshot: that these are not the records of today, whose they were, and what changed since."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from incidentmap.model import Snapshot, words
from incidentmap.settings import PROJECT
from incidentmap.text.counting import counted
from incidentmap.ui.shared import difference_list, html_block, page_link, session
from incidentmap.ui.shared.markup import NOTHING, isolated

_PAGES = {"map": PROJECT / "pages" / "map.py", "records": PROJECT / "pages" / "records.py"}


def show(page: str) -> None:
    """Say it, where a snapshot is shown."""
    old = session.snapshot_shown()
    if old is None:
        return
    snapshot = old.store.snapshot
    with st.container(key="snapshot_line", horizontal=True, vertical_alignment="center"):
        html_block.show(line(snapshot), "im im-snapshot")
        offer_differences(snapshot.snapshot_id, "snapshot_differences")
        today = snapshot.query | page_link.open_incident()
        st.page_link(_PAGES[page], label="Show the records of today", icon=":material/today:", query_params=today)


def offer_differences(snapshot_id: str, key: str) -> None:
    """Say how many records became what since a snapshot; a click lists them."""
    if found := session.differences(snapshot_id):
        with st.popover(f"Since then: {found.counted()}", key=key, icon=":material/difference:"):
            difference_list.show(found)
    else:
        st.caption("Since then nothing changed in these records.")


def line(snapshot: Snapshot) -> Markup:
    """Say what is shown instead of the records of today, and how it was marked then: articles may be freer by now."""
    said = Markup(
        "<b>Not the records of today.</b> As handed out on {}, {:%H:%M} UTC{}: {} of {}. Marked then: {}. Read only."
    )
    return said.format(
        words.day(snapshot.at.date()),
        snapshot.at,
        said_by(snapshot),
        f"{snapshot.shown:,}",
        counted(snapshot.total, "incident"),
        isolated(snapshot.marking),
    )


def said_by(snapshot: Snapshot) -> Markup:
    """Name who handed it out, if that is known."""
    return Markup(" by {}").format(isolated(snapshot.by)) if snapshot.by else NOTHING
