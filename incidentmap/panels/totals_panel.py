"""Totals over many events, as each counter printed them: a table, and the words of those whose text we hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd
import streamlit as st

from incidentmap.model import Aggregate, Article, words
from incidentmap.panels.markup import isolated, link, marked
from incidentmap.panels.session import place_name


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
    countries = dict.fromkeys(country for each in aggregates for country, _ in each.by_country)
    return pd.DataFrame([_row(each, countries) for each in aggregates])


def details(total: Aggregate, articles: Mapping[str, Article]) -> str:
    """Write one total with its source, our note and, where we hold the text, its words."""
    source = link(total.url, total.title or total.url)
    named = {"By": total.attackers, "Against": total.targets, "In": total.places}
    told = " ".join(f"{how} {', '.join(map(isolated, names))}." for how, names in named.items() if names)
    words_held = "".join(
        f'<div class="im-article" dir="auto" tabindex="0">'
        f"{marked(articles[article_id].text, [span for span in total.spans if span.article_id == article_id])}</div>"
        for article_id in dict.fromkeys(span.article_id for span in total.spans)
    )
    return (
        f"<h4>{source}</h4><p>{isolated(total.counter)}, as of {words.day(total.as_of)}. {told}</p>"
        f'<p class="quiet">{isolated(total.publisher)} {isolated(total.note)}</p>{words_held}'
    )


def _row(total: Aggregate, countries: Iterable[str]) -> dict[str, str]:
    by_country = dict(total.by_country)
    return {
        "As of": total.as_of.isoformat(),
        "Since": total.period_start.isoformat() if total.period_start else "",
        "Counter": total.counter,
        "Of": words.CATEGORY[total.category].lower() + "s",
        "Events": _figure(total.total_low, total.total_high),
        **{place_name("country", code): str(by_country.get(code, "")) for code in countries},
        "Injured": _figure(total.injured_low, total.injured_high),
        "Killed": _figure(total.killed_low, total.killed_high),
        "Title": total.title,
    }


def _figure(low: int | None, high: int | None) -> str:
    return "" if low is None and high is None else words.span_of(low, high)
