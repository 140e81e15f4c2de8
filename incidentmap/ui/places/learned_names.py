"""Learned names: what words were taught to mean, by whom, and the way to forget them or to learn more."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st
from markupsafe import Markup

from incidentmap.desk import aliases_to_learn, learn_from_records, remove_alias
from incidentmap.geocode.alias_index import PlaceAlias
from incidentmap.model import key_of, words
from incidentmap.model import vocabulary as v
from incidentmap.store import reading, subjects
from incidentmap.ui.shared import history_view, html_block, place_names, session, signature
from incidentmap.ui.shared.markup import NOTHING, isolated

HEIGHT = 320
_ORIGINS = {
    v.AliasOrigin.ANALYST: "chosen by an analyst",
    v.AliasOrigin.RECORD: "a confirmed record",
    v.AliasOrigin.IMPORT: "an imported file",
}


def show() -> None:
    """Show the table, the name chosen in it, and what records could teach."""
    aliases = _aliases(session.store().state())
    _learn()
    if not aliases:
        st.info("No name was learned yet. Remember words where you decide on a place, or learn from the records.")
        return
    st.caption(f"{len(aliases)} names. Tick the box of a row to open it; by keyboard, Shift + Space.")
    with st.container(key="places_learned"):
        key = f"places_learned_{session.store().state()}"  # rows are told by number, so another table is another widget
        chosen = st.dataframe(
            table(aliases), key=key, hide_index=True, on_select="rerun", selection_mode="single-row", height=HEIGHT
        )["selection"]["rows"]
    if chosen and chosen[0] < len(aliases):
        _opened(aliases[chosen[0]])


def table(aliases: Sequence[PlaceAlias]) -> pd.DataFrame:
    """Give a row for every name."""
    return pd.DataFrame(
        {
            "Words": alias.text,
            "Mean": place.name,
            "Known as": words.WHERE_PREC[alias.where_prec],
            "Country": session.place_name("country", alias.country) if alias.country else "any",
            "Governorate": session.place_name("admin1", alias.admin1) if alias.admin1 else "any",
            "Learned from": _ORIGINS[alias.origin],
            "Source": alias.source,
            "Place": place.place_id,
        }
        for alias, place in aliases
    )


@st.cache_resource(show_spinner=False, max_entries=2)
def _aliases(state: int) -> list[PlaceAlias]:
    with session.store().reading() as connection:
        return [PlaceAlias(*each) for each in reading.learned_names(connection)]


@st.cache_resource(show_spinner=False, max_entries=2)
def _to_learn(state: int) -> list[PlaceAlias]:
    return aliases_to_learn(session.store())


def _learn() -> None:
    """Offer what people chose in confirmed records, as far as they agree."""
    found = _to_learn(session.store().state())
    if not found:
        return
    title = f"Learn {len(found)} names from confirmed records"
    with st.popover(title, icon=":material/school:", key=f"learn_{session.store().state()}"):
        listed = NOTHING.join(
            Markup("<li>{}: {}</li>").format(isolated(alias.text), isolated(place.name)) for alias, place in found[:50]
        )
        html_block.show(Markup("<ul>{}</ul>").format(listed))
        by, why = signature.ask_apart("learn", "learn", "why these may be relied on", alone=True)
        if st.button("Learn them", key="learn_now", type="primary"):
            with signature.refusals_shown():
                number = learn_from_records(session.store(), by, why)
                signature.done("learn", f"{number} names were learned; the history can take it back")
                st.rerun()


def _opened(entry: PlaceAlias) -> None:
    alias, place = entry
    name = f"forget_{alias.alias_id}"
    key = f"{name}_{session.store().state()}"
    lies = isolated(place_names.where_lies(place))
    html_block.show(Markup("<h4>{}</h4><p>{}, {}</p>").format(isolated(alias.text), isolated(place.name), lies))
    with st.popover("Forget", icon=":material/delete:", key=key):
        st.caption("What was placed by it stays where it is.")
        by, why = signature.ask_apart(name, key, "what was wrong with it", alone=True)
        if st.button("Forget this name", key=f"{key}_now", type="primary"):
            with signature.refusals_shown():
                remove_alias(session.store(), alias, by, why)
                signature.done(name, "Forgotten; the history can bring it back")
                st.rerun()
    with session.store().reading() as connection:
        edits = subjects.revisions_of(connection, key_of(alias))
    history_view.show(edits, key_of(alias))
