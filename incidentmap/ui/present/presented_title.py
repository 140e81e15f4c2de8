"""The head of a slide: what is shown in words, as of when, how it is marked, and which of how many slides this is."""

from __future__ import annotations

from datetime import date

import streamlit as st
from markupsafe import Markup

from incidentmap.model import words
from incidentmap.model.vocabulary import Tlp
from incidentmap.query import View, in_words, latest_day, marking
from incidentmap.ui.present import presented_words
from incidentmap.ui.present.slide_sequence import Slide, Slides
from incidentmap.ui.shared import html_block, session, snapshot_line
from incidentmap.ui.shared.markup import NOTHING, isolated, tlp
from incidentmap.ui.shared.selection import Opened
from incidentmap.ui.shared.sidebar import names
from incidentmap.ui.shared.view_title import NOT_MARKED


def show(slide: Slide, slides: Slides, number: int, opened: Opened | None) -> None:
    """Write the head."""
    said = in_words(slide.view.filter, names(slide.view.index, slide.view.filter))
    quoted = presented_words.markings(slide, opened)
    with st.container(key="view_title"):
        if old := session.snapshot_shown():
            html_block.show(snapshot_line.line(old.store.snapshot), "im im-snapshot")
        html_block.show(
            title(slides.title, said[:1].upper() + said[1:], slide.view, quoted, slides.standing(number)), "im im-title"
        )


def title(story: str, said: str, view: View, quoted: list[Tlp], standing: str) -> Markup:
    """Write the name of the story, if it is one, the filter in words, the date of the data, and the marking."""
    as_of = latest_day(view.index, date.today())
    asked = Markup('<p class="im-slide-asked">{}</p>').format(isolated(said)) if story else NOTHING
    day = Markup("as of {}").format(words.day(as_of)) if as_of else NOTHING
    said_of_it = Markup(" · ").join(filter(None, (day, marking_words(view, quoted))))
    return Markup('<div><h1>{}</h1>{}<p>{}</p></div><b class="im-slide-standing" aria-live="polite">{}</b>').format(
        isolated(story or said), asked, said_of_it, standing
    )


def marking_words(view: View, quoted: list[Tlp]) -> Markup:
    """Write the strictest marking of what the map shows and the words quote, and how much of it carries none."""
    found = marking(view)
    held = [*quoted, *([found.tlp] if found else [])]
    bare = view.counts.shown - (found.marked if found else 0)
    if not held:
        return Markup('<span class="im-unmarked">{}</span>').format(NOT_MARKED)
    strictest = min(held, key=list(Tlp).index)  # the vocabulary begins with the strictest
    return tlp(strictest) + (Markup("; {:,} {}").format(bare, NOT_MARKED) if bare else NOTHING)
