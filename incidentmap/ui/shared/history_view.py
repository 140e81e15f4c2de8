"""Who changed what, when and why: before and after by field, and a way back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time
from typing import Any

import streamlit as st

from incidentmap.desk import edits_since, sides, undo
from incidentmap.model import Revision, Sheet
from incidentmap.ui.shared import import_view, session, signature
from incidentmap.ui.shared.markup import isolated, option

NOT_STATED = "not stated"
MOST = 50  # edits on one page
_LONGEST = 400  # characters of one value; the whole stands in the record


def show(history: Iterable[Revision], only: str = "") -> None:
    """List edits, the newest first; of several records, or of one whose key is given."""
    newest_first = sorted(history, key=lambda each: each.revision_id or 0, reverse=True)
    for edit in newest_first:
        with st.container(border=True, key=f"edit_{edit.revision_id}"):
            st.html(f'<div class="im">{heading(edit)}{changes(edit, only)}</div>')
            if edit.subjects:
                _offer_undo([edit], f"undo_{edit.revision_id}_{newest_first[0].revision_id}", "Undo")


def show_all() -> None:
    """List what was done since a moment, by everybody or one person, and offer to take all of it back."""
    signature.ask_name("history")
    when, at, who = st.columns([2, 1, 2])
    day = when.date_input("Since", value="today", key="history_day", format="YYYY-MM-DD", max_value="today")
    hour = at.time_input("at, UTC", value=time(0, 0), key="history_time", step=60)
    since = datetime.combine(day, hour, UTC)
    import_view.show(since)
    edits = edits_since(session.store(), since)
    by = who.selectbox("By", ["", *sorted({each.changed_by for each in edits})], key="history_by",
                       format_func=lambda name: option(name) if name else "Everybody")  # fmt: skip
    chosen = [each for each in edits if by in ("", each.changed_by)]
    if not chosen:
        st.info("Nothing was changed since then. Choose an earlier day.")
        return
    _offer_undo(
        chosen,
        f"undo_all_{chosen[-1].revision_id}_{len(chosen)}",
        f"Undo all {len(chosen)} edits" if len(chosen) > 1 else "Undo this edit",
    )
    if len(chosen) > MOST:
        st.caption(f"The newest {MOST} of {len(chosen)} are listed.")
    show(chosen[-MOST:])


def heading(edit: Revision) -> str:
    """Say who, when and why."""
    return (
        f'<p><b>{isolated(edit.changed_by)}</b> <span class="quiet">{edit.changed_at:%d %b %Y %H:%M:%S} UTC · '
        f"edit {edit.revision_id}</span><br>{isolated(edit.why)}</p>"
    )


def changes(edit: Revision, only: str = "") -> str:
    """Tabulate what was changed, by field; an import has no fields."""
    if not edit.subjects:
        return ""
    before, after = sides(edit)
    tables = [_table(key, before[key], after[key]) for key in before if only in ("", key)]
    others = len(before) - len(tables)
    return "".join(tables) + (f'<p class="quiet">and {others} other records in the same edit</p>' if others else "")


def said(value: Any) -> str:
    """Say a value of a sheet in short: parts one after the other, blanks as not stated."""
    if _is_blank(value) and value is not False:
        return NOT_STATED
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        told = (f"{name.replace('_', ' ')} {said(each)}" for name, each in value.items() if not _is_blank(each))
        return ", ".join(told)
    if isinstance(value, list):
        return " · ".join(map(said, value))
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"


def _is_blank(value: Any) -> bool:
    return value is None or value is False or value in ("", [])


def _table(key: str, before: Sheet | None, after: Sheet | None) -> str:
    name = f'<p class="quiet">{isolated(key.replace(":", " ", 1).replace("_", " "))}</p>'
    if before is None or after is None:
        return f"{name}<p>{'was added' if before is None else 'was taken away'}</p>"
    rows = "".join(
        f"<tr><th scope='row'>{field.replace('_', ' ')}</th>{_cells(before[field], after[field])}</tr>"
        for field in after
        if field != "version"
    )
    return f"{name}<table class='im-changes'><tr><th>Field</th><th>Before</th><th>After</th></tr>{rows}</table>"


def _cells(was: Any, now: Any) -> str:
    """Give both cells; of lists only what came and what went."""
    if isinstance(was, list) and isinstance(now, list):
        was, now = [each for each in was if each not in now], [each for each in now if each not in was]
        both = [said(each) if each else "" for each in (was, now)]
    else:
        both = [said(was), said(now)]
    return "".join(f"<td>{isolated(each)}</td>" for each in both)


def _offer_undo(edits: Sequence[Revision], key: str, title: str) -> None:
    with st.popover(title, icon=":material/undo:", key=key):
        names = ", ".join(sorted({each.changed_by for each in edits}))
        st.html(f'<div class="im"><p class="quiet">Takes back {len(edits)} by {isolated(names)}.</p></div>')
        by, why = signature.ask(key, "what was wrong with it")
        if st.button("Undo now", key=f"{key}_now", type="primary"):
            with signature.refusals_shown():
                undo(session.store(), [each.revision_id or 0 for each in edits], by, why)
                signature.say_at_next_run("Undone; the undo is an edit of its own")
                st.rerun()
