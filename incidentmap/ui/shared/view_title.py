"""The title above map and records: a picture of the screen says by itself what it shows, as of when and for whom."""

from __future__ import annotations

from datetime import date

import streamlit as st
from markupsafe import Markup

from incidentmap.model import words
from incidentmap.query import IncidentFilter, Marking, View, in_words, latest_day, marking
from incidentmap.text.counting import counted
from incidentmap.ui.shared import html_block, session
from incidentmap.ui.shared.markup import NOTHING, isolated, tlp
from incidentmap.ui.shared.sidebar import names

NOT_MARKED = "not marked"
LONG = 90  # characters: more are written smaller, or they would take the map's room


def show(view: View) -> None:
    """Say what is shown."""
    said = _asked(view)
    with st.container(key="view_title"):
        html_block.show(
            title(said, latest_day(view.index, date.today()), marking(view), view.counts.shown), "im im-title"
        )


def _asked(view: View) -> str:
    """Say the filter; of a snapshot that which it was handed out with, and how it was narrowed since."""
    said, old = in_words(view.filter, names(view.index)), session.snapshot_shown()
    if old is None:
        return said
    asked = old.store.snapshot.asked
    return asked if view.filter == IncidentFilter() else f"{asked}; of these: {said}"


def title(said: str, as_of: date | None, marked: Marking | None, shown: int) -> Markup:
    """Write the filter in words, the date of the data, and the marking if anything shown carries one."""
    size = "long" if len(said) > LONG else "short"
    what = Markup('<h1 class="{}" title="{}">{}</h1>').format(size, said, isolated(said[:1].upper() + said[1:]))
    details = [Markup("as of {}").format(words.day(as_of)) if as_of else NOTHING, _marking(marked, shown)]
    return Markup('{}<p class="as-of">{}</p>').format(what, Markup(" · ").join(filter(None, details)))


def _marking(marked: Marking | None, shown: int) -> Markup:
    """No marking is never said to be CLEAR, and takes nothing from the others."""
    if marked is None:
        return Markup("<span>{}</span>").format(NOT_MARKED) if shown else NOTHING
    how = f"The strictest marking among what is shown and the articles it cites, {counted(shown, 'incident')}"
    others = Markup("<span>; {}</span>").format(f"{shown - marked.marked:,} {NOT_MARKED}")
    return Markup('<span title="{}">{}{}</span>').format(how, tlp(marked.tlp), others if shown > marked.marked else "")
