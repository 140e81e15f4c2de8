"""HTML of ours on a page: the only place that hands any to Streamlit; what is not markup is escaped."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from markupsafe import Markup

from incidentmap.ui.shared.markup import isolated

_LIVE = Markup(' aria-live="polite"')


def show(content: Markup, css_class: str = "im", *, live: bool = False) -> None:
    """Show a block in our own dress; one that is `live` is read out when it changes."""
    st.html(Markup('<div class="{}"{}>{}</div>').format(css_class, _LIVE if live else "", content))


def show_problem(text: str) -> None:
    """Say below a field what is wrong with it."""
    st.html(Markup('<p class="im-error" role="alert">{}</p>').format(isolated(text)))


def add_style(style: Path) -> None:
    """Bring a style sheet onto the page."""
    st.html(style)


def run(script: Markup) -> None:
    """Run a script of ours once more whenever its text changes."""
    st.html(script, unsafe_allow_javascript=True)
