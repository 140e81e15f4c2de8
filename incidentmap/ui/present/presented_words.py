"""The words of a slide, to be read from the back of a room: what happened, in whose words, who did it, whom it hurt."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from markupsafe import Markup

from incidentmap.model import Article, Citation, Record, record_words, words
from incidentmap.model import vocabulary as v
from incidentmap.query import View
from incidentmap.store import Dossier
from incidentmap.text.counting import counted
from incidentmap.ui.present.slide_sequence import Slide
from incidentmap.ui.shared import html_block, incident_panel, session
from incidentmap.ui.shared.markup import NOTHING, isolated, option, sentence, tlp
from incidentmap.ui.shared.selection import Opened

LONG = 520  # characters: more are written smaller, which is still large
_KINDS = {v.Category.STRIKE: "strike", v.Category.ATTACK: "attack", v.Category.OTHER: "other event"}


def show(slide: Slide, opened: Opened | None) -> None:
    """Write the words of the slide, or of the incident that a click on the map opened."""
    dossier = _dossier(slide, opened)
    gone = Markup('<p class="im-gone">{}</p>').format(isolated(slide.gone)) if slide.gone and not opened else NOTHING
    own = "" if opened else slide.text
    said = _incident(dossier, slide.view, own, gone) if dossier else gone + of_view(slide.view, own)
    size = "long" if len(said.striptags()) > LONG else "short"
    html_block.show(said, f"im im-slide im-slide-{size}", live=True)


def markings(slide: Slide, opened: Opened | None) -> list[v.Tlp]:
    """Give the markings of the incident that is told and of the articles whose words are shown."""
    dossier = _dossier(slide, opened)
    if dossier is None:
        return []
    held = [dossier.record.incident.tlp, *(article.tlp for article in dossier.articles.values())]
    return [each for each in held if each]


def of_view(view: View, text: str) -> Markup:
    """Write our own words, and how many of what kind are shown and where they went."""
    codes = view.index.incidents.category
    held = np.bincount(codes.codes[view.rows], minlength=len(codes.values))
    kinds = {v.Category(value): int(number) for value, number in zip(codes.values, held, strict=True)}
    counts = NOTHING.join(
        Markup('<p class="im-slide-count"><span class="glyph {}"></span>{}</p>').format(
            kind, counted(kinds[kind], said)
        )
        for kind, said in _KINDS.items()
        if kinds.get(kind)
    )
    return _own(text) + (counts or Markup("<p>Nothing is shown.</p>")) + Markup("<p>{}</p>").format(_where_all(view))


def _where_all(view: View) -> str:
    counts = view.counts
    where = {"on a country or area": counts.on_areas, "not placed": counts.unplaced}
    said = [f"{number:,} {place}" for place, number in where.items() if number]
    all_of_them = f"{counts.shown:,} of {counted(counts.total, 'incident')}"
    return f"{all_of_them}, {' and '.join(said)}" if said else all_of_them


def _dossier(slide: Slide, opened: Opened | None) -> Dossier | None:
    incident_id = opened.incident_id if opened else slide.incident_id
    return session.dossier(incident_id) if incident_id else None


def _incident(dossier: Dossier, view: View, own: str, gone: Markup) -> Markup:
    names = {actor_id: option(actor.name) for actor_id, actor in view.index.actors.items()}
    quoted = _quotations(dossier)
    parts = (
        _heading(dossier),
        gone,
        _own(own or ("" if quoted else dossier.record.incident.summary)),
        quoted or _our_summary(dossier, written=bool(own)),
        _who(dossier.record, names),
        _whom(dossier.record),
    )
    return NOTHING.join(parts)


def _heading(dossier: Dossier) -> Markup:
    incident = dossier.record.incident
    return Markup('<h2><span class="glyph {}"></span>{}, {}</h2><p class="where">{}</p>').format(
        incident.category, words.CATEGORY[incident.category], words.when(incident), _where(dossier)
    )


def _where(dossier: Dossier) -> Markup:
    """Name the place, and how well it is known."""
    placement = dossier.record.placement
    if placement is None or placement.where_prec is None:
        return Markup("Not placed: {}").format(isolated(placement.reason if placement else "not looked for yet"))
    exact = placement.where_prec is v.WherePrec.EXACT
    near = f", within {placement.uncertainty_km:g} km" if placement.uncertainty_km and not exact else ""
    named = isolated(dossier.place.name) if dossier.place else NOTHING
    return Markup("{}: {}{}").format(named, words.WHERE_PREC[placement.where_prec], near)


def _own(text: str) -> Markup:
    return Markup('<p class="im-slide-own">{}</p>').format(isolated(text)) if text else NOTHING


def _quotations(dossier: Dossier) -> Markup:
    cited = [(each, dossier.articles[each.article_id]) for each in dossier.record.citations
             if each.article_id and each.article_id in dossier.articles]  # fmt: skip
    return NOTHING.join(_quotation(dossier, citation, article) for citation, article in cited)


def _quotation(dossier: Dossier, citation: Citation, article: Article) -> Markup:
    """Quote the words of an article that tell the incident, with its name and day; nothing where none are marked."""
    spans = incident_panel.quotes_of(dossier, citation)
    if not spans:
        return NOTHING
    quoted = Markup(" … ").join(isolated(span.quote) for span in spans)
    by = Markup(", {}").format(isolated(article.publisher)) if article.title and article.publisher else NOTHING
    undated = NOTHING if article.published_on else Markup(", date not stated")
    marked = Markup(" {}").format(tlp(article.tlp)) if article.tlp else NOTHING
    named = incident_panel.article_name(article) + undated + by + marked
    return Markup('<blockquote dir="auto">“{}”</blockquote><p class="im-cited">{}</p>').format(quoted, named)


def _our_summary(dossier: Dossier, *, written: bool) -> Markup:
    """Say that the words are ours, and name the sources whose text is not held."""
    sources = [_source(each) for each in dossier.record.citations]
    held = Markup("; ").join(dict.fromkeys(sources)) if sources else Markup("no source is named")
    whose = "Our own words" if written or dossier.record.incident.summary else "No summary has been written"
    return Markup('<p class="im-cited">{}. {}: {}</p>').format(whose, "Sources" if sources else "Source", held)


def _source(citation: Citation) -> Markup:
    on = f", {words.day(citation.date)}" if citation.date else ", date not stated"
    return isolated(citation.publisher or citation.title or citation.url) + Markup(on)  # noqa: S704  # a date


def _who(record: Record, names: Mapping[str, str]) -> Markup:
    said = record_words.who_did_it(record, names)
    return _fact("Who did it", sentence(said) if record.attributions else Markup("no source says"))


def _whom(record: Record) -> Markup:
    pairs = dict.fromkeys((each.measure, each.of) for each in record.casualties)
    figures = (
        f"{words.MEASURE[measure].capitalize()}, {words.OF[of]}: {record_words.casualties(record, measure, of)}"
        for measure, of in pairs
    )
    return _fact("Casualties", Markup("<br>").join(map(isolated, figures)) or Markup("no source states any"))


def _fact(title: str, said: Markup) -> Markup:
    return Markup('<p class="im-fact"><b>{}</b> {}</p>').format(title, said)
