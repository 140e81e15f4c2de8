"""Who changed what, when and why: before and after by field, and a way back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time
from typing import Any

import streamlit as st
from markupsafe import Markup

from incidentmap.desk import edits_since, sides, undo
from incidentmap.desk.importing import Imported, imports_since
from incidentmap.model import Revision, Sheet, field_words
from incidentmap.model.sheet import kind_of
from incidentmap.ui.shared import html_block, import_view, reader_names, session, signature
from incidentmap.ui.shared.markup import NOTHING, isolated, option, sentence
from incidentmap.ui.shared.sheet_words import readable

MOST = 50  # edits on one page


def show(history: Iterable[Revision], only: str = "") -> None:
    """List edits, the newest first; of several records, or of one whose key is given."""
    newest_first = sorted(history, key=number_of, reverse=True)
    for edit in newest_first:
        _show_edit(edit, newest_first[0], only)


def number_of(entry: Revision | Imported) -> int:
    """Give the number of an edit, or of the last that was said of an import: the order of the history."""
    last = entry.history[-1] if isinstance(entry, Imported) else entry
    return last.revision_id or 0


def _show_edit(edit: Revision, newest: Revision, only: str = "") -> None:
    with st.container(border=True, key=f"edit_{edit.revision_id}"):
        html_block.show(Markup("{}{}").format(heading(edit), changes(edit, only)))
        if edit.subjects:
            name = f"undo_{edit.revision_id}"
            _offer_undo([edit], name, f"{name}_{newest.revision_id}", "Undo")


def show_all() -> None:
    """List what was done since a moment, by everybody or one person, and offer to take all of it back."""
    signature.ask_name("history")
    when, at, who = st.columns([2, 1, 2])
    day = when.date_input("Since", value="today", key="history_day", format="YYYY-MM-DD", max_value="today")
    hour = at.time_input("at, UTC", value=time(0, 0), key="history_time", step=60)
    since = datetime.combine(day, hour, UTC)
    imports, edits = imports_since(session.store(), since), edits_since(session.store(), since)
    by = who.selectbox("By", ["", *sorted({each.changed_by for each in edits})], key="history_by",
                       format_func=lambda name: option(name) if name else "Everybody")  # fmt: skip
    chosen = [each for each in edits if by in ("", each.changed_by)]
    if not chosen and not imports:
        st.info("Nothing was changed since then. Choose an earlier day.")
    if chosen:
        _offer_undo(
            chosen,
            f"undo_all_by_{by}",
            f"undo_all_{chosen[-1].revision_id}_{len(chosen)}",
            f"Undo all {len(chosen)} edits" if len(chosen) > 1 else "Undo this edit",
        )
    if len(chosen) > MOST:
        st.caption(f"The newest {MOST} of {len(chosen)} are listed.")
    entries: list[Revision | Imported] = [*imports, *chosen[-MOST:]]
    for entry in sorted(entries, key=number_of, reverse=True):
        if isinstance(entry, Imported):
            import_view.show(entry)
        else:
            _show_edit(entry, chosen[-1])


def heading(edit: Revision) -> Markup:
    """Say who, when and why."""
    return Markup('<p><b>{}</b> <span class="quiet">{:%d %b %Y %H:%M:%S} UTC · edit {}</span><br>{}</p>').format(
        isolated(edit.changed_by), edit.changed_at, edit.revision_id, isolated(edit.why)
    )


def changes(edit: Revision, only: str = "") -> Markup:
    """Tabulate what was changed, by field; an import has no fields."""
    if not edit.subjects:
        return NOTHING
    before, after = sides(edit)
    tables = [fields_changed(key, before[key], after[key]) for key in before if only in ("", key)]
    others = len(before) - len(tables)
    more = Markup('<p class="quiet">and {} other records in the same edit</p>').format(others) if others else NOTHING
    return NOTHING.join(tables) + more


def said(noun: type[Any], field: str, value: Any) -> Markup:
    """Say a value of a sheet in the reader's words; every name or quote in it keeps its own direction."""
    return sentence(field_words.said(noun, field, value, option))


def fields_changed(key: str, before: Sheet | None, after: Sheet | None) -> Markup:
    """Tabulate what is another in one noun, named by its key; None stands for no such noun."""
    noun = kind_of(key).whole
    name = Markup('<p class="quiet">{}</p>').format(sentence(reader_names.subject(key, before, after)))
    if before is None or after is None:
        return Markup("{}<p>{}</p>").format(name, "was added" if before is None else "was taken away")
    before, after = readable(noun, before, after), readable(noun, after, before)
    rows = NOTHING.join(
        Markup("<tr><th scope='row'>{}</th>{}</tr>").format(
            field_words.label(noun, field), _cells(noun, field, before[field], after[field])
        )
        for field in after
        if field != "version"
    )
    return Markup("{}<table class='im-changes'><tr><th>Field</th><th>Before</th><th>After</th></tr>{}</table>").format(
        name, rows
    )


def _cells(noun: type[Any], field: str, was: Any, now: Any) -> Markup:
    """Give both cells; of lists only what came and what went."""
    if isinstance(was, list) and isinstance(now, list):
        was, now = [each for each in was if each not in now], [each for each in now if each not in was]
        both = [said(noun, field, each) if each else NOTHING for each in (was, now)]
    else:
        both = [said(noun, field, was), said(noun, field, now)]
    return NOTHING.join(Markup("<td>{}</td>").format(each) for each in both)


def _offer_undo(edits: Sequence[Revision], name: str, key: str, title: str) -> None:
    with st.popover(title, icon=":material/undo:", key=key):
        names = ", ".join(sorted({each.changed_by for each in edits}))
        html_block.show(Markup('<p class="quiet">Takes back {} by {}.</p>').format(len(edits), isolated(names)))
        by, why = signature.ask_apart(name, key, "what was wrong with it")
        if st.button("Undo now", key=f"{key}_now", type="primary"):
            with signature.refusals_shown():
                undo(session.store(), [each.revision_id or 0 for each in edits], by, why)
                signature.done(name, "Undone; the undo is an edit of its own")
                st.rerun()
