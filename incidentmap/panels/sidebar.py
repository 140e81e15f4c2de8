"""The filters, in the order in which an excluded incident is charged to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import streamlit as st

from incidentmap.model import vocabulary as v
from incidentmap.model import words
from incidentmap.panels import choices, session
from incidentmap.panels.markup import visible
from incidentmap.select import CODES, NOT_STATED, UNPLACED, Frames, IncidentFilter, Role, presets, tree

SYMBOLS = {
    v.Category.STRIKE: ":blue[◆] Strike",
    v.Category.ATTACK: ":orange[●] Attack",
    v.Category.OTHER: ":gray[■] Other",
}
EM_SPACE = "\u2003"
ROLES = {Role.EITHER: "Either", Role.DID_IT: "Did it", Role.WAS_HIT: "Was hit"}
_SIDES = "Groups that are part of another stand below it. An umbrella name selects only statements that name it."


def show(frames: Frames) -> IncidentFilter:
    """Draw the filters and give what they say."""
    with st.sidebar:
        st.button("Clear all filters", key="clear", on_click=choices.clear, args=(frames,), width="stretch")
        _dates(frames)
        _actors(frames)
        st.pills("Category", CODES["categories"], key="categories", selection_mode="multi", format_func=_symbol)
        _several("Outcome", "outcomes", words.plain)
        with st.expander("Event and weapon", expanded=_any_set("event_types", "weapons")):
            _several("Event type", "event_types", str)
            _several("Weapon class", "weapons", words.plain)
        with st.expander("Place", expanded=_any_set("countries", "governorates", "precision")):
            _codes("Country", "countries", "country", frames)
            _codes("Governorate", "governorates", "admin1", frames)
            _several("How well placed", "precision", _precision)
        with st.expander("Casualties, by whose", expanded=_any_set("casualties")):
            _several("With casualties stated", "casualties", _casualties)
        st.text_input("Search", key="search", placeholder="summary, place, group, article")
    return choices.get()


def names(frames: Frames) -> Mapping[str, str]:
    """Give the names of actors, countries and governorates by their ids."""
    places = {code: session.place_name("country", code) for code in frames.incidents["country"].cat.categories}
    areas = {code: session.place_name("admin1", code) for code in frames.incidents["admin1"].cat.categories}
    return {actor_id: actor.name for actor_id, actor in frames.actors.items()} | places | areas


def _dates(frames: Frames) -> None:
    if frames.latest is None:
        return
    # A link may name any day; the widget refuses what lies outside its bounds.
    st.date_input("Dates", min_value=date.min, max_value=date.max, key="dates", format="YYYY-MM-DD")
    ranges = presets(frames.latest)
    with st.container(horizontal=True, gap="small", key="presets"):
        for name, (start, end) in ranges.items():
            short = name.removeprefix("last ").capitalize()
            st.button(
                short, key=f"preset {name}", on_click=choices.put_dates, args=(start, end), help=name.capitalize()
            )
    st.caption(f"Ranges end with the records, on {words.day(frames.latest)}.")


def _actors(frames: Frames) -> None:
    branches = {branch.actor_id: branch for branch in tree(frames.actors, frames.links)}

    def path(actor_id: str) -> str:
        return "Not stated" if actor_id == NOT_STATED else _indented(branches[actor_id].depth, actor_id, frames)

    st.multiselect("Groups", [*branches, NOT_STATED], key="actors", format_func=path, help=_SIDES, select_all=False)
    st.toggle("and their known members or umbrella names", key="members", help="As far as links between them are known")
    st.segmented_control("Role", [*ROLES], key="role", format_func=lambda role: ROLES[Role(role)], required=True)
    _several("Basis of “did it”", "basis", lambda code: words.BASIS[v.AttributionBasis(code)])


def _indented(depth: int, actor_id: str, frames: Frames) -> str:
    """Write a group below what it is part of (em spaces, as HTML folds others), with its Arabic name to search by."""
    actor = frames.actors[actor_id]
    arabic = f" · \u2068{visible(actor.name_ar)}\u2069" if actor.name_ar else ""
    return f"{EM_SPACE * depth}{'└ ' if depth else ''}{visible(actor.name)}{arabic}"


def _several(title: str, key: str, say: Callable[[str], str]) -> None:
    st.multiselect(title, [*CODES[key]], key=key, format_func=say, placeholder="All", select_all=False)


def _codes(title: str, key: str, kind: str, frames: Frames) -> None:
    codes = sorted(frames.incidents[kind].cat.categories, key=lambda code: session.place_name(kind, code))
    st.multiselect(
        title,
        [*codes, NOT_STATED],
        key=key,
        format_func=lambda code: "Not stated" if code == NOT_STATED else session.place_name(kind, code),
        placeholder="All",
        select_all=False,
    )


def _symbol(code: str) -> str:
    return SYMBOLS[v.Category(code)]


def _precision(code: str) -> str:
    return "Not placed" if code == UNPLACED else words.WHERE_PREC[v.WherePrec(int(code))].capitalize()


def _casualties(code: str) -> str:
    measure, of = code.split(":")
    return f"{words.MEASURE[v.Measure(measure)].capitalize()}, {words.OF[v.CasualtiesOf(of)]}"


def _any_set(*keys: str) -> bool:
    return any(st.session_state.get(key) for key in keys)
