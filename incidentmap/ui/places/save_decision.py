"""A decision on a place, from the click to the save: what it changes, what it teaches, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st
from markupsafe import Markup

from incidentmap.desk import Moved, alias_from, contradictions, decide, moved_by, name_in
from incidentmap.desk.contradictions import Question
from incidentmap.errors import InvalidRecord
from incidentmap.geocode import Placed, at_point
from incidentmap.geocode.alias_index import PlaceAlias
from incidentmap.model import Incident, Record
from incidentmap.model import vocabulary as v
from incidentmap.text.counting import counted
from incidentmap.ui.places import place_descriptions
from incidentmap.ui.shared import asides, first_values, html_block, questions, session, signature
from incidentmap.ui.shared.markup import label

MOST = 50  # other incidents shown before they are changed
_PROPOSED = "place_proposed"
_FRESH = "place_proposed_now"


def propose(key: str, placed: Placed, means: Placed, *, at_once: bool = True) -> None:
    """Take a click as the proposal for the incident of this key; `means` is what its words then stand for.

    A click that may have been a slip is not saved `at_once`.
    """
    st.session_state[_PROPOSED] = (key, placed, means)
    st.session_state[_FRESH] = at_once


def show(record: Record, key: str) -> None:
    """Ask why and what to remember; a click on a candidate saves at once where nothing else is to be looked at."""
    with st.container(key="sign", border=True):
        asides.hold(asides.PLACE, record.incident_id, "why", f"{key}_sign_why")
        by, why = signature.ask(f"{key}_sign", "how you know")
        words = _ask_words(record.incident, key)
        named, placed, means = st.session_state.get(_PROPOSED, ("", None, None))
        fresh = st.session_state.pop(_FRESH, False)
        if named != key:
            return
        with signature.refusals_shown():
            _confirm(record, placed, _alias_entry(record.incident, means, words), by, why, at_once=fresh and not words)


def _ask_words(incident: Incident, key: str) -> str:
    """Ask whether to remember the words, and which; give "" where nothing shall be remembered."""
    remember, field = f"{key}_remember", f"{key}_words"
    asides.hold(asides.PLACE, incident.incident_id, "remember", remember, first=False)
    wanted = first_values.drawn_with(remember, otherwise=False)
    if not st.checkbox("Remember these words for other incidents", wanted, key=remember):
        return ""
    asides.hold(asides.PLACE, incident.incident_id, "words", field, name_in(incident))
    where = incident.admin1 and session.place_name("admin1", incident.admin1)
    where = where or (incident.country and session.place_name("country", incident.country))
    bound = f"Bound to {where}, as in this record" if where else "Not bound to any country, as this record states none"
    first = first_values.drawn_with(field, "")
    return st.text_input("Words to remember", first, key=field, help=bound).strip() or " "


def _alias_entry(incident: Incident, means: Placed, words: str) -> PlaceAlias | None:
    return alias_from(incident, means, words) if words else None


def _confirm(
    record: Record, placed: Placed, alias_entry: PlaceAlias | None, by: str, why: str, *, at_once: bool
) -> None:
    """Show what would change; save where that was asked for, or where the reason stood there before the click."""
    if at_once and by and why and not _asked(record, placed, []):
        _save(record, placed, by, why, None, [])
        return
    before, after = place_descriptions.now(record.placement), place_descriptions.now(placed.placement, placed.place)
    html_block.show(Markup("<p>{} <b>→</b> {}</p>").format(before, after), live=True)
    others = _others(record, alias_entry) if alias_entry else []
    asked = _asked(record, placed, others)
    answered = _ask(record, placed, asked)
    with st.container(horizontal=True):
        saved = st.button("Save", key="place_save", type="primary", icon=":material/save:")
        st.button("Not this one", key="place_drop", on_click=st.session_state.pop, args=(_PROPOSED, None))
    if saved and not answered:
        st.error(questions.UNANSWERED, icon=":material/error:")
    elif saved:
        _save(record, placed, by, contradictions.reason(why, (each for _, each in asked)), alias_entry, others)
    elif not why:
        st.caption("Say why, then save.")


def _asked(record: Record, placed: Placed, others: Sequence[Moved]) -> list[tuple[str, Question]]:
    """List what contradicts itself where this incident, and others with its words, would then stand."""
    pairs = [(record, replace(record, placement=placed.placement)), *((each.before, each.after) for each in others)]
    return [
        (before.incident_id, question)
        for before, after in pairs
        for question in contradictions.asked(before, after, session.gazetteer(), date.today())
    ]


def _ask(record: Record, placed: Placed, asked: Sequence[tuple[str, Question]]) -> bool:
    """Ask of this incident alone, with the cure; of several at once kind by kind."""
    if any(name != record.incident_id for name, _ in asked):
        return questions.ask_of_many(asked, "place")

    def swap(point: tuple[float, float]) -> None:
        put = placed.placement
        turned = at_point(record.incident, point, put.where_prec or v.WherePrec.NEAR, put.uncertainty_km or 0.0)
        propose(st.session_state[_PROPOSED][0], turned, turned, at_once=False)

    return questions.ask([each for _, each in asked], "place", swap)


def _others(record: Record, alias_entry: PlaceAlias) -> list[Moved]:
    """Show what the words would change elsewhere; give what stays ticked."""
    found = _moved(session.store().state(), record.incident_id, alias_entry)
    if not found:
        st.caption("No other incident would be moved by these words; they hold for those to come.")
        return []
    html_block.show(Markup('<p class="head">Other incidents with these words</p>'))
    if len(found) > MOST:
        st.caption(f"The first {MOST} of {len(found)} are shown and can be moved with this edit.")
    return [each for each in found[:MOST] if _ticked(each, alias_entry)]


@st.cache_resource(show_spinner="Looking for the same words …", max_entries=4, hash_funcs={PlaceAlias: repr})
def _moved(state: int, but: str, alias_entry: PlaceAlias) -> list[Moved]:
    """Look once for each state of the records: the page runs anew at every tick."""
    return moved_by(session.store(), alias_entry, session.gazetteer(), but=but)


def _ticked(moved: Moved, alias_entry: PlaceAlias) -> bool:
    incident = moved.before.incident
    title = f"{incident.incident_id} — {label(incident.summary or incident.place_text)}"
    key = f"moved_{alias_entry.alias.alias_id}_{alias_entry.place.place_id}_{incident.incident_id}"
    ticked = st.checkbox(title, value=True, key=key)
    before, after = (
        place_descriptions.now(moved.before.placement),
        place_descriptions.now(moved.after.placement, moved.place),
    )
    html_block.show(Markup('<p class="quiet">{} <b>→</b> {}</p>').format(before, after))
    return ticked


def _save(
    record: Record, placed: Placed, by: str, why: str, alias_entry: PlaceAlias | None, others: list[Moved]
) -> None:
    if not by or not why:
        raise InvalidRecord("edit", "why" if by else "by", "", "is empty; fill it in")
    decide(session.store(), record, placed, by, why, alias_entry, others)
    st.session_state.pop(_PROPOSED, None)
    asides.let_go(asides.PLACE, record.incident_id)
    more = f", and {counted(len(others), 'other')} with these words" if others else ""
    signature.say_at_next_run(f"{record.incident_id} is placed{more}; the history can take it back")
    st.rerun()
