"""Where it happened: the words, what the geocoder makes of them on a small map, or a point of one's own."""

from __future__ import annotations

from datetime import date

import streamlit as st
from streamlit_folium import st_folium

from incidentmap.errors import InvalidRecord
from incidentmap.geocode import BY_HAND, POINT_PRECISIONS, Placed, at_place, at_point, place, read_point
from incidentmap.mapping import Symbol, base_map, category_groups
from incidentmap.model import Incident, Place, Placement, words
from incidentmap.model import vocabulary as v
from incidentmap.panels import fields, form, session
from incidentmap.panels.draft import Draft, typed
from incidentmap.panels.map_panel import theme
from incidentmap.panels.markup import isolated, label

HEIGHT = 300
KEPT, GEOCODER, POINT = "As it was", "By the geocoder", "A point of my own"
_WORDS = ("place_text", "site", "place_relation", "country", "admin1", "admin2")
_RADIUS = {1: 2.0, 2: 10.0, 3: 40.0, 4: 100.0, 7: 100.0}


def show(draft: Draft, errors: form.Errors) -> None:
    """Ask for the words, show where they lead, and let the analyst choose."""
    form.rows(fields.where(draft.values["country"]), draft.key, draft.values, errors, lambda: _ask_anew(draft))
    left, right = st.columns([2, 3])
    with left:
        how = _ask_how(draft)
        try:
            draft.placed = _placed(draft, how, _stand_in(draft))
        except InvalidRecord as refusal:
            draft.placed = place(_stand_in(draft), session.gazetteer())  # a place, or the reason why not
            st.html(f'<p class="im-error" role="alert">{isolated(refusal.problem)}; until then:</p>')
        _say(*draft.placed)
    with right:
        _map(draft, *draft.placed)


def _ask_anew(draft: Draft) -> None:
    """Other words lead elsewhere: ask the geocoder again, unless an analyst chose the place."""
    kept = draft.base.placement if draft.base else None
    chosen = kept is not None and kept.geocoder == BY_HAND
    if st.session_state.get(draft.key("how")) == KEPT and not chosen:
        st.session_state[draft.key("how")] = GEOCODER


def _ask_how(draft: Draft) -> str:
    options = [KEPT] * bool(draft.base and draft.base.placement) + [GEOCODER, POINT]
    key = draft.key("how")
    st.session_state[key] = draft.placing.setdefault("how", options[0])
    chosen = st.radio("Where it is put", options, key=key)
    if chosen == POINT:
        _ask_point(draft)
    draft.placing["how"] = chosen
    return str(chosen)


def _ask_point(draft: Draft) -> None:
    values = draft.placing
    for name, empty in (("point", ""), ("where_prec", v.WherePrec.NEAR), ("radius_km", _RADIUS[2])):
        values.setdefault(name, empty)
    key = draft.key("where_prec")

    def widen() -> None:
        st.session_state[draft.key("radius_km")] = _RADIUS[int(st.session_state[key])]

    form.draw(form.Field("point", "Coordinates", help="33.79, 42.44 or 33°47'12\"N 42°26'0\"E; or click on the map"),
              draft.key("point"), values["point"], None)  # fmt: skip
    precision = form.Field("where_prec", "Which is the", "choice", POINT_PRECISIONS, _precision)
    form.draw(precision, key, values["where_prec"], None, widen)
    form.draw(form.Field("radius_km", "Within, km", "number"), draft.key("radius_km"), values["radius_km"], None)


def _precision(code: v.WherePrec) -> str:
    return words.WHERE_PREC[code].capitalize()


def _stand_in(draft: Draft) -> Incident:
    """Make an incident of the place alone, as the rest may not be filled in yet."""
    said = typed(Incident, {name: draft.values[name] for name in _WORDS})
    some_day = date.today()
    return Incident(draft.name, v.Category.OTHER, v.EventType.OTHER, some_day, some_day, v.TimePrecision.DAY, **said)


def _placed(draft: Draft, how: str, incident: Incident) -> tuple[Placement | None, Place | None]:
    if how == KEPT and draft.base:
        return draft.base.placement, None
    if how == POINT:
        return _own_point(draft, incident)
    answer = place(incident, session.gazetteer())
    own = answer.place.place_id if answer.place else ""
    others = {each.place_id: each for each in answer.placement.alternatives if not own.startswith(f"{each.place_id}@")}
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
    labels = form.distinct(["", *names], lambda place_id: label(names.get(place_id, first)))
    chosen = st.radio("The words may mean", ["", *names], key=key, format_func=labels.__getitem__)
    draft.placing["candidate"] = chosen
    return str(chosen)


def _own_point(draft: Draft, incident: Incident) -> tuple[Placement | None, Place | None]:
    values = draft.placing
    if not values["point"].strip():
        raise InvalidRecord(draft.name, "coordinates", "", "no coordinates yet: write them, or click on the map")
    if values["radius_km"] is None:
        raise InvalidRecord(draft.name, "radius_km", "", "no radius yet: write within how many km it lies")
    return at_point(incident, read_point(values["point"]), v.WherePrec(values["where_prec"]), values["radius_km"])


def _say(placement: Placement | None, there: Place | None) -> None:
    if placement is None:
        st.html('<div class="im"><p class="quiet">Not placed yet.</p></div>')
        return
    there = there or session.stored_place(placement.place_id or "")
    name = f"<b>{isolated(there.name)}</b>, " if there else ""
    st.html(f'<div class="im" aria-live="polite"><p>{name}{isolated(words.placed(placement))}</p></div>')


def _map(draft: Draft, placement: Placement | None, there: Place | None) -> None:
    """Draw the place as the map will, and take a click as a point of one's own."""
    symbols = [_symbol(draft, placement)] if placement and placement.latitude is not None else []
    center = (placement.latitude, placement.longitude) if placement and placement.latitude is not None else None

    def clicked() -> None:
        found = (st.session_state.get(draft.key("map")) or {}).get("last_clicked")
        if found:
            st.session_state[draft.key("point")] = f"{found['lat']:.5f}, {found['lng']:.5f}"
            draft.placing |= {"point": st.session_state[draft.key("point")], "how": POINT}

    st_folium(
        base_map(theme(), street_tiles=False),
        key=draft.key("map"),
        height=HEIGHT,
        use_container_width=True,
        returned_objects=["last_clicked"],
        feature_group_to_add=category_groups(symbols, None),
        center=center,
        zoom=_zoom(placement),
        on_change=clicked,
    )


def _zoom(placement: Placement | None) -> int | None:
    """Come as near as the radius can still be seen whole."""
    if placement is None or placement.latitude is None:
        return None
    radius = placement.uncertainty_km or 1.0
    return 8 if radius <= 20 else 7 if radius <= 60 else 6


def _symbol(draft: Draft, placement: Placement) -> Symbol:
    return Symbol(
        place_id=placement.place_id or "",
        place_name="",
        category=v.Category(draft.values["category"] or v.Category.OTHER),
        count=1,
        incident_ids=(draft.name,),
        where_prec=placement.where_prec or v.WherePrec.COUNTRY,
        latitude=placement.latitude,
        longitude=placement.longitude,
        radius_km=placement.uncertainty_km or 0.0,
        hollow=draft.values["outcome"] == v.Outcome.INTERCEPTED,
        label_latitude=None,
        label_longitude=None,
    )
