"""One incident: what, who did it and who says so, whom it hurt, its words, what it hangs together with, its sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby

import streamlit as st
from markupsafe import Markup

from incidentmap.model import Actor, Article, Attribution, Casualties, Citation, Span, words
from incidentmap.model import vocabulary as v
from incidentmap.store import Dossier
from incidentmap.ui.shared import html_block
from incidentmap.ui.shared.markup import NOTHING, first_words, isolated, link, marked, plain, tlp

Part = Callable[[Dossier, Mapping[str, Actor]], Markup]
_NOT_HELD = "the text of the source is not held here. The sources are named below."
_NO_SOURCE = "no source is named yet."


def show(dossier: Dossier, actors: Mapping[str, Actor], others: Callable[[], None] | None = None) -> None:
    """Show all that is held about one incident, in the order in which one asks; `others` draws what it relates to."""
    html_block.show(_together((_heading, _statements, _casualties), dossier, actors))
    with st.container(key="excerpt"):
        html_block.show(_head("In the source's words" if _is_quoted(dossier) else "In short") + excerpt(dossier))
    between = st.container() if others and related(dossier) else None
    html_block.show(_together((_sources, _notes, _history), dossier, actors))
    if others and between:
        with between:  # drawn last: its widgets take the browser longer than all the words
            html_block.show(_head("Answers, and records of the same event"))
            others()


def _together(parts: Iterable[Part], dossier: Dossier, actors: Mapping[str, Actor]) -> Markup:
    return NOTHING.join(part(dossier, actors) for part in parts)


def excerpt(dossier: Dossier) -> Markup:
    """Give the words of the source in its article, or our summary, said to be ours."""
    held = [shown for citation in dossier.record.citations if (shown := _article(dossier, citation))]
    if held:
        return NOTHING.join(held)
    return Markup('<div class="im-own"><p>{}</p><p class="quiet">Our own summary: {}</p></div>').format(
        isolated(dossier.record.incident.summary or "No summary has been written."),
        _NOT_HELD if dossier.record.citations else _NO_SOURCE,
    )


def _is_quoted(dossier: Dossier) -> bool:
    return any(citation.article_id in dossier.articles for citation in dossier.record.citations)


def _article(dossier: Dossier, citation: Citation) -> Markup:
    article = dossier.articles.get(citation.article_id or "")
    if article is None:
        return NOTHING
    quotes = quotes_of(dossier, citation)
    quoted = Markup(" … ").join(isolated(span.quote) for span in quotes)
    text = marked(article.text, quotes, _spans(dossier, citation, "context"))
    how = "the words are marked in its text:" if quotes else "no words are marked in it yet:"
    quotation = Markup('<blockquote dir="auto">{}</blockquote>').format(quoted) if quotes else ""
    marking = Markup(" {}").format(tlp(article.tlp)) if article.tlp else NOTHING
    introduced = Markup('<p class="quiet">{}{}; {}</p>').format(article_name(article), marking, how)
    return Markup('{}{}<div class="im-article" dir="auto" tabindex="0">{}</div>').format(quotation, introduced, text)


def article_name(article: Article) -> Markup:
    """Name an article we hold by its title, or else by its publisher or its first words."""
    named = isolated(article.title or article.publisher) or Markup("“{} …”").format(isolated(first_words(article.text)))
    return Markup("{}, {}").format(named, words.day(article.published_on)) if article.published_on else named


def quotes_of(dossier: Dossier, citation: Citation) -> list[Span]:
    """Give the words of one citation's article that tell the incident, or any that are marked in it, in their order."""
    found = _spans(dossier, citation, "excerpt") or _spans(dossier, citation)
    return sorted(found, key=lambda span: span.start)


def _spans(dossier: Dossier, citation: Citation, field: str = "") -> list[Span]:
    """Give the stretches of one citation's article that a field rests on, or any field."""
    of_citation = (each for each in dossier.record.evidence if each.citation_id == citation.citation_id)
    return [span for each in of_citation if field in ("", each.field) for span in each.spans]


def _heading(dossier: Dossier, _actors: Mapping[str, Actor]) -> Markup:
    incident = dossier.record.incident
    tags = [incident.event_type, incident.outcome, incident.weapon or incident.weapon_class]
    shown = NOTHING.join(
        Markup('<span class="tag">{}</span>').format(isolated(str(tag).replace("_", " "))) for tag in tags if tag
    )
    shown += tlp(incident.tlp) if incident.tlp else NOTHING
    target = Markup('<p class="quiet">Against: {}</p>').format(isolated(incident.target)) if incident.target else ""
    return Markup('<h4><span class="glyph {}"></span>{}, {}</h4>{}<p>{}</p>{}').format(
        incident.category, words.CATEGORY[incident.category], words.when(incident), _place(dossier), shown, target
    )


def _head(text: str) -> Markup:
    return Markup('<p class="head">{}</p>').format(text)


def _list(items: Iterable[Markup]) -> Markup:
    return Markup("<ul>{}</ul>").format(NOTHING.join(Markup("<li>{}</li>").format(item) for item in items))


def _sources(dossier: Dossier, _actors: Mapping[str, Actor]) -> Markup:
    if not dossier.record.citations:
        return _head("Sources") + Markup('<p class="quiet">No source is named yet.</p>')
    return _head("Sources") + _list([_source(dossier, citation) for citation in dossier.record.citations])


def _source(dossier: Dossier, citation: Citation) -> Markup:
    title = link(citation.url, citation.title or citation.url) or _article_name(dossier, citation)
    on = words.day(citation.date) if citation.date else "date not stated"
    details = [isolated(citation.publisher), on, "text held here" if citation.article_id in dossier.articles else ""]
    grade = words.admiralty(citation.source_reliability, citation.information_credibility) or "not graded"
    return Markup('{}<br><span class="quiet">{} · {}</span>').format(
        title, Markup(", ").join(filter(None, details)), grade
    )


def _statements(dossier: Dossier, actors: Mapping[str, Actor]) -> Markup:
    if not dossier.record.attributions:
        return _head("Who did it") + Markup('<p class="quiet">No source says who did it.</p>')
    return _head("Who did it, and who says so") + _list(
        [_statement(dossier, each, actors) for each in dossier.record.attributions]
    )


def _statement(dossier: Dossier, said: Attribution, actors: Mapping[str, Actor]) -> Markup:
    name = isolated(actors[said.actor_id].name)
    by = Markup("by {}").format(isolated(said.stated_by)) if said.stated_by else "speaker not stated"
    on = f", {words.day(said.stated_on)}" if said.stated_on else ""
    spoken = Markup(", as “{}”").format(isolated(said.stated_as)) if said.stated_as else ""
    denied = Markup("<b>denied</b>: not ") if said.stance is v.Stance.DENIES else ""
    source = _source_name(dossier, said.citation_id)
    cited = Markup(" ({})").format(source) if source else ""
    return Markup('{}<b>{}</b> <span class="quiet">{}; {}{}{}{}</span>{}').format(
        denied, name, words.BASIS[said.basis], by, on, spoken, cited, _words_for(dossier, said.attribution_id)
    )


def _casualties(dossier: Dossier, _actors: Mapping[str, Actor]) -> Markup:
    if not dossier.record.casualties:
        return _head("Casualties") + Markup('<p class="quiet">No source states any, nor that there were none.</p>')
    ordered = sorted(dossier.record.casualties, key=_counts_alike)
    groups = groupby(ordered, key=_counts_alike)
    items = [_figures(dossier, of, measure, list(figures)) for (of, measure, _), figures in groups]
    return _head("Casualties, never added across sides") + _list(items)


def _counts_alike(figure: Casualties) -> tuple[v.CasualtiesOf, v.Measure, str]:
    """Say what a figure counts: figures of the same are rivals, those of different nations are not."""
    return figure.of, figure.measure, figure.nationality


def _figures(dossier: Dossier, of: v.CasualtiesOf, measure: v.Measure, figures: list[Casualties]) -> Markup:
    each = Markup("; ").join(_figure(dossier, figure) for figure in figures)
    spread = Markup("<b>{}</b>, by source: ").format(words.spread(figures)) if len(figures) > 1 else ""
    return Markup("{}, {}: {}{}").format(words.MEASURE[measure].capitalize(), words.OF[of], spread, each)


def _figure(dossier: Dossier, figure: Casualties) -> Markup:
    details = Markup(", ").join(filter(None, (_source_name(dossier, figure.citation_id), isolated(figure.note))))
    quiet = Markup(' <span class="quiet">({})</span>').format(details) if details else NOTHING
    return Markup("<b>{}</b>{}{}").format(words.figure(figure), quiet, _words_for(dossier, figure.casualties_id))


def _words_for(dossier: Dossier, part_id: str) -> Markup:
    """Quote the words marked for one statement or figure; nothing where none are."""
    spans = [span for each in dossier.record.evidence if each.field == part_id for span in each.spans]
    in_order = sorted(spans, key=lambda span: (span.article_id, span.start))
    quoted = Markup(" … ").join(isolated(span.quote) for span in in_order)
    return Markup('<br><span class="im-marked">“{}”</span>').format(quoted) if quoted else NOTHING


def _source_name(dossier: Dossier, citation_id: str | None) -> Markup:
    """Name the source of a statement or figure in short, linked; "" where none is recorded."""
    cited = next((each for each in dossier.record.citations if each.citation_id == citation_id), None)
    if cited is None:
        return NOTHING
    return link(cited.url, cited.publisher or cited.title or cited.url) or _article_name(dossier, cited)


def _article_name(dossier: Dossier, citation: Citation) -> Markup:
    article = dossier.articles.get(citation.article_id or "")
    return article_name(article) if article else NOTHING


def _place(dossier: Dossier) -> Markup:
    said = dossier.record.incident.place_text
    quoted = Markup('<p class="quiet">Place as written: “{}”</p>').format(isolated(said)) if said else ""
    how = plain(words.placed(dossier.record.placement)) if dossier.record.placement else "not placed yet"
    where = Markup(", ").join(filter(None, (isolated(dossier.place.name) if dossier.place else "", how)))
    return Markup('<p class="where">{}</p>{}').format(where, quoted)


def _notes(dossier: Dossier, _actors: Mapping[str, Actor]) -> Markup:
    summary = dossier.record.incident.summary if dossier.articles else ""
    shown = NOTHING.join(
        Markup("<p>{}</p>").format(isolated(text)) for text in (summary, dossier.record.incident.notes) if text
    )
    return _head("Our notes") + shown if shown else NOTHING


def _history(dossier: Dossier, _actors: Mapping[str, Actor]) -> Markup:
    items = [
        Markup("{:%d %b %Y %H:%M} UTC, {}: {}").format(each.changed_at, isolated(each.changed_by), isolated(each.why))
        for each in dossier.history
    ]
    told = Markup('<div class="im-history">{}</div>')
    return told.format(_head("History") + _list(items)) if items else NOTHING


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
