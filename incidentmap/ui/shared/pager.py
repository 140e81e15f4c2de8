"""A page of a long list: what a browser takes at once, and the way to all the others."""

from __future__ import annotations

import streamlit as st

ROWS = 500  # a table of them is drawn within a blink, and sent in a few hundred kB


def page(total: int, key: str, at: int | None = None) -> range:
    """Draw the way through the pages, if there are several, and give the positions of this one.

    `at` is the position of what is open: another one than before turns to its page.
    """
    if total <= ROWS:
        return range(total)
    kept = f"{key}_start"
    if at is not None and st.session_state.get(f"{key}_at") != at:
        st.session_state[kept] = at - at % ROWS
    st.session_state[f"{key}_at"] = at
    last = (total - 1) // ROWS * ROWS
    start = min(st.session_state.get(kept, 0), last)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"{key}_pages"):
        for title, icon, to in (
            ("First", "first_page", 0),
            ("Back", "chevron_left", start - ROWS),
            ("On", "chevron_right", start + ROWS),
            ("Last", "last_page", last),
        ):
            st.button(
                title,
                key=f"{key} {title}",
                icon=f":material/{icon}:",
                disabled=to == start or not 0 <= to <= last,
                on_click=_turn,
                args=(kept, to),
            )
        stop = min(start + ROWS, total)
        st.caption(f"{start + 1:,} to {stop:,} of {total:,}, in order of time")
    return range(start, stop)


def _turn(kept: str, to: int) -> None:
    st.session_state[kept] = to
