"""One incident: its words first, then who said so, whom it hurt, where it was put and how it hangs together."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

import streamlit as st

from incidentmap.model import Actor, Article, Attribution, Casualties, Citation, Span, words
from incidentmap.model import vocabulary as v
from incidentmap.store import Dossier
from incidentmap.ui.shared.markup import isolated, link, marked, plain


def show(dossier: Dossier, actors: Mapping[str, Actor]) -> None:
    """Show all that is held about one incident."""
    st.html(f'<div class="im">{_heading(dossier)}</div>')
    with st.container(key="excerpt"):
        st.html(f'<div class="im">{excerpt(dossier)}</div>')
    parts = (_sources, _statements, _casualties, _place, _notes, _history)
    st.html(f'<div class="im">{"".join(part(dossier, actors) for part in parts)}</div>')


def excerpt(dossier: Dossier) -> str:
    """Give the words of the source in its article, or our summary, said to be ours."""
    held = [shown for citation in dossier.record.citations if (shown := _article(dossier, citation))]
    if held:
        return "".join(held)
    return (
        f'<div class="im-own"><p>{isolated(dossier.record.incident.summary or "No summary has been written.")}</p>'
        '<p class="quiet">Our own summary: the text of the source is not held here. The sources are named below.</p>'
        "</div>"
    )


def _article(dossier: Dossier, citation: Citation) -> str:
    article = dossier.articles.get(citation.article_id or "")
    if article is None:
        return ""
    quotes = _spans(dossier, citation, "excerpt") or _spans(dossier, citation)
    ordered = sorted(quotes, key=lambda span: span.start)
    quoted = " … ".join(plain(span.quote) for span in ordered)
    text = marked(article.text, quotes, _spans(dossier, citation, "context"))
    how = "the words are marked in its text:" if quotes else "no words are marked in it yet:"
    quotation = f'<blockquote dir="auto">{quoted}</blockquote>' if quotes else ""
    introduced = f'<p class="quiet">{article_name(article)}; {how}</p>'
    return f'{quotation}{introduced}<div class="im-article" dir="auto" tabindex="0">{text}</div>'


def article_name(article: Article) -> str:
    """Name an article we hold by its title, or else by its publisher or its first words."""
    named = isolated(article.title or article.publisher) or f"“{isolated(article.text.strip()[:60])} …”"
    return f"{named}, {words.day(article.published_on)}" if article.published_on else named


def _spans(dossier: Dossier, citation: Citation, field: str = "") -> list[Span]:
    """Give the stretches of one citation's article that a field rests on, or any field."""
    of_citation = (each for each in dossier.record.evidence if each.citation_id == citation.citation_id)
    return [span for each in of_citation if field in ("", each.field) for span in each.spans]


def _heading(dossier: Dossier) -> str:
    incident = dossier.record.incident
    tags = [incident.event_type, incident.outcome, incident.weapon or incident.weapon_class]
    shown = "".join(f'<span class="tag">{isolated(str(tag).replace("_", " "))}</span>' for tag in tags if tag)
    target = f'<p class="quiet">Against: {isolated(incident.target)}</p>' if incident.target else ""
    return (
        f'<h4><span class="glyph {incident.category}"></span>{words.CATEGORY[incident.category]}, '
        f"{words.when(incident)}</h4><p>{shown}</p>{target}"
    )


def _head(text: str) -> str:
    return f'<p class="head">{text}</p>'


def _list(items: list[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _sources(dossier: Dossier, _actors: Mapping[str, Actor]) -> str:
    return _head("Sources") + _list([_source(dossier, citation) for citation in dossier.record.citations])


def _source(dossier: Dossier, citation: Citation) -> str:
    article = dossier.articles.get(citation.article_id or "")
    title = link(citation.url, citation.title or citation.url) or (article_name(article) if article else "")
    on = words.day(citation.date) if citation.date else "date not stated"
    details = [isolated(citation.publisher), on, "text held here" if article else ""]
    grade = words.admiralty(citation.source_reliability, citation.information_credibility) or "not graded"
    return f'{title}<br><span class="quiet">{", ".join(filter(None, details))} · {grade}</span>'


def _statements(dossier: Dossier, actors: Mapping[str, Actor]) -> str:
    if not dossier.record.attributions:
        return _head("Who did it") + '<p class="quiet">No source says who did it.</p>'
    return _head("Who did it, and who says so") + _list(
        [_statement(dossier, each, actors) for each in dossier.record.attributions]
    )


def _statement(dossier: Dossier, said: Attribution, actors: Mapping[str, Actor]) -> str:
    name = isolated(actors[said.actor_id].name)
    by = f"by {isolated(said.stated_by)}" if said.stated_by else "speaker not stated"
    on = f", {words.day(said.stated_on)}" if said.stated_on else ""
    spoken = f", as “{isolated(said.stated_as)}”" if said.stated_as else ""
    denied = "<b>denied</b>: not " if said.stance is v.Stance.DENIES else ""
    source = _source_name(dossier, said.citation_id)
    cited = f" ({source})" if source else ""
    return f'{denied}<b>{name}</b> <span class="quiet">{words.BASIS[said.basis]}; {by}{on}{spoken}{cited}</span>'


def _casualties(dossier: Dossier, _actors: Mapping[str, Actor]) -> str:
    if not dossier.record.casualties:
        return _head("Casualties") + '<p class="quiet">No source states any, nor that there were none.</p>'
    ordered = sorted(dossier.record.casualties, key=lambda each: (each.of, each.measure))
    groups = groupby(ordered, key=lambda each: (each.of, each.measure))
    items = [_figures(dossier, of, measure, list(figures)) for (of, measure), figures in groups]
    return _head("Casualties, never added across sides") + _list(items)


def _figures(dossier: Dossier, of: v.CasualtiesOf, measure: v.Measure, figures: list[Casualties]) -> str:
    each = "; ".join(_figure(dossier, figure) for figure in figures)
    spread = f"<b>{words.spread(figures)}</b>, by source: " if len(figures) > 1 else ""
    return f"{words.MEASURE[measure].capitalize()}, {words.OF[of]}: {spread}{each}"


def _figure(dossier: Dossier, figure: Casualties) -> str:
    told = ", ".join(filter(None, (_source_name(dossier, figure.citation_id), isolated(figure.note))))
    return f"<b>{words.figure(figure)}</b>" + (f' <span class="quiet">({told})</span>' if told else "")


def _source_name(dossier: Dossier, citation_id: str | None) -> str:
    """Name the source of a statement or figure in short, linked; "" where none is recorded."""
    cited = next((each for each in dossier.record.citations if each.citation_id == citation_id), None)
    if cited is None:
        return ""
    article = dossier.articles.get(cited.article_id or "")
    return link(cited.url, cited.publisher or cited.title or cited.url) or (article_name(article) if article else "")


def _place(dossier: Dossier, _actors: Mapping[str, Actor]) -> str:
    said = dossier.record.incident.place_text
    quoted = f'<p class="quiet">As written: “{isolated(said)}”</p>' if said else ""
    how = plain(words.placed(dossier.record.placement)) if dossier.record.placement else "not placed yet"
    where = ", ".join(filter(None, (isolated(dossier.place.name) if dossier.place else "", how)))
    return _head("Place") + f"<p>{where}</p>{quoted}"


def _notes(dossier: Dossier, _actors: Mapping[str, Actor]) -> str:
    summary = dossier.record.incident.summary if dossier.articles else ""
    shown = "".join(f"<p>{isolated(text)}</p>" for text in (summary, dossier.record.incident.notes) if text)
    return _head("Our notes") + shown if shown else ""


def _history(dossier: Dossier, _actors: Mapping[str, Actor]) -> str:
    items = [
        f"{each.changed_at:%d %b %Y %H:%M} UTC, {isolated(each.changed_by)}: {isolated(each.why)}"
        for each in dossier.history
    ]
    return _head("History") + _list(items) if items else ""


def related(dossier: Dossier) -> list[tuple[str, str, str]]:
    """List the other incidents it answers, is answered by, or may be one with: id, relation and why."""
    own = dossier.record.incident.incident_id
    answers = [(each.to_incident, f"Answers ({each.basis})", "") for each in dossier.answers]
    answered = [(each.from_incident, f"Answered by ({each.basis})", "") for each in dossier.answered_by]
    same = [
        (other, f"May be the same event ({each.status})", each.why)
        for each in dossier.same_events
        if each.status is not v.SameEventStatus.REFUSED
        for other in each.incident_ids
        if other != own
    ]
    return answers + answered + same
