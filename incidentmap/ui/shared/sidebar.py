"""The filters, in the order in which an excluded incident is charged to them."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from itertools import groupby
from typing import Any

import streamlit as st

from incidentmap.index import Index
from incidentmap.model import vocabulary as v
from incidentmap.model import words
from incidentmap.query import FILTERS, NOT_STATED, Filter, IncidentFilter, Role, Several, latest_day, presets, tree
from incidentmap.query.filters.base import present
from incidentmap.ui.shared import filter_state, session
from incidentmap.ui.shared.markup import visible

SYMBOLS = {
    v.Category.STRIKE: ":blue[◆] Strike",
    v.Category.ATTACK: ":orange[●] Attack",
    v.Category.OTHER: ":gray[■] Other",
}
EM_SPACE = "\u2003"
ROLES = {Role.EITHER: "Either", Role.DID_IT: "Did it", Role.WAS_HIT: "Was hit"}
_SIDES = "Groups that are part of another stand below it. An umbrella name selects only statements that name it."


def show(index: Index) -> IncidentFilter:
    """Draw the filters and give what they say."""
    with st.sidebar:
        st.button("Clear all filters", key="clear", on_click=filter_state.clear, args=(index,), width="stretch")
        named = names(index)
        for section, filters in groupby(FILTERS.values(), lambda each: each.widget.section):
            drawn = list(filters)
            with _section(section, drawn):
                for each in drawn:
                    _draw(each, index, named)
    return filter_state.get()


def names(index: Index) -> Mapping[str, str]:
    """Give the names of actors, countries and governorates by their ids."""
    held = index.incidents
    places = {code: session.place_name("country", code) for code in present(held.country)}
    areas = {code: session.place_name("admin1", code) for code in present(held.admin1)}
    return {actor_id: actor.name for actor_id, actor in index.actors.items()} | places | areas


def _section(title: str, filters: list[Filter]) -> AbstractContextManager[Any]:
    """Keep what is asked more rarely in a section, open where anything in it is set."""
    if not title:
        return nullcontext()
    return st.expander(title, expanded=any(st.session_state.get(each.key) for each in filters))


def _draw(filter: Filter, index: Index, named: Mapping[str, str]) -> None:
    widget = filter.widget
    match widget.kind:
        case "dates":
            _dates(index)
        case "groups":
            _groups(index)
        case "role":
            st.segmented_control(
                widget.title, [*ROLES], key="role", format_func=lambda role: ROLES[Role(role)], required=True
            )
        case "text":
            st.text_input(widget.title, key=filter.key, placeholder="summary, place, group, article")
        case _:
            assert isinstance(filter, Several)  # noqa: S101  # the kinds that are left hold several values
            _several(filter, index, named)


def _several(filter: Several, index: Index, named: Mapping[str, str]) -> None:
    title, options = filter.widget.title, list(filter.options(index))
    if filter.widget.kind == "pills":
        st.pills(title, options, key=filter.key, selection_mode="multi", format_func=_symbol)
        return
    if not filter.codes:  # ids, in the order of their names
        options.sort(key=lambda value: (value == NOT_STATED, filter.option(value, named)))

    def say(value: str) -> str:
        return filter.option(value, named)

    st.multiselect(title, options, key=filter.key, format_func=say, placeholder="All", select_all=False)


def _dates(index: Index) -> None:
    latest = latest_day(index)
    if latest is None:
        return
    # A link may name any day; the widget refuses what lies outside its bounds.
    st.date_input("Dates", min_value=date.min, max_value=date.max, key="dates", format="YYYY-MM-DD")
    with st.container(horizontal=True, gap="small", key="presets"):
        for name, (start, end) in presets(latest).items():
            short = name.removeprefix("last ").capitalize()
            st.button(
                short, key=f"preset {name}", on_click=filter_state.put_dates, args=(start, end), help=name.capitalize()
            )
    st.caption(f"Ranges end with the records, on {words.day(latest)}.")


def _groups(index: Index) -> None:
    branches = {branch.actor_id: branch for branch in tree(index.actors, index.links)}

    def path(actor_id: str) -> str:
        return "Not stated" if actor_id == NOT_STATED else _indented(branches[actor_id].depth, actor_id, index)

    st.multiselect("Groups", [*branches, NOT_STATED], key="actors", format_func=path, help=_SIDES, select_all=False)
    st.toggle("and their known members or umbrella names", key="members", help="As far as links between them are known")


def _indented(depth: int, actor_id: str, index: Index) -> str:
    """Write a group below what it is part of (em spaces, as HTML folds others), with its Arabic name to search by."""
    actor = index.actors[actor_id]
    arabic = f" · \u2068{visible(actor.name_ar)}\u2069" if actor.name_ar else ""
    return f"{EM_SPACE * depth}{'└ ' if depth else ''}{visible(actor.name)}{arabic}"


def _symbol(code: str) -> str:
    return SYMBOLS[v.Category(code)]
