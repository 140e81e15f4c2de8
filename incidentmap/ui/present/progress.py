"""Which slide is shown, and what was opened besides; the address says it, a key that was pressed is believed first."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import randrange

import streamlit as st

from incidentmap.ui.present.slide_sequence import Query, Slides
from incidentmap.ui.shared.selection import Opened

_KEY = "present_progress"
_NUMBERS = 1_000_000  # as in selection: a page that outlives its session hears of another wish


@dataclass
class Progress:
    """The number of the slide, the incident that a click on the map opened, and how the address was written last.

    `looks` numbers the wishes to look somewhere; `as_left` is true until another slide is shown.
    """

    number: int
    opened: Opened | None = None
    written: Query = field(default_factory=dict)
    moved: bool = False
    as_left: bool = True
    looks: int = field(default_factory=lambda: randrange(_NUMBERS))  # noqa: S311  # no secret

    def go(self, number: int) -> None:
        """Show another slide."""
        if number != self.number or self.opened:
            self.looks += 1
            self.as_left = False
        self.number, self.opened, self.moved = number, None, True

    def open(self, opened: Opened) -> None:
        """Show the words of a mark that was clicked, until another slide is shown; the map stays where it is."""
        self.opened, self.moved = opened, True


def get(query: Query, begin: int, *, anew: bool) -> Progress:
    """Give where one stands; who comes from another page, or by another link, begins at a slide of its own."""
    found: Progress | None = st.session_state.get(_KEY)
    if anew or found is None or (query != found.written and not found.moved):
        found = st.session_state[_KEY] = Progress(begin)
    found.moved = False
    return found


def step(slides: Slides, by: int) -> None:
    """Go on or back; keys may be pressed faster than slides are drawn."""
    found: Progress = st.session_state[_KEY]
    found.go(min(max(found.number + by, slides.first), slides.last))


def write(progress: Progress, query: Query) -> None:
    """Write the address of the slide that is shown."""
    st.query_params.from_dict(query)
    progress.written = query
