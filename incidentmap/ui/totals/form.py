"""One total, to write down and to mend: the form, the signature, and what others saved meanwhile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from incidentmap.desk import save
from incidentmap.desk.total_edits import new_aggregate_id
from incidentmap.errors import Outdated
from incidentmap.model import Aggregate, Article, key_of
from incidentmap.ui.shared import error_messages, first_values, form_widgets, reader_names, session, signature
from incidentmap.ui.shared.markup import visible
from incidentmap.ui.shared.unsaved import NEW
from incidentmap.ui.shared.widget_values import show_loose
from incidentmap.ui.totals import conflict, kept_drafts, quotes, total_fields
from incidentmap.ui.totals.unsaved import DRAFTS, TotalDraft, begin
from incidentmap.ui.unsaved_work import offers

TOTAL = "total"


def open_draft(totals: Sequence[Aggregate]) -> TotalDraft | None:
    """Give the draft of the total that the address names; None if it names none, or one that is not there."""
    wanted = st.query_params.get(TOTAL, "")
    drafts: dict[str, TotalDraft] = st.session_state.setdefault(DRAFTS, {})
    stored = next((each for each in totals if each.aggregate_id == wanted), None)
    for draft in drafts.values():  # also one that was just left, with its last field
        draft.read()
    if wanted in drafts and drafts[wanted].base != stored and not drafts[wanted].changed():
        _forget(drafts[wanted])  # it was undone, or saved elsewhere
    if wanted not in drafts and (stored or wanted == NEW):
        drafts[wanted] = begin(stored)
    return drafts.get(wanted)


def open_total(aggregate_id: str) -> None:
    """Put a total into the address; "" leads back to all of them."""
    if aggregate_id:
        st.query_params[TOTAL] = aggregate_id
    else:
        st.query_params.pop(TOTAL, None)


def show(draft: TotalDraft, totals: Sequence[Aggregate], articles: Mapping[str, Article]) -> None:
    """1 what others saved meanwhile, 2 the fields, 3 the words, 4 the signature."""
    offers.show(f"{kept_drafts.KIND}:{draft.name}")
    show_loose(draft.loose, draft.key)
    conflict.show(draft)
    errors = draft.errors()
    form_widgets.say_needed()
    form_widgets.rows(total_fields.WHAT, draft.key, draft.values, errors)
    form_widgets.rows(total_fields.FIGURES, draft.key, draft.values, errors)
    _names(draft, totals)
    st.subheader("By country", anchor=False)
    _countries(draft, errors)
    st.subheader("Source", anchor=False)
    form_widgets.rows(total_fields.SOURCE, draft.key, draft.values, errors)
    st.subheader("Its words", anchor=False)
    quotes.show(draft, articles)
    _sign(draft)


def _names(draft: TotalDraft, totals: Sequence[Aggregate]) -> None:
    """Ask for names as they are written; those that other totals use are offered."""
    for column, (field, title) in zip(st.columns(3), total_fields.NAMES.items(), strict=True):
        key = draft.key(field)
        first_values.give(key, draft.values[field])
        known = dict.fromkeys([*total_fields.known_names(totals, field), *first_values.held(key)])
        column.multiselect(
            title, list(known), first_values.drawn_with(key), key=key, accept_new_options=True, format_func=visible,
            select_all=False, placeholder="Not stated", help="Choose a name, or write one and press Enter",
        )  # fmt: skip


def _countries(draft: TotalDraft, errors: Mapping[str, str]) -> None:
    if not draft.countries:
        st.caption("Not stated.")
    for number, row in draft.countries.items():
        country, count, remove = st.columns([3, 2, 1], vertical_alignment="bottom")
        for column, field in ((country, total_fields.country()), (count, total_fields.COUNT)):
            with column:
                error = errors.get(f"{field.name} {number}")
                form_widgets.draw(field, draft.key(field.name, number), row[field.name], error)
        remove.button("Remove", key=draft.key("drop", number), on_click=draft.drop_country, args=(number,),
                      icon=":material/delete:", type="tertiary")  # fmt: skip
    st.button("Add a country", key=draft.key("add_country"), on_click=draft.add_country, icon=":material/add:")


def _sign(draft: TotalDraft) -> None:
    with st.container(key="sign", border=True):
        by, why = signature.ask(draft.key("sign"))
        with st.container(horizontal=True):
            saved = st.button("Save", key="save", type="primary", icon=":material/save:", on_click=_try, args=(draft,))
            st.button("Discard changes", key="discard", on_click=_forget, args=(draft,))
            removed = draft.base and st.button("Remove this total", key="remove", icon=":material/delete:")
        if not (saved or removed) or first_values.is_restoring():
            return
        wrong = () if removed else draft.errors().values()
        if not error_messages.show_all(wrong, error_messages.unsigned(by, why)):
            with signature.refusals_shown():
                _save(draft, None if removed else _made(draft), by, why)


def _try(draft: TotalDraft) -> None:
    """From now on fields that are still empty are refused in sight."""
    draft.tried = True


def _made(draft: TotalDraft) -> Aggregate:
    if draft.base:
        return draft.total(draft.base.aggregate_id)
    made = draft.total(NEW)
    return replace(made, aggregate_id=new_aggregate_id(session.store(), made.counter, made.as_of))


def _save(draft: TotalDraft, after: Aggregate | None, by: str, why: str) -> None:
    """Save or, without an `after`, remove."""
    try:
        save(session.store(), [(draft.base, after)], by, why)
    except Outdated as outdated:
        if draft.base is None:  # somebody took the same id; the next try gets another
            raise
        draft.theirs = outdated.current if isinstance(outdated.current, Aggregate) else None
        draft.removed = draft.theirs is None
        st.rerun()
    _forget(draft)
    open_total(after.aggregate_id if after else "")
    saved = f"Saved: {reader_names.subject(key_of(after))}" if after else "Removed; the history can bring it back"
    signature.say_at_next_run(saved)
    st.rerun()


def _forget(draft: TotalDraft) -> None:
    st.session_state[DRAFTS].pop(draft.name, None)
    draft.forget_widgets()
