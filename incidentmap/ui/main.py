"""The Streamlit script: every page starts here."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from incidentmap.desk import needs_seeds, seed
from incidentmap.settings import PROJECT, SEEDS
from incidentmap.ui.shared import error_messages, session, signature, unsaved
from incidentmap.ui.shared.markup import label

REFUSALS = "seed_refusals"
PAGES = PROJECT / "pages"
STYLE = Path(__file__).with_name("style.css")
ICON = Path(__file__).with_name("icon.svg")


def main() -> None:
    """1 dress the page, 2 have records, 3 run the page asked for."""
    st.set_page_config(page_title="Incident Map", page_icon=str(ICON), layout="wide")
    st.html(STYLE)
    with error_messages.explained():
        page = st.navigation(
            [
                st.Page(PAGES / "map.py", title="Map", icon=":material/map:", default=True),
                st.Page(PAGES / "records.py", title="Records", icon=":material/table_rows:"),
                st.Page(PAGES / "record.py", title="Record", icon=":material/edit_note:"),
                st.Page(PAGES / "history.py", title="History", icon=":material/history:"),
                st.Page(PAGES / "totals.py", title="Totals", icon=":material/functions:"),
                st.Page(PAGES / "places.py", title="Places", icon=":material/place:"),
                st.Page(PAGES / "sources.py", title="Sources", icon=":material/menu_book:"),
            ],
            position="top",
        )
        with st.container():  # always there: what shifts the page below it makes the browser load the map anew
            _first_start()
            _refusals()
            signature.begin_page()
            unsaved.read_all()
            signature.messages_shown()
        page.run()


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
    with st.expander(f"{len(refusals)} rows of the seeds were left out", icon=":material/warning:", expanded=True):
        for refusal in refusals:
            st.markdown(label(str(refusal)))
        st.button("I have read this", key="refusals_read", on_click=st.session_state.pop, args=(REFUSALS,))


main()
