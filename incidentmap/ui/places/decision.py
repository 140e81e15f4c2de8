"""One incident that waits for a decision: its words, what they may mean on a small map, and a point of one's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from markupsafe import Markup

from incidentmap.desk import meaning
from incidentmap.geocode import Placed, at_place
from incidentmap.model import Candidate, Incident, Place, Record, is_derived, words
from incidentmap.settings import PROJECT
from incidentmap.ui.places import online_lookup, place_descriptions, save_decision, try_name
from incidentmap.ui.shared import (
    asides,
    first_values,
    html_block,
    place_lookup,
    place_names,
    point_input,
    session,
    small_map,
)
from incidentmap.ui.shared.markup import NOTHING, isolated
from incidentmap.ui.shared.page_link import INCIDENT
from incidentmap.ui.shared.signature import refusals_shown

MOST = 8  # candidates
MAP_HEIGHT = 230  # leaves room on a screen of 900 pixels for the signature below
RECORD = PROJECT / "pages" / "record.py"


def show(record: Record) -> None:
    """1 what it says, 2 what that may mean, 3 the signature below the map, 4 a point of one's own."""
    key = f"decide_{record.incident_id}_{record.incident.version}"  # of the version that was seen
    left, right = st.columns([2, 3])
    with left:
        _say(record)
        candidates = _candidates(record, _other_name(record, key))
        _offer(record, candidates, key)
        online_lookup.ask(record.incident, key, lambda place: _propose(record.incident, place, candidates, key))
    with right:
        drawn = try_name.symbols(record.incident, candidates)
        small_map.show(
            f"{key}_map",
            drawn,
            lambda point: _take(key, point),
            on_mark=lambda place_id: _take_mark(record.incident, candidates, key, place_id),
            height=MAP_HEIGHT,
        )
        sign = st.container()
        _ask_point(record, key)
    with sign:  # drawn last, as it shows what was chosen
        save_decision.show(record, key)


def _say(record: Record) -> None:
    incident = record.incident
    quotes = dict.fromkeys(span.quote for each in record.evidence for span in each.spans)
    quoted = NOTHING.join(Markup("<blockquote>{}</blockquote>").format(isolated(quote)) for quote in list(quotes)[:3])
    html_block.show(
        Markup(
            '<div role="region" aria-label="What the record says">'
            '<p>{} <span class="quiet">{}</span></p>{}{}<p>Now: {}</p></div>'
        ).format(
            isolated(incident.summary),
            words.when(incident),
            quoted,
            place_descriptions.asked(incident),
            place_descriptions.now(record.placement),
        )
    )
    there = {INCIDENT: record.incident_id}
    st.page_link(RECORD, label="Open the record", icon=":material/edit_note:", query_params=there)


def _other_name(record: Record, key: str) -> str:
    field = f"{key}_other"
    asides.hold(asides.PLACE, record.incident_id, "other", field)
    first: str = first_values.drawn_with(field, "")
    return st.text_input("Look up another name for it", first, key=field).strip()


def _candidates(record: Record, other: str) -> list[Candidate]:
    """List what the words may mean: by another name, as they were read then, and as they are read today."""
    incident = record.incident
    asked = place_lookup.stand_in("other", {"place_text": other, "country": incident.country}) if other else None
    readings = [session.geocoded(asked)] if asked else []
    readings += [Placed(record.placement, None)] if record.placement else []
    found: dict[str, Candidate] = {}
    for placement, _ in [*readings, session.geocoded(incident)]:
        place = session.known_place(placement.place_id)
        own = (Candidate(place.place_id, place.name, placement.score or 0.0),) if place else ()
        for each in (*own, *placement.alternatives):
            # what was derived from a place is no place to choose, nor is one that the gazetteer no longer has
            there = session.known_place(each.place_id)
            if there and not is_derived(there):
                found.setdefault(each.place_id, each)
    return place_names.theatre_first(found.values())[:MOST]


def _offer(record: Record, candidates: Sequence[Candidate], key: str) -> None:
    html_block.show(Markup('<p class="head">The words may mean</p>'))
    if not candidates:
        st.caption("Nothing that the gazetteer knows. Look up another name, or give a point.")
    names = place_names.told_apart([(each.name, session.known_place(each.place_id)) for each in candidates])
    for each, name in zip(candidates, names, strict=True):
        html_block.show(Markup("<p>{}</p>").format(place_descriptions.candidate(each)))
        if st.button(f"Choose {name}", key=f"{key}_choose_{each.place_id}", icon=":material/place:"):
            with refusals_shown():
                save_decision.propose(key, *_at(record.incident, each, candidates))


def _at(incident: Incident, chosen: Candidate, candidates: Sequence[Candidate]) -> tuple[Placed, Placed]:
    """Put the incident at a candidate; give that, and what its words then mean."""
    place = session.known_place(chosen.place_id)
    assert place is not None  # noqa: S101  # candidates are places of the gazetteer or of the store
    return _placed_at(incident, place, candidates)


def _propose(incident: Incident, place: Place, candidates: Sequence[Candidate], key: str) -> None:
    """Take a place that an online geocoder named; it is looked at before it is saved."""
    with refusals_shown():
        save_decision.propose(key, *_placed_at(incident, place, candidates), at_once=False)


def _placed_at(incident: Incident, place: Place, candidates: Sequence[Candidate]) -> tuple[Placed, Placed]:
    placed = at_place(incident, place, tuple(candidates), session.gazetteer())
    return placed, meaning(incident, place, placed, session.gazetteer())


def _ask_point(record: Record, key: str) -> None:
    values: dict[str, Any] = dict(point_input.EMPTY)
    for name, empty in values.items():
        asides.hold(asides.PLACE, record.incident_id, name, f"{key}_{name}", empty)
    point_input.ask(lambda name: f"{key}_{name}", values)
    given: Mapping[str, Any] = {name: st.session_state[f"{key}_{name}"] for name in values}
    if st.button("Use this point", key=f"{key}_use", icon=":material/my_location:"):
        with refusals_shown():
            placed = point_input.placed(record.incident, dict(given))
            save_decision.propose(key, placed, placed)


def _take(key: str, point: str) -> None:
    st.session_state[f"{key}_point"] = point


def _take_mark(incident: Incident, candidates: Sequence[Candidate], key: str, place_id: str) -> None:
    """Propose the candidate whose mark was clicked; marks that lie close together are hit by mistake."""
    for each in candidates:
        if each.place_id == place_id:
            with refusals_shown():
                save_decision.propose(key, *_at(incident, each, candidates), at_once=False)
