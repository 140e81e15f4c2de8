"""One incident, to write down and to mend: the form, what others saved meanwhile, and the signature."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from incidentmap.desk import Change, new_incident_id, save
from incidentmap.errors import InvalidRecord, Outdated
from incidentmap.index import Index
from incidentmap.model import Article, Record, words
from incidentmap.settings import PROJECT
from incidentmap.store import reading
from incidentmap.ui.incident import place_form, sources_form
from incidentmap.ui.shared import conflict, form_widgets, page_link, record_fields, session, signature
from incidentmap.ui.shared.markup import isolated
from incidentmap.ui.shared.page_link import INCIDENT
from incidentmap.ui.shared.unsaved import DRAFTS, NEW, Draft, begin

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
    if draft.theirs:
        conflict.show(draft)
    errors = draft.errors()
    st.header("What", anchor=False)
    now = draft.base.incident.status if draft.base else None
    form_widgets.rows(record_fields.what(index.actors, index.links, now), draft.key, draft.values, errors)
    st.header("When", anchor=False)
    form_widgets.rows(record_fields.WHEN, draft.key, draft.values, errors)
    _stray(errors)
    st.header("Where", anchor=False)
    place_form.show(draft, errors)
    st.header("Sources and their words", anchor=False)
    sources_form.sources(draft, _articles())
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
    """Lead to the map and to the next new incident."""
    with st.container(horizontal=True):
        if draft.base:
            there = page_link.filters() | {INCIDENT: draft.name}
            st.page_link(MAP, label="Show on the map", icon=":material/map:", query_params=there)
            st.page_link(RECORD, label="New incident", icon=":material/add:", query_params={INCIDENT: NEW})


def _stray(errors: Mapping[str, str]) -> None:
    """Say what is wrong with several fields at once, such as dates out of order."""
    if "dates" in errors:
        st.html(f'<p class="im-error" role="alert">{isolated(errors["dates"])}</p>')


def _articles() -> dict[str, Article]:
    with session.store().reading() as connection:
        return {article.article_id: article for article in reading.articles(connection)}


def _sign(draft: Draft) -> None:
    with st.container(key="sign", border=True):
        if draft.theirs:
            st.error("Not saved: somebody saved a newer version meanwhile. Both stand at the top of this page.")
        by, why = signature.ask(draft.key("sign"))
        with st.container(horizontal=True):
            wanted = st.button("Save", key="save", type="primary", icon=":material/save:")
            st.button("Discard changes", key="discard", on_click=_forget, args=(draft,))
        if wanted:
            draft.tried = True
            with signature.refusals_shown():
                _save(draft, by, why)


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
    signature.say_at_next_run(f"Saved {draft.saved_as}")
    st.query_params[INCIDENT] = draft.saved_as
    st.rerun()


def _keep(draft: Draft, by: str, why: str) -> None:
    """Save the record, and with it the pasted texts that it cites."""
    record = _made(draft)
    cited = {each.article_id for each in record.citations}
    pasted = [each for each in draft.articles.values() if each.article_id in cited and session.is_new_article(each)]
    changes: list[Change] = [*((None, each) for each in pasted), (draft.base, record)]
    save(session.store(), changes, by, why, filter(None, [draft.placed[1]]))
    draft.saved_as = record.incident_id


def _made(draft: Draft) -> Record:
    """Make the record; an incident gets its id when it is saved, as it is named after its country and day."""
    if draft.base:
        return draft.record(draft.base.incident_id)
    day = draft.values["date_latest"]
    if day is None:
        raise InvalidRecord(NEW, "date_latest", "", "is empty; choose the latest day")
    return draft.record(new_incident_id(session.store(), draft.values["country"], day))


def _forget(draft: Draft) -> None:
    st.session_state[DRAFTS].pop(draft.name, None)
    draft.forget_widgets()
