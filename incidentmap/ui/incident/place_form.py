"""Where it happened: the words, what the geocoder makes of them on a small map, or a point of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from incidentmap.errors import InvalidRecord
from incidentmap.geocode import Placed, at_place
from incidentmap.model import Candidate, Incident, Place, Placement
from incidentmap.model import vocabulary as v
from incidentmap.ui.shared import (
    first_values,
    form_widgets,
    html_block,
    place_lookup,
    place_names,
    point_input,
    record_fields,
    session,
    small_map,
)
from incidentmap.ui.shared.error_messages import sentence
from incidentmap.ui.shared.unsaved import GEOCODER, KEPT, Draft

POINT = point_input.POINT


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
            html_block.show_problem(f"{sentence(refusal)}; until then:")
        place_lookup.say(*draft.placed)
        if how == GEOCODER and draft.placed[1]:
            place_lookup.say_why(_stand_in(draft))
    with right:
        _map(draft, *draft.placed)


def _ask_anew(draft: Draft) -> None:
    """Other words lead elsewhere: ask the geocoder again, unless an analyst chose the place."""
    kept = draft.base.placement if draft.base else None
    chosen = kept is not None and bool(kept.decided_by)
    if st.session_state.get(draft.key("how")) == KEPT and not chosen:
        st.session_state[draft.key("how")] = GEOCODER


def _ask_how(draft: Draft) -> str:
    options = [KEPT] * bool(draft.base and draft.base.placement) + [GEOCODER, POINT]
    key = draft.key("how")
    if draft.placing.get("how") not in options:  # nobody chose yet, or what was kept is gone meanwhile
        draft.placing["how"] = draft.usual_how
    first_values.put(key, draft.placing["how"])
    chosen = st.radio("Where it is put", options, options.index(first_values.drawn_with(key, options[0])), key=key)
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
    others = [each for each in answer.placement.alternatives if each.place_id != anchor]
    if not others:
        return answer
    chosen = _ask_candidate(draft, answer, place_names.theatre_first(others))
    there = session.gazetteer().place(chosen) if chosen else None
    return at_place(incident, there, answer.placement.alternatives, session.gazetteer()) if there else answer


def _ask_candidate(draft: Draft, answer: Placed, candidates: Sequence[Candidate]) -> str:
    """Offer what the geocoder took, and what else the words may mean; "" is what it took."""
    labels = _labels(answer, candidates)
    key = draft.key("candidate")
    if st.session_state.get(key, "") not in labels:
        kept = draft.placing.get("candidate", "")
        first_values.put(key, kept if kept in labels else "")
    options = list(labels)
    first_at = options.index(first_values.drawn_with(key, ""))
    chosen = st.radio("The words may mean", options, first_at, key=key, format_func=labels.__getitem__)
    draft.placing["candidate"] = chosen
    return str(chosen)


def _labels(answer: Placed, candidates: Sequence[Candidate]) -> dict[str, str]:
    """Name what can be chosen, by id; of several of which none is taken, what holds them all comes last."""
    names = [(each.name, session.known_place(each.place_id)) for each in candidates]
    taken = answer.place
    first, *others = place_names.told_apart([(taken.name if taken else "", taken), *names])
    named = dict(zip((each.place_id for each in candidates), others, strict=True))
    if taken is None:
        return named | {"": "None of them yet"}
    is_decided = all(each.score < (answer.placement.score or 0.0) for each in candidates)
    return {"": first} | named if is_decided else named | {"": f"None of them yet: only {first}"}


def _map(draft: Draft, placement: Placement | None, place: Place | None) -> None:
    """Draw the place as the map will, and take a click as a point of one's own."""
    drawn = replace(
        _stand_in(draft),
        category=v.Category(draft.values["category"] or v.Category.OTHER),
        outcome=v.Outcome(draft.values["outcome"]) if draft.values["outcome"] else None,
    )
    place = place or session.known_place(placement.place_id if placement else None)
    symbols = [small_map.symbol(placement, drawn, place.name if place else "")] if placement else []

    def clicked(point: str) -> None:
        st.session_state[draft.key("point")] = point
        draft.placing |= {"point": point, "how": POINT}

    small_map.show(draft.key("map"), [each for each in symbols if each.stands_at], clicked)
