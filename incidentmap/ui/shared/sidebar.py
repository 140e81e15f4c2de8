"""The filters, in the order in which an excluded incident is charged to them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from itertools import groupby
from typing import Any, Literal

import streamlit as st

from incidentmap.index import Index
from incidentmap.model import vocabulary as v
from incidentmap.query import FILTERS, NOT_STATED, Filter, IncidentFilter, Role, Several
from incidentmap.query.filter_names import filter_names
from incidentmap.ui.shared import (
    actor_choice,
    date_filter,
    filter_state,
    named_choice,
    place_choice,
    session,
    since_choice,
)

SYMBOLS = {
    v.Category.STRIKE: ":blue[◆] Strike",
    v.Category.ATTACK: ":orange[●] Attack",
    v.Category.OTHER: ":gray[■] Other",
}
ROLES = {Role.EITHER: "Either", Role.DID_IT: "Did it", Role.WAS_HIT: "Was hit"}
_SIDES = (
    "Any name finds a group, in any spelling or script; press Enter. Groups that are part of another stand below it. "
    "An umbrella name selects only statements that name it."
)

_PLACES = (
    "Any name finds a base or town that incidents stand on; what was placed from it, such as near it, comes with it. "
    "“Erbil 50 km” and Enter finds all that stands within 50 km of that town."
)


def show(index: Index, elsewhere: Collection[str] = ()) -> IncidentFilter:
    """Draw the filters, but for those that the page draws `elsewhere`, and give what they say."""
    with st.sidebar:
        st.button("Clear all filters", key="clear", on_click=filter_state.clear, args=(index,), width="stretch")
        named = names(index)
        for section, filters in groupby(FILTERS.values(), lambda each: each.widget.section):
            drawn = [each for each in filters if each.key not in elsewhere]
            with _section(section, drawn):
                for each in drawn:
                    _draw(each, index, named)
                    if remark := each.remark(index):
                        st.caption(remark)
    return filter_state.get()


def show_bare(key: str, index: Index) -> None:
    """Draw one filter of several values beside what it filters, without its title."""
    filter = FILTERS[key]
    assert isinstance(filter, Several)  # noqa: S101  # no other stands outside the sidebar
    _several(filter, index, names(index), titled=False)


def names(index: Index, filter: IncidentFilter | None = None) -> Mapping[str, str]:
    """Give the names of actors, countries, governorates and places by their ids, for the filter chosen or another."""
    chosen = filter.places if filter else st.session_state.get("places") or ()
    return filter_names(index, session.known_place, place_choice.names(index), chosen)


def _section(title: str, filters: list[Filter]) -> AbstractContextManager[Any]:
    """Keep what is asked more rarely in a section, open where anything in it is set."""
    if not title:
        return nullcontext()
    return st.expander(title, expanded=any(st.session_state.get(each.key) for each in filters))


def _draw(filter: Filter, index: Index, named: Mapping[str, str]) -> None:
    widget = filter.widget
    match widget.kind:
        case "dates":
            date_filter.show(index)
        case "groups":
            _groups(index)
        case "role":
            st.segmented_control(
                widget.title, [*ROLES], key="role", format_func=lambda role: ROLES[Role(role)], required=True
            )
        case "places":
            _places(index, filter, named)
        case "snapshots":
            since_choice.show(widget.title, filter.key)
        case "switch":
            st.toggle(widget.title, key=filter.key)
        case "text":
            st.text_input(widget.title, key=filter.key, placeholder="summary, place, group, article")
        case _:
            assert isinstance(filter, Several)  # noqa: S101  # the kinds that are left hold several values
            _several(filter, index, named)


def _places(index: Index, filter: Filter, named: Mapping[str, str]) -> None:
    assert isinstance(filter, Several)  # noqa: S101  # places are

    def say(code: str) -> str:
        return filter.option(code, place_choice.beyond(index, [code]) or named)

    found = replace(place_choice.choices(index), say=say)
    named_choice.several(filter.widget.title, found, filter.key, help=_PLACES, placeholder="All")


def _several(filter: Several, index: Index, named: Mapping[str, str], *, titled: bool = True) -> None:
    title, options = filter.widget.title, list(filter.options(index))
    if filter.widget.kind == "pills":
        shown: Literal["visible", "collapsed"] = "visible" if titled else "collapsed"
        st.pills(title, options, key=filter.key, selection_mode="multi", format_func=_symbol, label_visibility=shown)
        return
    if not filter.codes:  # ids, in the order of their names
        options.sort(key=lambda value: (value == NOT_STATED, filter.option(value, named)))

    def say(value: str) -> str:
        return filter.option(value, named)

    st.multiselect(title, options, key=filter.key, format_func=say, placeholder="All", select_all=False)


def _groups(index: Index) -> None:
    blank = {NOT_STATED: "Not stated"}
    named_choice.several(
        "Groups", actor_choice.choices(index.actors, index.links, blank), "actors", help=_SIDES, placeholder="All"
    )
    st.toggle("and their known members or umbrella names", key="members", help="As far as links between them are known")


def _symbol(code: str) -> str:
    return SYMBOLS[v.Category(code)]
