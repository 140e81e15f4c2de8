"""The Streamlit script: every page starts here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from incidentmap.desk import needs_seeds, seed
from incidentmap.settings import PROJECT, SEEDS
from incidentmap.text.counting import counted
from incidentmap.ui.shared import edit_mode, error_messages, first_values, html_block, page_link, session, signature
from incidentmap.ui.shared.markup import label
from incidentmap.ui.unsaved_work import keeping, offers
from incidentmap.ui.unsaved_work.kept_kinds import KINDS

REFUSALS = "seed_refusals"
PAGES = PROJECT / "pages"
ASKED = ("Map", "Records")  # for looking at first; on the others the switch *Edit* would do nothing
STYLE = Path(__file__).with_name("style.css")
ICON = Path(__file__).with_name("icon.svg")


def main() -> None:
    """1 dress the page, 2 have records, 3 run the page asked for."""
    st.set_page_config(page_title="Incident Map", page_icon=str(ICON), layout="wide")
    html_block.add_style(STYLE)
    page_link.keep_history()
    session.show_snapshot("")  # until a page that shows one says so
    with error_messages.explained():
        keeping.keep(KINDS)  # first of all, whatever becomes of this run
        page = st.navigation(
            [
                st.Page(PAGES / "map.py", title="Map", icon=":material/map:", default=True),
                st.Page(PAGES / "records.py", title="Records", icon=":material/table_rows:"),
                st.Page(PAGES / "record.py", title="Record", icon=":material/edit_note:"),
                st.Page(PAGES / "history.py", title="History", icon=":material/history:"),
                st.Page(PAGES / "totals.py", title="Totals", icon=":material/functions:"),
                st.Page(PAGES / "places.py", title="Places", icon=":material/place:"),
                st.Page(PAGES / "sources.py", title="Sources", icon=":material/menu_book:"),
                st.Page(PAGES / "briefing.py", title="Briefing", icon=":material/playlist_play:"),
                st.Page(PAGES / "present.py", title="Present", visibility="hidden"),  # begun at what is presented
            ],
            position="top",
        )
        with st.container():  # always there: what shifts the page below it makes the browser load the map anew
            _first_start()
            _refusals()
            signature.begin_page()
            keeping.come_back(KINDS)
            signature.messages_shown()
            offers.notices()
        _run(page.run, asks=page.title in ASKED)


def _run(page: Callable[[], None], *, asks: bool) -> None:
    """Run the page asked for, and keep what it took in, such as cells typed in a table."""
    try:
        page()
    finally:  # also where a page ends early; last, as the map comes before what is in no hurry
        if asks:
            edit_mode.show()
        keeping.keep(KINDS)
    if first_values.is_restoring():
        st.rerun()


def _first_start() -> None:
    """Load the seeds into an empty store, in sight."""
    store = session.store()
    if not needs_seeds(store):
        return
    bar = st.progress(0.0, "First start: loading and placing the incidents this program comes with …")
    loaded = seed(
        store,
        session.geocoder().place,
        SEEDS,
        session.settings().analyst,
        lambda done, total: bar.progress(done / total, f"First start: incident {done} of {total} …"),
    )
    bar.empty()
    st.session_state[REFUSALS] = loaded.refusals


def _refusals() -> None:
    """Show the rows that the first start left out, until somebody has read them."""
    refusals = st.session_state.get(REFUSALS)
    if not refusals:
        return
    title = f"Left out of the seeds: {counted(len(refusals), 'row')}"
    with st.expander(title, icon=":material/warning:", expanded=True):
        for refusal in refusals:
            st.markdown(label(str(refusal)))
        st.button("I have read this", key="refusals_read", on_click=st.session_state.pop, args=(REFUSALS,))


main()
