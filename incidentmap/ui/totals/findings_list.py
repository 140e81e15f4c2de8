"""What does not add up among totals, in sentences; the totals they speak of can be opened."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from incidentmap.model import Aggregate, words
from incidentmap.query.totals import Finding, sentence
from incidentmap.ui.shared import html_block, markup
from incidentmap.ui.shared.markup import label
from incidentmap.ui.totals.form import open_total

MOST = 50  # findings on one page
UNSCROLLED = 5
HEIGHT = 260
_HEADS = {"parts": "Does not add up", "shrinks": "Shrinks", "differ": "Counters differ"}


def show(found: Sequence[Finding]) -> None:
    """List findings, each with its sentence and a button for every total in it."""
    if not found:
        st.caption("Nothing contradicts itself or another total here.")
        return
    with st.expander(f"What does not fit together: {len(found)}", expanded=True, key="findings"):
        with st.container(height=HEIGHT if len(found) > UNSCROLLED else "content"):
            for number, finding in enumerate(found[:MOST]):
                _finding(finding, number)
        if len(found) > MOST:
            st.caption(f"The first {MOST} of {len(found)} are listed; choose a counter to see the others.")


def show_about(found: Sequence[Finding], total: Aggregate) -> None:
    """Say what concerns one total."""
    for finding in found:
        if total in finding.totals:
            html_block.show(_text(finding))


def _finding(finding: Finding, number: int) -> None:
    with st.container(gap=None):
        html_block.show(_text(finding))
        _offer(finding, number)


def _offer(finding: Finding, number: int) -> None:
    with st.container(horizontal=True, gap="small"):
        for total in finding.totals:
            st.button(
                f"Open {label(total.counter)}, {words.day(total.as_of)}",
                key=f"finding {number} {total.aggregate_id}",
                on_click=open_total,
                args=(total.aggregate_id,),
                type="tertiary",
                icon=":material/open_in_full:",
            )


def _text(finding: Finding) -> Markup:
    said = markup.sentence(sentence(finding, markup.option))
    return Markup("<p><b>{}.</b> {}</p>").format(_HEADS[finding.kind], said)
