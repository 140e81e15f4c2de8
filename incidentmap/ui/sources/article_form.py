"""What is said of an article, corrected: its title, publisher, author, address and day; its text never changes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from incidentmap.desk import save
from incidentmap.model import Article
from incidentmap.model.field import declared
from incidentmap.ui.shared import form_widgets, session, signature
from incidentmap.ui.shared.markup import label
from incidentmap.ui.shared.record_fields import ask
from incidentmap.ui.shared.unsaved import forget, take_over

_ROWS = (
    (ask(Article, "title", width=2), ask(Article, "publisher")),
    (ask(Article, "author"), ask(Article, "url"), ask(Article, "published_on")),
)
_NAMES = tuple(field.name for row in _ROWS for field in row)


def show(article: Article) -> None:
    """Ask for what is to be corrected, and why."""
    stem = f"correct_{article.article_id}_"
    with st.expander("Correct what is said of this article", icon=":material/edit:"):
        base: Article = st.session_state.setdefault(f"{stem}base", article)
        values = {name: getattr(base, name) for name in _NAMES}
        take_over(values, lambda name: f"{stem}{name}")
        form_widgets.rows(_ROWS, lambda name: f"{stem}{name}", values, {})
        if base != article:
            _tell(base, article)
        by, why = signature.ask(stem, alone=True)
        if st.button("Save", key=f"{stem}save", type="primary", icon=":material/save:"):
            with signature.refusals_shown():
                changes = {name: value for name, value in values.items() if value != getattr(base, name)}
                _save(article, changes, by, why)
                forget(stem)
                signature.say_at_next_run("The article is corrected")
                st.rerun()


def _save(article: Article, changes: dict[str, Any], by: str, why: str) -> None:
    save(session.store(), [(article, replace(article, **changes))], by, why)


def _tell(base: Article, now: Article) -> None:
    """Say what somebody else corrected while this was being typed; it stays, save where this says otherwise."""
    fields = [declared(Article)[name].label for name in _NAMES if getattr(base, name) != getattr(now, name)]
    st.warning(label(f"Somebody corrected this article meanwhile: {', '.join(fields)}. What you type wins."))
