"""Totals over many events, as each counter printed them: a table, and the words of those whose text we hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from incidentmap.model import Aggregate, Article, words
from incidentmap.panels.markup import isolated, link, marked

_COUNTRIES = {"IQ": "Iraq", "SY": "Syria", "JO": "Jordan"}


def show(aggregates: Sequence[Aggregate], articles: Mapping[str, Article]) -> None:
    """Show the totals, those of one counter if wanted, and one of them whole."""
    counters = sorted({each.counter for each in aggregates})
    wanted = st.multiselect("Counter", counters, key="counters", placeholder="All counters")
    shown = [each for each in aggregates if not wanted or each.counter in wanted]
    if not shown:
        st.info("There are no totals yet.")
        return
    chosen = st.dataframe(
        table(shown),
        key="totals",
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        height=420,
        column_config={"Title": st.column_config.TextColumn(width="large")},
    )
    rows = chosen["selection"]["rows"]
    for each in [shown[rows[0]]] if rows else [each for each in shown if each.spans]:
        st.html(f'<div class="im">{details(each, articles)}</div>')


def table(aggregates: Sequence[Aggregate]) -> pd.DataFrame:
    """Give the figures as printed; a blank cell means not stated."""
    return pd.DataFrame([_row(each) for each in aggregates])


def details(total: Aggregate, articles: Mapping[str, Article]) -> str:
    """Write one total with its source, our note and, where we hold the text, its words."""
    source = link(total.url, total.title or total.url)
    of_whom = f"By {', '.join(map(isolated, total.attackers))}." if total.attackers else ""
    against = f"Against {', '.join(map(isolated, total.targets))}." if total.targets else ""
    words_held = "".join(
        f'<div class="im-article" dir="auto" tabindex="0">'
        f"{marked(articles[article_id].text, [span for span in total.spans if span.article_id == article_id])}</div>"
        for article_id in dict.fromkeys(span.article_id for span in total.spans)
    )
    return (
        f"<h4>{source}</h4><p>{isolated(total.counter)}, as of {words.day(total.as_of)}. {of_whom} {against}</p>"
        f'<p class="quiet">{isolated(total.publisher)} {isolated(total.note)}</p>{words_held}'
    )


def _row(total: Aggregate) -> dict[str, str]:
    by_country = dict(total.by_country)
    return {
        "As of": total.as_of.isoformat(),
        "Since": total.period_start.isoformat() if total.period_start else "",
        "Counter": total.counter,
        "Of": words.CATEGORY[total.category].lower() + "s",
        "Events": _figure(total.total_low, total.total_high),
        **{name: str(by_country.get(code, "")) for code, name in _COUNTRIES.items()},
        "Injured": _figure(total.injured_low, total.injured_high),
        "Killed": _figure(total.killed_low, total.killed_high),
        "Title": total.title,
    }


def _figure(low: int | None, high: int | None) -> str:
    return "" if low is None and high is None else words.span_of(low, high)
