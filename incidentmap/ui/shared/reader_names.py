"""What ids stand for, as a reader names it: the name of a group, a place or a source; an id only where nothing does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from incidentmap.desk import sides
from incidentmap.model import Actor, Sheet, to_sheet, words
from incidentmap.model.field import declared
from incidentmap.model.registry import EDITED, Noun
from incidentmap.store import reading, subjects
from incidentmap.ui.shared import session
from incidentmap.ui.shared.markup import first_words, option

_GONE = "an article that is no longer held"  # an id of it would tell nothing


def name_of(kind: str, named: str) -> str:
    """Name a group, place, article, country or governorate by its id; the id itself where nothing has it any more."""
    if kind in ("country", "admin1"):
        return session.place_name(kind, named)
    if kind == "actor":
        actor = _actors(session.store().state()).get(named)
        return actor.name if actor else _title(_held(f"actor:{named}")) or named
    if kind == "place":
        place = session.known_place(named)
        return place.name if place else named
    return _title(_held(f"article:{named}")) or _GONE if kind == "article" else named


def subject(key: str, *sheets: Sheet | None) -> str:
    """Name what an edit is about, with its kind; `sheets` may tell of what is gone."""
    kind, _, named = key.partition(":")
    if kind not in EDITED:
        return option(key)
    return f"{EDITED[kind].label} {_called(EDITED[kind], key, named, sheets)}"


def _called(noun: Noun, key: str, named: str, sheets: tuple[Sheet | None, ...]) -> str:
    if noun.kind == "incident":
        return option(named)
    if noun.kind == "same_event":
        return " and ".join(map(option, named.split("|")))
    if len(noun.id) > 1:  # it ties two others together
        fields = (declared(noun.cls)[each] for each in noun.id)
        ends = zip(fields, noun.parse(named), strict=True)
        return " → ".join(option(name_of(each.refers, end)) for each, end in ends if each.refers)
    said = next(filter(None, map(_title, (_held(key), *sheets))), "")
    return option(said or named)


def _title(sheet: Mapping[str, Any] | None) -> str:
    """Give what a noun is called by: its name, title or words; a total by who counted and when."""
    if not sheet:
        return ""
    if sheet.get("counter") and sheet.get("as_of"):
        return f"of {sheet['counter']}, {words.day(date.fromisoformat(sheet['as_of']))}"
    named = next((str(sheet[each]) for each in ("name", "title", "publisher") if sheet.get(each)), "")
    text = " ".join(str(sheet.get("text") or "").split())
    begun = first_words(text)
    return named or (begun if begun == text else f"{begun} …")


def _held(key: str) -> Sheet | None:
    """Read what is held under a key, or what edits last said of what is gone."""
    with session.store().reading() as connection:
        found = reading.subject(connection, key)
        edits = () if found else subjects.revisions_of(connection, key)
    if found:
        return to_sheet(found)
    said = (side.get(key) for edit in reversed(edits) for side in reversed(sides(edit)))
    return next(filter(None, said), None)


@st.cache_resource(show_spinner=False, max_entries=2)
def _actors(state: int) -> Mapping[str, Actor]:
    with session.store().reading() as connection:
        return reading.actors(connection)
