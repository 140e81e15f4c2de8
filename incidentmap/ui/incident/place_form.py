"""Where it happened: the words, what the geocoder makes of them on a small map, or a point of one's own."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from incidentmap.errors import InvalidRecord
from incidentmap.geocode import Placed, at_place
from incidentmap.model import Incident, Place, Placement
from incidentmap.model import vocabulary as v
from incidentmap.ui.shared import form_widgets, place_lookup, point_input, record_fields, session, small_map
from incidentmap.ui.shared.markup import isolated, label
from incidentmap.ui.shared.unsaved import Draft

KEPT, GEOCODER, POINT = "As it was", "By the geocoder", point_input.POINT


def show(draft: Draft, errors: form_widgets.Errors) -> None:
    """Ask for the words, show where they lead, and let the analyst choose."""
    form_widgets.rows(
        record_fields.where(draft.values["country"]), draft.key, draft.values, errors, lambda: _ask_anew(draft)
    )
    left, right = st.columns([2, 3])
    with left:
        how = _ask_how(draft)
        try:
            draft.placed = _placed(draft, how, _stand_in(draft))
        except InvalidRecord as refusal:
            draft.placed = session.geocoded(_stand_in(draft))  # a place, or the reason why not
            st.html(f'<p class="im-error" role="alert">{isolated(refusal.problem)}; until then:</p>')
        place_lookup.say(*draft.placed)
    with right:
        _map(draft, draft.placed[0])


def _ask_anew(draft: Draft) -> None:
    """Other words lead elsewhere: ask the geocoder again, unless an analyst chose the place."""
    kept = draft.base.placement if draft.base else None
    chosen = kept is not None and bool(kept.decided_by)
    if st.session_state.get(draft.key("how")) == KEPT and not chosen:
        st.session_state[draft.key("how")] = GEOCODER


def _ask_how(draft: Draft) -> str:
    options = [KEPT] * bool(draft.base and draft.base.placement) + [GEOCODER, POINT]
    key = draft.key("how")
    st.session_state[key] = draft.placing.setdefault("how", options[0])
    chosen = st.radio("Where it is put", options, key=key)
    if chosen == POINT:
        point_input.ask(draft.key, draft.placing)
    draft.placing["how"] = chosen
    return str(chosen)


def _stand_in(draft: Draft) -> Incident:
    return place_lookup.stand_in(draft.name, draft.values)


def _placed(draft: Draft, how: str, incident: Incident) -> tuple[Placement | None, Place | None]:
    if how == KEPT and draft.base:
        return draft.base.placement, None
    if how == POINT:
        return point_input.placed(incident, draft.placing)
    answer = session.geocoded(incident)
    anchor = answer.placement.anchor_id
    others = {each.place_id: each for each in answer.placement.alternatives if each.place_id != anchor}
    if not others:
        return answer
    chosen = _ask_candidate(draft, answer, {key: each.name for key, each in others.items()})
    there = session.gazetteer().place(chosen) if chosen else None
    return at_place(incident, there, answer.placement.alternatives, session.gazetteer()) if there else answer


def _ask_candidate(draft: Draft, answer: Placed, names: dict[str, str]) -> str:
    first = answer.place.name if answer.place else "None of them yet"
    key = draft.key("candidate")
    if st.session_state.get(key, "") not in names:
        st.session_state[key] = draft.placing.get("candidate", "") if draft.placing.get("candidate") in names else ""
    labels = form_widgets.distinct(["", *names], lambda place_id: label(names.get(place_id, first)))
    chosen = st.radio("The words may mean", ["", *names], key=key, format_func=labels.__getitem__)
    draft.placing["candidate"] = chosen
    return str(chosen)


def _map(draft: Draft, placement: Placement | None) -> None:
    """Draw the place as the map will, and take a click as a point of one's own."""
    drawn = replace(
        _stand_in(draft),
        category=v.Category(draft.values["category"] or v.Category.OTHER),
        outcome=v.Outcome(draft.values["outcome"]) if draft.values["outcome"] else None,
    )
    symbols = [small_map.symbol(placement, drawn)] if placement and placement.latitude is not None else []

    def clicked(point: str) -> None:
        st.session_state[draft.key("point")] = point
        draft.placing |= {"point": point, "how": POINT}

    small_map.show(draft.key("map"), symbols, clicked)
