"""Asking an online geocoder, where the network is on and a service is named: it says, a person decides."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from incidentmap.geocode.chain import ChainGeocoder
from incidentmap.geocode.chain_result import ChainResult, Status, Suggestion
from incidentmap.geocode.online.client import online_of
from incidentmap.model import Incident, Place
from incidentmap.ui.shared import form_widgets, html_block, place_names, session
from incidentmap.ui.shared.markup import isolated, label, plain

_ASKED = "online_asked"  # the outcome of the last question, and whose it was
_SAID = {
    Status.FOUND: "One place fits.",
    Status.AMBIGUOUS: "Several places fit.",
    Status.NOT_FOUND: "It knows no place that fits.",
}


def ask(incident: Incident, key: str, choose: Callable[[Place], None] | None = None) -> None:
    """Offer to ask the service about the words of an incident; show what it said, and let one place be chosen."""
    settings = session.settings()
    online = online_of(settings)
    if online is None:
        return
    asked_for = f"{key}|{incident.site}|{incident.place_text}|{incident.country}|{incident.admin1}"
    if st.button(f"Ask {settings.geocoder} online", key=f"{key}_online", icon=":material/travel_explore:"):
        geocoder = ChainGeocoder(session.gazetteer(), session.geocoder().aliases, online)
        text, within = incident.site or incident.place_text, (incident.country, incident.admin1, incident.admin2)
        query = geocoder.query(text, *within)._replace(relation=incident.place_relation)
        st.session_state[_ASKED] = (asked_for, geocoder.locate(query))
    asked, result = st.session_state.get(_ASKED, ("", None))
    if result is not None and asked == asked_for:
        _say(result)
        _offer(result, key, choose)


def _say(result: ChainResult) -> None:
    """Tell an outage apart from a place that is not known."""
    if result.status is Status.UNAVAILABLE:
        st.warning(f"Service unavailable: {label(result.trouble)}. This says nothing about the place.")
        return
    html_block.show(Markup("<p>{}</p>").format(_SAID[result.status]), live=True)


def _offer(result: ChainResult, key: str, choose: Callable[[Place], None] | None) -> None:
    listed = result.suggestions
    places = {each.place.place_id: each.place for each in listed}
    names = place_names.told_apart({place_id: each.name for place_id, each in places.items()}, places.get)
    labels = form_widgets.distinct(list(names), lambda place_id: f"Choose {label(names[place_id])}")
    for each in {each.place.place_id: each for each in listed}.values():
        html_block.show(Markup("<p>{}</p>").format(_suggested(each)))
        if choose and st.button(labels[each.place.place_id], key=f"{key}_online_{each.place.place_id}"):
            choose(each.place)


def _suggested(each: Suggestion) -> Markup:
    place = each.place
    known = Markup("{} · within {:g} km · {}").format(plain(place.place_id), place.radius_km, isolated(place.licence))
    but = Markup("<br>Not taken by itself: {}").format(isolated(each.reason)) if each.reason else ""
    return Markup('<b>{}</b> <span class="quiet">{}{}</span>').format(isolated(place.name), known, but)
