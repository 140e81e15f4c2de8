"""The articles we hold, whole, with every stretch marked that a record rests on."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from incidentmap.model import Article, Incident, Span, words
from incidentmap.settings import PROJECT
from incidentmap.ui.shared import html_block
from incidentmap.ui.shared.incident_panel import article_name
from incidentmap.ui.shared.markup import first_words, label, link, marked, visible

MAP = PROJECT / "pages" / "map.py"


def choose(articles: Sequence[Article]) -> Article | None:
    """Let the reader choose an article; None if there is none."""
    if not articles:
        st.info("No article is held yet.")
        return None
    by_id = {article.article_id: article for article in articles}
    chosen = st.selectbox("Article", list(by_id), key="article", format_func=lambda each: _title(by_id[each]))
    return by_id[chosen]


def show(article: Article, quotes: Sequence[Span], incidents: Sequence[Incident]) -> None:
    """Show the text with its quotes, and the incidents that cite it."""
    source = link(article.url, article.url)
    html_block.show(
        Markup(
            '<p class="quiet">{} {} · {} characters, kept as they came</p>'
            '<div class="im-article" dir="auto" tabindex="0">{}</div>'
        ).format(article_name(article), source, len(article.text), marked(article.text, quotes))
    )
    for incident in incidents:
        title = f"{words.CATEGORY[incident.category]}, {words.when(incident)}: {incident.summary}"
        st.page_link(
            PROJECT / "pages" / "map.py",
            label=label(title),
            icon=":material/map:",
            query_params={"incident": incident.incident_id},
        )


def _title(article: Article) -> str:
    on = f", {words.day(article.published_on)}" if article.published_on else ""
    named = article.title or article.publisher or f"{first_words(article.text)} …"
    return f"\u2068{visible(named)}\u2069{on}"  # isolated, as it may be Arabic
