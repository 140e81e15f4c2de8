"""The page *Present*: title, map and words of one slide, which keys, clicks and remotes change."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from incidentmap.index import Index
from incidentmap.query import from_query, once
from incidentmap.query.shared_index import SNAPSHOT
from incidentmap.ui.present import (
    presented_map,
    presented_title,
    presented_words,
    progress,
    slide_sequence,
    story_slides,
)
from incidentmap.ui.present.progress import Progress
from incidentmap.ui.present.slide_sequence import Slides
from incidentmap.ui.shared import error_messages, html_block, page_link, session
from incidentmap.ui.shared.markup import label
from incidentmap.ui.shared.page_link import INCIDENT, STEP, STORY

STYLE = Path(__file__).with_name("present.css")


def show() -> None:
    """Present what the address says."""
    html_block.add_style(STYLE)
    query, _ = once({key: st.query_params.get_all(key) for key in st.query_params})
    for notice in page_link.read_snapshot("" if STORY in query else query.get(SNAPSHOT, "")):
        st.toast(label(notice), icon=":material/link_off:", duration="infinite")
    index = session.index()
    found = read(query, index)
    if found is None:
        _say_missing()
        return
    _slide(*found, index)


def read(query: slide_sequence.Query, index: Index) -> tuple[Slides, Progress] | None:
    """Read what is to be presented off a link, and where one stands; None where it names no story with steps."""
    anew = page_link.arrive("present")
    if STORY in query:
        story = story_slides.find(query[STORY])
        begin = story_slides.number_of(query.get(STEP, ""))
        return (story_slides.of_story(story, index), progress.get(query, begin, anew=anew)) if story else None
    filter, _ = from_query(query, index, others=(INCIDENT, SNAPSHOT))
    view = session.view(filter)
    return slide_sequence.of_view(view), progress.get(query, slide_sequence.number_of(view, query), anew=anew)


def _say_missing() -> None:
    st.info("There is no such story, or it has no steps. The page Briefing has all stories; the history tells.")
    st.page_link(slide_sequence.PAGES / "briefing.py", label="Briefing", icon=":material/playlist_play:")


@st.fragment
def _slide(found: Slides, at: Progress, index: Index) -> None:
    """Draw one slide; a step draws the next in its place, and the map stays."""
    with error_messages.explained():
        if session.index() is not index:  # somebody saved meanwhile
            st.rerun()
        number = min(max(at.number, found.first), found.last)
        slide = found.slide(number)
        with st.container(key="present"):
            presented_title.show(slide, found, number, at.opened)
            with st.container(key="map"):
                presented_map.show(slide, at)
            with st.container(key="present_words"):
                presented_words.show(slide, at.opened)
            _steps(found, number)
        progress.write(at, found.query(number))


def _steps(found: Slides, number: int) -> None:
    """Draw what keys press: quiet, for those who have only a mouse."""
    with st.container(key="present_steps", horizontal=True):
        for name, by, there in (
            ("first", -found.last, number > found.first),
            ("previous", -1, number > found.first),
            ("next", 1, number < found.last),
            ("last", found.last, number < found.last),
        ):
            st.button(name.capitalize(), key=name, icon=f":material/{_ICONS[name]}:", type="tertiary",
                      on_click=progress.step, args=(found, by), disabled=not there)  # fmt: skip
        page, query = found.leave(number)
        with st.container(key="leave"):
            st.page_link(page, label="Leave", icon=":material/close_fullscreen:", query_params=query)


_ICONS = {"first": "first_page", "previous": "chevron_left", "next": "chevron_right", "last": "last_page"}
