"""The count above the map: where every incident went, and which filter took how many."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from incidentmap.query import FILTERS, Counts, Events, Excluded, View, in_words
from incidentmap.ui.shared import filter_state, html_block, session, snapshot_line
from incidentmap.ui.shared.markup import isolated
from incidentmap.ui.shared.sidebar import names


def show(view: View) -> None:
    """Say the count in one line, and offer a way out where nothing is left."""
    with st.container(key="count_line"):
        html_block.show(line(view.counts), "im im-count")
        if view.filter.since:
            snapshot_line.offer_differences(view.filter.since, "since_differences")
        if view.counts.may_be_same:
            _same_events(view)
        if progress := session.reading_now():
            st.caption(progress)
        if not view.counts.shown:
            _empty(view)


def line(counts: Counts) -> Markup:
    """Write the count, and behind it which filter took how many and what lifting it would bring."""
    shown = Markup("<b>{}</b> on the map + <b>{}</b> counted on a country or area").format(
        counts.on_map, counts.on_areas
    )
    others = (
        (counts.unplaced, "not placed"),
        (sum(each.charged for each in counts.excluded), "excluded"),
        (counts.in_review, "in review"),
    )
    parts = [shown, *(Markup("<b>{}</b> {}").format(number, said) for number, said in others)]
    total = Markup("{} = <b>{}</b> incidents").format(Markup(" + ").join(parts), counts.total)
    why = reasons(counts.excluded)
    return total + Markup(' <span class="reasons">{}</span>').format(why) if why else total


def reasons(excluded: Sequence[Excluded]) -> str:
    """Say which filter excludes how many and, of several, how many would come back if it alone were lifted."""
    if not excluded:
        return ""
    taken = ", ".join(f"{FILTERS[each.filter].title} {each.charged}" for each in excluded)
    if len(excluded) == 1:
        return f"Excluded by {taken}."
    back = ", ".join(f"{FILTERS[each.filter].title} {each.would_return}" for each in excluded)
    return f"Excluded by {taken}. Lifted alone would bring back: {back}."


def _same_events(view: View) -> None:
    """Say how many may be the same event, which a click opens, and how many events they are."""
    opened = view.filter.same_events
    st.button(
        f"{same_events(view.counts.same_events)} {'– show all again' if opened else '– show them'}",
        key="show_same_events", type="tertiary", on_click=filter_state.put_same_events, args=(not opened,),
    )  # fmt: skip


def same_events(events: Events) -> str:
    """Say between how many and how many events incidents are that may be the same."""
    incidents, fewest, most = events
    records = "1 record" if incidents == 1 else f"{incidents} records"
    number = "1 event" if most == 1 else f"{most} events"
    if fewest < most:
        number = f"between {fewest} and {most} events"
    another = " as another" if incidents == 1 else ""
    return f"{incidents} may be the same event{another}: {records}, {number}"


def _empty(view: View) -> None:
    index = view.index
    if not view.counts.total:
        st.info("There are no incidents yet. Load the ones this program comes with: python -m incidentmap seed")
        return
    said = isolated(in_words(view.filter, names(index)))
    html_block.show(Markup("<p>Nothing fits: {}.</p>").format(said))
    helpful = sorted((each for each in view.counts.excluded if each.would_return), key=lambda each: -each.would_return)
    with st.container(horizontal=True):
        for each in helpful[:3]:
            title = f"Lift {FILTERS[each.filter].title}: {each.would_return} come back"
            st.button(title, key=f"lift {each.filter}", on_click=filter_state.lift, args=(each.filter, index))
    if not helpful:
        st.caption("No single filter is the reason; clear all filters in the sidebar and start anew.")
