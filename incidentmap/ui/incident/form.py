"""One incident, to write down and to mend: the form, what others saved meanwhile, and the signature."""

from __future__ import annotations

import streamlit as st

from incidentmap.desk import Change, contradictions, new_incident_id, save
from incidentmap.errors import Outdated
from incidentmap.index import Index
from incidentmap.model import Article, Record, words
from incidentmap.settings import PROJECT
from incidentmap.store import reading
from incidentmap.ui.briefing import collecting
from incidentmap.ui.incident import draft_questions, kept_drafts, place_form, sources_form, when_form
from incidentmap.ui.shared import (
    conflict,
    error_messages,
    first_values,
    form_widgets,
    page_link,
    questions,
    record_fields,
    session,
    signature,
)
from incidentmap.ui.shared.page_link import INCIDENT
from incidentmap.ui.shared.unsaved import DRAFTS, NEW, Draft, begin
from incidentmap.ui.shared.widget_values import show_loose
from incidentmap.ui.unsaved_work import offers

MAP = PROJECT / "pages" / "map.py"
RECORD = PROJECT / "pages" / "record.py"


def open_draft() -> Draft | None:
    """Give the draft of the incident the address names; None if there is no such incident (any more)."""
    wanted = st.query_params.get(INCIDENT, NEW)
    drafts: dict[str, Draft] = st.session_state.setdefault(DRAFTS, {})
    record = None if wanted == NEW else session.record(wanted)
    if record is None and wanted != NEW:
        return None
    if wanted not in drafts:
        drafts[wanted] = begin(record)
    draft = drafts[wanted]
    draft.read()
    if record and record != draft.base:
        _meet(draft, record)
    return draft


def _meet(draft: Draft, newer: Record) -> None:
    """Take over what was saved elsewhere; where something was typed meanwhile, both are shown instead."""
    if draft.is_touched():
        draft.theirs = newer
    else:
        draft.base = newer
        draft.put(newer)


def show(draft: Draft, index: Index) -> None:
    """1 what others saved meanwhile, 2 the fields, 3 the signature."""
    offers.show(f"{kept_drafts.KIND}:{draft.name}")
    show_loose(draft.loose, draft.key)
    if draft.theirs:
        conflict.show(draft)
    when_form.agree(draft)
    errors = draft.errors()
    form_widgets.say_needed()
    st.header("What", anchor=False)
    now = draft.base.incident.status if draft.base else None
    form_widgets.rows(record_fields.what(index.actors, index.links, now), draft.key, draft.values, errors)
    st.header("When", anchor=False)
    when_form.show(draft, errors)
    st.header("Where", anchor=False)
    place_form.show(draft, errors)
    st.header("Sources and their words", anchor=False)
    sources_form.sources(draft, _articles(), index.actors)
    st.header("Who did it, and who says so", anchor=False)
    sources_form.statements(draft, index)
    st.header("Casualties", anchor=False)
    sources_form.figures(draft)
    _sign(draft)


def title(draft: Draft) -> str:
    """Name what is being edited."""
    if draft.base is None:
        return "New incident"
    incident = draft.base.incident
    return f"{words.CATEGORY[incident.category]}, {words.when(incident)}"


def actions(draft: Draft) -> None:
    """Lead to the map and to the next new incident, and to the story."""
    with st.container(horizontal=True):
        if draft.base:
            there = page_link.filters() | {INCIDENT: draft.name}
            st.page_link(MAP, label="Show on the map", icon=":material/map:", query_params=there)
            st.page_link(RECORD, label="New incident", icon=":material/add:", query_params={INCIDENT: NEW})
            collecting.button(page_link.filters(), draft.name)


def _articles() -> dict[str, Article]:
    with session.store().reading() as connection:
        return {article.article_id: article for article in reading.articles(connection)}


def _sign(draft: Draft) -> None:
    with st.container(key="sign", border=True):
        if draft.theirs:
            st.error("Not saved: somebody saved a newer version meanwhile. Both stand at the top of this page.")
        by, why = signature.ask(draft.key("sign"))
        asked, answered = draft_questions.ask(draft)
        with st.container(horizontal=True):
            wanted = st.button("Save", key="save", type="primary", icon=":material/save:", on_click=draft.try_to_save)
            st.button("Discard changes", key="discard", on_click=_forget, args=(draft,))
        if not wanted or first_values.is_restoring():
            return
        more = [*error_messages.unsigned(by, why), *[questions.UNANSWERED] * (not answered)]
        if not draft.saved_as and error_messages.show_all(draft.problems(), more):
            return
        with signature.refusals_shown():
            _save(draft, by, contradictions.reason(why, asked))


def _save(draft: Draft, by: str, why: str) -> None:
    if not draft.saved_as:
        try:
            _keep(draft, by, why)
        except Outdated as outdated:
            if draft.base is None or not isinstance(outdated.current, Record):
                raise
            draft.theirs = outdated.current
            st.rerun()
    _forget(draft)
    unsourced = f" This incident {questions.IN_REVIEW}. {questions.ADD_SOURCE}" if draft.in_review else ""
    signature.say_at_next_run(f"Saved {draft.saved_as}.{unsourced}")
    st.query_params[INCIDENT] = draft.saved_as
    st.rerun()


def _keep(draft: Draft, by: str, why: str) -> None:
    """Save the record, and with it the pasted texts that it cites."""
    made = _made(draft)
    record = contradictions.in_review(draft.base, made)
    cited = {each.article_id for each in record.citations}
    pasted = [each for each in draft.articles.values() if each.article_id in cited and session.is_new_article(each)]
    changes: list[Change] = [*((None, each) for each in pasted), (draft.base, record)]
    save(session.store(), changes, by, why, filter(None, [draft.placed[1]]))
    draft.saved_as, draft.in_review = record.incident_id, record != made


def _made(draft: Draft) -> Record:
    """Make the record; an incident gets its id when it is saved, as it is named after its country and day."""
    if draft.base:
        return draft.record(draft.base.incident_id)
    return draft.record(new_incident_id(session.store(), draft.values["country"], draft.values["date_latest"]))


def _forget(draft: Draft) -> None:
    st.session_state[DRAFTS].pop(draft.name, None)
    draft.forget_widgets()
