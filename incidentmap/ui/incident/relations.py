"""How incidents hang together: what may be one event, what answers what; each decision is an edit of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import streamlit as st
from markupsafe import Markup

from incidentmap.desk import Change, merge, save, split
from incidentmap.index import Index, rows_of
from incidentmap.model import Response, SameEvent, words
from incidentmap.model import vocabulary as v
from incidentmap.query import table
from incidentmap.query.days import days_of
from incidentmap.store import Dossier
from incidentmap.ui.shared import html_block, session, signature
from incidentmap.ui.shared.markup import isolated, option

NEAR_IN_TIME = 100  # incidents offered as the other end
_DECIDED = {
    v.SameEventStatus.SUGGESTED: "May be the same event as",
    v.SameEventStatus.CONFIRMED: "Confirmed to be the same event as",
    v.SameEventStatus.REFUSED: "Not the same event as",
}


def show(dossier: Dossier, index: Index) -> None:
    """List the relations with what can be decided; all share one signature."""
    signed = _signed(dossier.record.incident_id)
    by, why = signature.ask_apart(signed, signed, "why they belong together, or do not")
    others = _near_in_time(dossier, index)
    if dossier.record.incident.status is v.Status.MERGED:
        _merged(dossier, by, why)
        return
    merged = _merged_among(index, {each for same in dossier.same_events for each in same.incident_ids})
    for each in dossier.same_events:
        _same_event(dossier, each, others, merged, by, why)
    for answer in (*dossier.answers, *dossier.answered_by):
        _response(dossier, answer, others, by, why)
    _add(dossier, others, by, why)


def _merged(dossier: Dossier, by: str, why: str) -> None:
    incident = dossier.record.incident
    html_block.show(Markup("<p>Merged into {}.</p>").format(isolated(incident.merged_into or "")))
    _button(incident.incident_id, "Split again", "split", lambda: split(session.store(), incident.incident_id, by, why))


def _same_event(dossier: Dossier, same: SameEvent, others: dict[str, str], merged: set[str], by: str, why: str) -> None:
    own = dossier.record.incident_id
    rest = [each for each in same.incident_ids if each != own]
    key = "|".join(same.incident_ids)
    with st.container(border=True):
        named = Markup("; ").join(isolated(others.get(each, each)) for each in rest)
        hint = Markup('<br><span class="quiet">{}</span>').format(isolated(same.why)) if same.why else ""
        html_block.show(Markup("<p><b>{}</b> {}{}</p>").format(_DECIDED[same.status], named, hint))
        gone = merged.intersection(rest)
        with st.container(horizontal=True):
            for other in sorted(gone):
                _button(own, f"Split {other} off again", f"split {other}",
                        lambda other=other: split(session.store(), other, by, why))  # type: ignore[misc]  # fmt: skip
            if gone:
                return
            for title, status in (("Confirm", v.SameEventStatus.CONFIRMED), ("Refuse", v.SameEventStatus.REFUSED)):
                if same.status is not status:
                    change: Change = (same, replace(same, status=status))
                    _button(own, title, f"{title} {key} {same.status}", lambda change=change: _save(change, by, why))  # type: ignore[misc]
            if same.status is not v.SameEventStatus.REFUSED:
                for other in rest:
                    _button(own, f"Merge {other} into this", f"merge {other}",
                            lambda other=other: merge(session.store(), own, other, by, why))  # type: ignore[misc]  # fmt: skip


def _response(dossier: Dossier, answer: Response, others: dict[str, str], by: str, why: str) -> None:
    own = dossier.record.incident_id
    answers = answer.from_incident == own
    other = answer.to_incident if answers else answer.from_incident
    with st.container(border=True):
        how = "Answers" if answers else "Answered by"
        named = isolated(others.get(other, other))
        html_block.show(Markup("<p><b>{}</b> ({}) {}</p>").format(how, answer.basis.value, named))
        with st.container(horizontal=True):
            if answer.basis is v.ResponseBasis.INFERRED:
                confirmed = replace(answer, basis=v.ResponseBasis.STATED)
                _button(own, "A source states it", f"stated {how} {other}",
                        lambda: _save((answer, confirmed), by, why))  # fmt: skip
            _button(own, "Remove", f"remove {how} {other}", lambda: _save((answer, None), by, why))


def _add(dossier: Dossier, others: dict[str, str], by: str, why: str) -> None:
    own = dossier.record.incident_id
    with st.expander("Add a relation", icon=":material/add_link:"):
        other = st.selectbox("Other incident, nearest in time first", [None, *others], key=f"relation_other_{own}",
                             format_func=lambda each: option(others[each]) if each else "Choose one")  # fmt: skip
        kinds: dict[str, Callable[[str], Response | SameEvent]] = {
            "This answers it": lambda to: Response(own, to, v.ResponseBasis.INFERRED),
            "It answers this": lambda to: Response(to, own, v.ResponseBasis.INFERRED),
            "May be the same event": lambda to: SameEvent(tuple(sorted((own, to))), v.SameEventStatus.SUGGESTED, why),
        }
        kind = st.radio("Relation", list(kinds), key=f"relation_kind_{own}", horizontal=True)
        if other:
            _button(own, "Add", "relation_add", lambda: _save((None, kinds[kind](other)), by, why))


def _button(own: str, title: str, key: str, act: Callable[[], object]) -> None:
    if st.button(title, key=f"relation {key}"):
        with signature.refusals_shown():
            act()
            signature.done(_signed(own), title, stays=True)
            st.rerun()


def _signed(incident_id: str) -> str:
    return f"relations_{incident_id}"


def _save(change: Change, by: str, why: str) -> None:
    save(session.store(), [change], by, why)


def _merged_among(index: Index, ids: set[str]) -> set[str]:
    found = table(index, np.array(rows_of(index.incidents, ids), np.int64))
    return set(found["incident_id"][found["status"] == v.Status.MERGED])


def _near_in_time(dossier: Dossier, index: Index) -> dict[str, str]:
    """Name the incidents nearest in time, and those this one hangs together with already."""
    held = index.incidents
    own = days_of(dossier.record.incident.date_latest)
    # in time order, so the nearest stand around its day
    at = int(np.searchsorted(held.date_latest, own))
    around = np.arange(max(at - NEAR_IN_TIME - 1, 0), min(at + NEAR_IN_TIME + 1, len(held)))
    near = around[np.argsort(abs(held.date_latest[around] - own), kind="stable")][: NEAR_IN_TIME + 1]
    related = {each for same in dossier.same_events for each in same.incident_ids}
    related |= {
        end for each in (*dossier.answers, *dossier.answered_by) for end in (each.from_incident, each.to_incident)
    }
    shown = [near, np.array(rows_of(held, related), np.int64)]
    named = {
        str(row["incident_id"]): f"{row['incident_id']}: {words.CATEGORY[row['category']]}, {row['summary']}"[:160]
        for rows in shown
        for row in table(index, rows).to_dict("records")
    }
    named.pop(dossier.record.incident_id, None)
    return named
