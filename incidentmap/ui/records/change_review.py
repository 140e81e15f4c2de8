"""What waits to be saved, change by change, before it is signed and saved as one edit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from incidentmap.desk import Change, contradictions, save
from incidentmap.desk.contradictions import Question
from incidentmap.errors import Outdated
from incidentmap.model import PARTS, Record, field_words, to_sheet
from incidentmap.model.field import declared
from incidentmap.text.counting import counted
from incidentmap.ui.records import kept_changes, pending_changes
from incidentmap.ui.records.pending_changes import Pending
from incidentmap.ui.records.record_cache import held
from incidentmap.ui.shared import first_values, questions, session, signature
from incidentmap.ui.shared.markup import label, option, visible
from incidentmap.ui.shared.sheet_words import readable, value_in_words


def show(problems: list[str]) -> None:
    """List the changes, ask why, and save them together; `problems` are typed values that cannot be kept."""
    waiting = pending_changes.get()
    for message in pending_changes.messages():
        st.warning(label(message), icon=":material/call_merge:")
    for problem in problems:
        st.error(label(problem), icon=":material/error:")
    if not waiting:
        return
    changes = preview()
    _say_in_review()
    with st.container(key="records_preview", border=True):
        number, incidents = counted(len(changes), "change"), counted(len(waiting), "incident")
        st.subheader(f"{number} in {incidents}, not saved yet", anchor=False)
        st.dataframe(changes, hide_index=True, height=min(320, 38 + 35 * len(changes)), key="records_changes")
        current = held().read(waiting)
        outdated = pending_changes.outdated(current)
        if outdated:
            _offer_renewal(outdated, current)
        _sign(ready=not outdated and not problems)


def preview() -> pd.DataFrame:
    """List each change: which incident and field, from what to what."""
    rows = [
        {"Incident": name, "Field": field, "Before": before, "After": after}
        for name, each in pending_changes.get().items()
        for field, before, after in changed_fields(each.base, _after(each))
    ]
    return pd.DataFrame(rows, columns=["Incident", "Field", "Before", "After"], dtype="str")


def _after(pending: Pending) -> Record:
    """Give what is saved: an incident without a source is put in review instead of confirmed."""
    return contradictions.in_review(pending.base, pending.mine)


def _say_in_review() -> None:
    """Say which incidents cannot be confirmed, and why."""
    if names := [name for name, each in pending_changes.get().items() if _after(each) != each.mine]:
        many = "names no source, so it is" if len(names) == 1 else "name no source, so they are"
        st.warning(f"{_listed(names)} {many} saved as in review and not on the map. {questions.ADD_SOURCE}")


def _listed(names: list[str]) -> str:
    return label(", ".join(names[:20]) + (f" and {len(names) - 20} more" if len(names) > 20 else ""))


def _asked() -> list[tuple[str, Question]]:
    """List what the changes bring that contradicts itself."""
    return [
        (name, question)
        for name, each in pending_changes.get().items()
        for question in contradictions.asked(each.base, _after(each), session.gazetteer(), date.today())
    ]


def _swap(name: str, point: questions.Point) -> None:
    """Exchange latitude and longitude in a change that waits."""
    each = pending_changes.get()[name]
    if each.mine.placement:
        latitude, longitude = point
        turned = replace(each.mine.placement, latitude=latitude, longitude=longitude)
        pending_changes.stage(each.base, replace(each.mine, placement=turned))
        pending_changes.redraw()


def changed_fields(base: Record, mine: Record) -> Iterator[tuple[str, str, str]]:
    """Give every field that differs, in words."""
    sheets = (to_sheet(base), to_sheet(mine))
    yield from _differing(base.incident, mine.incident)
    if base.placement != mine.placement:
        yield from _differing(base.placement, mine.placement)
    for part in PARTS:
        if getattr(base, part) != getattr(mine, part):
            was, becomes = (readable(Record, *each) for each in (sheets, sheets[::-1]))
            before, after = (field_words.said(Record, part, each[part], option) for each in (was, becomes))
            yield field_words.label(Record, part), before, after


def _differing(before: Any, after: Any) -> Iterator[tuple[str, str, str]]:
    """Compare two nouns of a kind; where there is none, its fields are not stated."""
    noun = type(before or after)
    for field in declared(noun):
        was, becomes = getattr(before, field, None), getattr(after, field, None)
        if was != becomes:
            before_said, after_said = (_said(noun, field, value_in_words(noun, field, each)) for each in (was, becomes))
            yield field_words.label(noun, field), before_said, after_said


def _said(noun: type[Any], field: str, value: Any) -> str:
    """Say a value; each of several names keeps its own direction, one alone has the cell to itself."""
    many = isinstance(value, list) and len(value) > 1
    text = field_words.said(noun, field, value, option if many else visible)
    chosen = declared(noun)[field].is_choice and value is not None
    return text[:1].upper() + text[1:] if chosen else text


def _offer_renewal(outdated: list[str], current: Mapping[str, Record]) -> None:
    st.warning(
        f"Somebody else changed meanwhile: {_listed(outdated)}. Nothing was saved. Read them anew: your changes stay "
        "where they still apply.",
        icon=":material/sync_problem:",
    )

    def renew() -> None:
        pending_changes.say(pending_changes.renew(current))

    st.button("Read them anew, keep my changes", key="records_renew", on_click=renew)


def _sign(*, ready: bool) -> None:
    kept_changes.put_back_reason()
    by, why = signature.ask("records")
    asked = _asked()
    answered = questions.ask_of_many(asked, "records", _swap)
    with st.container(horizontal=True):
        wanted = st.button("Save", key="records_save", type="primary", disabled=not ready)
        st.button("Discard all", key="records_discard", on_click=_discard)
    if wanted and not answered:
        st.error(questions.UNANSWERED, icon=":material/error:")
    elif wanted and ready and not first_values.is_restoring():
        with signature.refusals_shown(), st.spinner("Saving …", show_time=True):
            _save(by, contradictions.reason(why, (each for _, each in asked)))
            st.rerun()


def _save(by: str, why: str) -> None:
    changes: list[Change] = [(each.base, _after(each)) for each in pending_changes.get().values()]
    try:
        save(session.store(), changes, by, why)
    except Outdated:  # between the look at the store and the save; the next run names them all
        return
    _discard()
    signature.say_at_next_run(f"Saved: {len(changes)} incident{'s' * (len(changes) > 1)}")


def _discard() -> None:
    pending_changes.forget()
    kept_changes.forget_reason()
    pending_changes.say([])
