"""The words a total rests on: marked in the text of an article we hold, each taken away again by its button."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from markupsafe import Markup

from incidentmap.model import Article, Span
from incidentmap.ui.shared import html_block
from incidentmap.ui.shared.markup import isolated, label
from incidentmap.ui.shared.quote_picker import pick
from incidentmap.ui.shared.record_fields import article_title
from incidentmap.ui.totals.unsaved import TotalDraft

UNFOLDED = 2  # marked words that are shown without asking


def show(draft: TotalDraft, articles: Mapping[str, Article]) -> None:
    """List the marked words, and let the reader mark more."""
    if marked := len(draft.spans):
        with st.expander(f"{marked} marked", expanded=marked <= UNFOLDED, key=draft.key("marked")):
            for span in draft.spans:
                _span(draft, span)
    if articles:
        _mark(draft, articles)
    else:
        st.caption("No article is held, so no words can be marked. The page Record takes in the text of a source.")


def _span(draft: TotalDraft, span: Span) -> None:
    html_block.show(Markup('<blockquote dir="auto">{}</blockquote>').format(isolated(span.quote)))
    key = draft.key("span", span.article_id, span.start, span.end)
    st.button(f"Remove {label(span.quote[:40])}", key=key, on_click=draft.drop_span, args=(span,),
              icon=":material/delete:", type="tertiary")  # fmt: skip


def _mark(draft: TotalDraft, articles: Mapping[str, Article]) -> None:
    chosen = st.selectbox("Text of", list(articles), key=draft.key("article"),
                          format_func=lambda each: article_title(articles, each))  # fmt: skip
    article = articles[chosen]
    found = pick(article.text, "Select the words that give the total, then mark them", draft.key("pick", chosen))
    if found and (span := article.span(*found)) not in draft.spans:
        draft.spans.append(span)
        st.rerun()
