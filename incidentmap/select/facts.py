"""What is true of each incident, as far as a filter asks: one mask a fact."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from incidentmap.select.actors import known_members, selected
from incidentmap.select.choices import NOT_STATED, UNPLACED, Role
from incidentmap.select.filter import IncidentFilter
from incidentmap.select.frames import Frames
from incidentmap.select.texts import marked

Facts = dict[str, np.ndarray]

_COLUMNS = {
    "categories": "category",
    "outcomes": "outcome",
    "event_types": "event_type",
    "weapons": "weapon_class",
    "countries": "country",
    "governorates": "admin1",
}


def facts(frames: Frames, filter: IncidentFilter) -> Facts:
    """Give the masks that the verdicts of the set filters, also with any one of them lifted, are made of."""
    found = _about_statements(frames, filter)
    if filter.is_set("dates"):
        found["dates"] = _may_lie_in(frames.window, filter.date_from, filter.date_to)
    for name, column in _COLUMNS.items():
        if filter.is_set(name):
            found[name] = _is_one_of(frames.incidents[column], getattr(filter, name))
    if filter.precision:
        wanted = np.array([UNPLACED in filter.precision, *(str(code) in filter.precision for code in range(1, 8))])
        found["precision"] = wanted[frames.incidents["where_prec"].to_numpy()]
    if filter.casualties:
        found["casualties"] = _has_casualties(frames, filter.casualties)
    if filter.search:
        found["search"] = frames.texts.holding(filter.search)
    return found


def _about_statements(frames: Frames, filter: IncidentFilter) -> Facts:
    """Say which incidents have a statement that names a chosen actor, in each role, and with a chosen basis."""
    incidents, rows, did_it = len(frames.incidents), frames.statements["row"].to_numpy(), frames.did_it
    found: Facts = {}
    if filter.basis:
        based = _is_one_of(frames.statements["basis"], filter.basis)
        found["basis"] = marked(rows[based], incidents)
    if filter.actors:
        named = _names_chosen(frames, filter)
        did, hit = marked(rows[named & did_it], incidents), marked(rows[named & ~did_it], incidents)
        if filter.basis:
            found[f"basis_{Role.DID_IT}"] = marked(rows[named & based], incidents)
            found[f"basis_{Role.EITHER}"] = found[f"basis_{Role.DID_IT}"] | hit
        found |= _roles(did, hit)
    if NOT_STATED in filter.actors:
        nobody = _roles(~marked(rows[did_it], incidents), ~marked(rows[~did_it], incidents))
        nobody[f"actors_{Role.EITHER}"] = nobody[f"actors_{Role.DID_IT}"] & nobody[f"actors_{Role.WAS_HIT}"]
        found |= {name: found[name] | mask for name, mask in nobody.items()}
    return found


def _roles(did: np.ndarray, hit: np.ndarray) -> Facts:
    return {f"actors_{Role.DID_IT}": did, f"actors_{Role.WAS_HIT}": hit, f"actors_{Role.EITHER}": did | hit}


def _names_chosen(frames: Frames, filter: IncidentFilter) -> np.ndarray:
    """Tell which statements name a chosen actor or, with the switch on, a known member in its time."""
    chosen = selected(filter.actors, frames.actors, frames.links)
    members = known_members(chosen, frames.actors, frames.links) if filter.members else ()
    who = frames.statements["actor_id"]
    named = _is_one_of(who, tuple(chosen - {NOT_STATED}))
    of_members = np.flatnonzero(_is_one_of(who, tuple(member.actor_id for member in members)))
    whose, rows = who.array[of_members], frames.statements["row"].to_numpy()[of_members]
    first, last = (ends[rows] for ends in frames.window)
    for member in members:
        in_time = _may_lie_in((first, last), member.since, member.until)
        named[of_members[in_time & (whose == member.actor_id)]] = True
    return named


def _may_lie_in(window: tuple[np.ndarray, np.ndarray], start: date | None, end: date | None) -> np.ndarray:
    """Tell which windows of days share a day with a range."""
    first, last = window
    inside = np.ones(len(first), bool)
    if start is not None:
        inside &= last >= np.datetime64(start)
    if end is not None:
        inside &= first <= np.datetime64(end)
    return inside


def _is_one_of(codes: pd.Series[str], wanted: tuple[str, ...]) -> np.ndarray:
    """Tell which values are wanted; a blank one is if "not_stated" is."""
    table = np.append(codes.cat.categories.isin(wanted), NOT_STATED in wanted)
    chosen: np.ndarray = table[codes.cat.codes.to_numpy()]  # -1, the code of a blank, takes the last
    return chosen


def _has_casualties(frames: Frames, wanted: tuple[str, ...]) -> np.ndarray:
    """Tell which incidents have a figure of a wanted kind that may be above 0, or has no number."""
    figures = frames.casualties
    mask = np.zeros(len(figures), bool)
    for measure, of in (code.split(":") for code in wanted):
        mask |= _is_one_of(figures["measure"], (measure,)) & _is_one_of(figures["of"], (of,))
    return marked(figures["row"].to_numpy()[mask & figures["may_be_positive"].to_numpy()], len(frames.incidents))
