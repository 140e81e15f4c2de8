"""Totals over many events, as each counter printed them: what does not fit together, a table, and one of them whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd
import streamlit as st
from markupsafe import Markup

from incidentmap.model import Aggregate, Article, key_of, words
from incidentmap.query.totals import findings
from incidentmap.store import reading, subjects
from incidentmap.ui.shared import history_view, html_block, session
from incidentmap.ui.shared.markup import NOTHING, isolated, link, marked, visible
from incidentmap.ui.shared.session import place_name
from incidentmap.ui.shared.unsaved import NEW
from incidentmap.ui.totals import findings_list, form
from incidentmap.ui.totals.form import TOTAL, open_total
from incidentmap.ui.totals.unsaved import TotalDraft
from incidentmap.ui.unsaved_work import offers

_WANTED = "counters_wanted"  # not a widget's key, as Streamlit forgets widgets that are not drawn


def held() -> tuple[tuple[Aggregate, ...], dict[str, Article]]:
    """Read all totals, and the articles in which their words may stand."""
    with session.store().reading() as connection:
        articles = {article.article_id: article for article in reading.articles(connection)}
        return reading.aggregates(connection), articles


def show(aggregates: Sequence[Aggregate], articles: Mapping[str, Article]) -> None:
    """Show what does not fit together and the totals, those of one counter if wanted."""
    _say_missing()
    offers.show("")
    st.button("New total", key="new_total", icon=":material/add:", on_click=open_total, args=(NEW,))
    wanted = _counters(aggregates)
    shown = [each for each in aggregates if not wanted or each.counter in wanted]
    if not shown:
        st.info("There are no totals yet. Write the first one down.")
        return
    found = [each for each in findings(aggregates) if not wanted or {one.counter for one in each.totals} & wanted]
    findings_list.show(found)
    _choose(shown)
    for each in (each for each in shown if each.spans):
        html_block.show(details(each, articles))


def show_one(draft: TotalDraft, aggregates: Sequence[Aggregate], articles: Mapping[str, Article]) -> None:
    """Show one total: its source and words, what does not fit, the form, and who changed it."""
    st.button("All totals", key="all_totals", icon=":material/arrow_back:", on_click=open_total, args=("",))
    stored = draft.base
    st.header("Edit this total" if stored else "New total", anchor=False)
    if stored:
        html_block.show(details(stored, articles))
        findings_list.show_about(findings(aggregates), stored)
    form.show(draft, aggregates, articles)
    if stored:
        st.subheader("History", anchor=False)
        _history(key_of(stored))


def _history(key: str) -> None:
    with session.store().reading() as connection:
        edits = subjects.revisions_of(connection, key)
    if not edits:
        st.caption("Nobody has changed it since it came in.")
    history_view.show(edits, key)


def _say_missing() -> None:
    """Say so where the address names a total that is not there."""
    if st.query_params.get(TOTAL):
        st.info("There is no such total; it may have been removed. The history tells.")


def _counters(aggregates: Sequence[Aggregate]) -> set[str]:
    """Ask whose totals to show; the choice outlives a visit to one total."""
    counters = sorted({each.counter for each in aggregates})
    kept = [each for each in st.session_state.get(_WANTED, []) if each in counters]
    st.session_state.setdefault("counters", kept)
    st.session_state[_WANTED] = st.multiselect(
        "Counter", counters, key="counters", placeholder="All counters", format_func=visible
    )
    return set(st.session_state[_WANTED])


def _choose(shown: Sequence[Aggregate]) -> None:
    def chosen() -> None:
        rows = st.session_state["totals"]["selection"]["rows"]
        if rows:
            open_total(shown[rows[0]].aggregate_id)

    st.caption("Tick the box of a row to open it; by keyboard, Shift + Space.")
    st.dataframe(
        table(shown),
        key="totals",
        hide_index=True,
        on_select=chosen,
        selection_mode="single-row",
        height=420,
        column_config={"Title": st.column_config.TextColumn(width="large")},
    )


def table(aggregates: Sequence[Aggregate]) -> pd.DataFrame:
    """Give the figures as printed; a blank cell means not stated."""
    countries = dict.fromkeys(country for each in aggregates for country, _ in each.by_country)
    return pd.DataFrame([_row(each, countries) for each in aggregates])


def details(total: Aggregate, articles: Mapping[str, Article]) -> Markup:
    """Write one total with its source, our note and, where we hold the text, its words."""
    source = link(total.url, total.title or total.url)
    named = {"By": total.attackers, "Against": total.targets, "In": total.places}
    parties = Markup(" ").join(
        Markup("{} {}.").format(how, Markup(", ").join(map(isolated, names))) for how, names in named.items() if names
    )
    words_held = NOTHING.join(
        Markup('<div class="im-article" dir="auto" tabindex="0">{}</div>').format(
            marked(articles[article_id].text, [span for span in total.spans if span.article_id == article_id])
        )
        for article_id in dict.fromkeys(span.article_id for span in total.spans)
    )
    return Markup('<h4>{}</h4><p>{}, as of {}. {}</p><p class="quiet">{} {}</p>{}').format(
        source,
        isolated(total.counter),
        words.day(total.as_of),
        parties,
        isolated(total.publisher),
        isolated(total.note),
        words_held,
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
