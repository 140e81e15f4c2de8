"""What is said of an article, corrected: its title, publisher, author, address and day; its text never changes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from incidentmap.desk import save
from incidentmap.model import Article
from incidentmap.model.field import declared
from incidentmap.ui.shared import first_values, form_widgets, session, signature
from incidentmap.ui.shared.markup import label
from incidentmap.ui.shared.record_fields import ask
from incidentmap.ui.shared.widget_values import show_loose
from incidentmap.ui.sources import unsaved
from incidentmap.ui.unsaved_work import offers

_ROWS = (
    (ask(Article, "title", width=2), ask(Article, "publisher")),
    (ask(Article, "author"), ask(Article, "url"), ask(Article, "published_on")),
)


def show(article: Article) -> None:
    """Ask for what is to be corrected, and why."""
    offers.show(f"{unsaved.KIND}:{article.article_id}")
    correction = unsaved.begun(article)
    with st.expander("Correct what is said of this article", icon=":material/edit:"):
        show_loose(correction.loose, correction.key)
        form_widgets.rows(_ROWS, correction.key, correction.values, {})
        if correction.base != article:
            _tell(correction.base, article)
        by, why = signature.ask(correction.key(""), alone=True)
        wanted = st.button("Save", key=correction.key("save"), type="primary", icon=":material/save:")
        if wanted and not first_values.is_restoring():
            with signature.refusals_shown():
                _save(article, correction.changes(), by, why)
                unsaved.end(correction)
                signature.say_at_next_run("The article is corrected")
                st.rerun()


def _save(article: Article, changes: dict[str, Any], by: str, why: str) -> None:
    save(session.store(), [(article, replace(article, **changes))], by, why)


def _tell(base: Article, now: Article) -> None:
    """Say what somebody else corrected while this was being typed; it stays, save where this says otherwise."""
    fields = [declared(Article)[name].label for name in unsaved.NAMES if getattr(base, name) != getattr(now, name)]
    st.warning(label(f"Somebody corrected this article meanwhile: {', '.join(fields)}. What you type wins."))
