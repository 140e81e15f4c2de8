"""Try a name: what the geocoder makes of words for a place, why, and what else they may mean."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from incidentmap.desk import rivals
from incidentmap.geocode import Placed, footprints
from incidentmap.mapping import Symbol
from incidentmap.model import Candidate, Incident, Placement, is_derived, words
from incidentmap.ui.places import online_lookup, place_descriptions
from incidentmap.ui.shared import form_widgets, html_block, place_lookup, place_names, record_fields, session, small_map
from incidentmap.ui.shared.markup import NOTHING, isolated

_KEPT = "places_tried"  # not a widget's key, as Streamlit forgets widgets that are not drawn
_EMPTY = {"place_text": "", "country": "", "admin1": "", "admin2": ""}


def show() -> None:
    """Ask for words and what is known around them, and show the answer."""
    said: dict[str, str] = st.session_state.setdefault(_KEPT, dict(_EMPTY))
    _ask(said)
    if not said["place_text"].strip():
        st.info("Write words for a place, as a source would: a name, “20 km west of …”, several names, Arabic as well.")
        return
    incident = place_lookup.stand_in("try", said)
    answer = session.geocoded(incident)
    listed = _listed(answer)
    left, right = st.columns([2, 3])
    with left:
        place_lookup.say(*answer)
        _why(answer.placement)
        if answer.place and not answer.placement.fell_back:
            place_lookup.say_why(incident)
        _candidates(listed)
        online_lookup.ask(incident, "try")
    with right:
        small_map.show("try_map", _drawn(incident, answer, listed), selected=answer.placement.place_id)


def symbols(incident: Incident, candidates: list[Candidate]) -> list[Symbol]:
    """Make the symbols of candidates, each drawn as what it is; one that has no place on a map is left out."""
    places = ((each, session.known_place(each.place_id)) for each in candidates)
    found = ((each, footprints.at(place)) for each, place in places if place)
    symbols = [_symbol(incident, each.name, footprint) for each, footprint in found if footprint]
    return [each for each in symbols if each.stands_at]


def _symbol(incident: Incident, name: str, footprint: footprints.Footprint) -> Symbol:
    place = footprint.place
    point = (place.latitude, place.longitude)
    placement = Placement(incident.incident_id, place.place_id, footprint.where_prec, *point, place.radius_km)
    return small_map.symbol(placement, incident, name)


def _ask(said: dict[str, str]) -> None:
    row = (form_widgets.Field("place_text", "Words for a place", width=2), *record_fields.where(said["country"])[1][1:])

    def elsewhere() -> None:
        st.session_state["try_admin1"] = ""  # the governorates are those of another country now

    for column, field in zip(st.columns([each.width for each in row]), row, strict=True):
        with column:
            moved = elsewhere if field.name == "country" else None
            form_widgets.draw(field, f"try_{field.name}", said[field.name], None, moved)
        said[field.name] = st.session_state[f"try_{field.name}"]


def _listed(answer: Placed) -> list[Candidate]:
    """List what was taken first, then what else the words may mean; an area made of places is none itself."""
    placement, place = answer
    taken = [] if place is None else [Candidate(place.place_id, place.name, placement.score or 0.0)]
    own = [] if is_derived(place) else taken
    others = [each for each in placement.alternatives if not is_derived(session.known_place(each.place_id))]
    return [*own, *place_names.theatre_first(others)]


def _why(placement: Placement) -> None:
    if placement.place_id is None:
        return
    if placement.fell_back:
        html_block.show(
            Markup("<p>Not found, only what is stated around it: {}.</p>").format(isolated(placement.reason))
        )
        return
    close = rivals(placement, session.gazetteer())
    note = (
        Markup(" It may as well be another of these places; such a record waits under <b>To decide</b>.")
        if close
        else ""
    )
    found_as = words.METHOD[placement.method] if placement.method else "something else"
    score = f", score {placement.score:.2f}" if placement.score is not None else ""
    html_block.show(Markup("<p>Found as {}{}.{}</p>").format(found_as, score, note))


def _candidates(listed: list[Candidate]) -> None:
    if listed:
        rows = NOTHING.join(Markup("<li>{}</li>").format(place_descriptions.candidate(each)) for each in listed)
        html_block.show(Markup('<p class="head">What the words may mean</p><ul>{}</ul>').format(rows))


def _drawn(incident: Incident, answer: Placed, listed: list[Candidate]) -> list[Symbol]:
    """Draw the answer as the big map would, and beside it what else the words may mean."""
    own = [small_map.symbol(answer.placement, incident, answer.place.name)] if answer.place else []
    taken = [each for each in own if each.stands_at]
    others = symbols(incident, [each for each in listed if not answer.place or each.place_id != answer.place.place_id])
    return taken + others
