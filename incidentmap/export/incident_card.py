"""The card of an incident, as the panel of the screen says it: what, who says who did it, whom it hurt, its words.

Numbers of different sides, measures and nations are never added. Not stated, none and a number nobody gives stay three.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from incidentmap.export.card_lines import Line, bold, joined, link, name, quiet, quoted
from incidentmap.export.hand_out import Row
from incidentmap.model import Attribution, Casualties, Citation, Record, Span, record_words, words
from incidentmap.model import vocabulary as v

Names = Mapping[str, str]


class Section(NamedTuple):
    """A heading, "" for none, how its lines are set (text, list, quote or tags), and the lines."""

    head: str
    form: str
    lines: list[Line]


def sections(row: Row, names: Names) -> list[Section]:
    """Give all that a card says below its heading, in the order in which one asks."""
    record = row.record
    found = [*_about(row, names), _statements(record, names), _casualties(record), *_in_words(record)]
    return [each for each in (*found, _sources(record), _notes(record)) if each.lines]


def _about(row: Row, names: Names) -> Iterator[Section]:
    held = row.record.incident
    place = joined(", ", [name(row.place.name) if row.place else [], name(record_words.placed(row.record))])
    written = ["Place as written: “", *name(held.place_text), "”"] if held.place_text else []
    groups = [names.get(each, each) for each in held.target_actors]
    target = joined("; ", [name(each) for each in dict.fromkeys((held.target, *groups))])
    tags = (words.of_member(held.event_type), held.outcome and words.of_member(held.outcome))
    weapon = held.weapon or (words.of_member(held.weapon_class) if held.weapon_class else "")
    yield Section("", "text", [place, *filter(None, [written])])
    yield Section("", "tags", [*map(_plain, filter(None, tags)), *filter(None, [name(weapon)])])
    yield Section("", "text", [["Against: ", *target]] if target else [])


def _plain(text: str) -> Line:
    return [text]


def _statements(record: Record, names: Names) -> Section:
    if not record.attributions:
        return Section("Who did it", "text", [quiet("No source says who did it.")])
    lines = [_statement(record, each, names) for each in record.attributions]
    return Section("Who did it, and who says so", "list", lines)


def _statement(record: Record, said: Attribution, names: Names) -> Line:
    denied = [*bold("denied"), ": not "] if said.stance is v.Stance.DENIES else []
    by = ["by ", *name(said.stated_by)] if said.stated_by else ["speaker not stated"]
    on = [f", {words.day(said.stated_on)}"] if said.stated_on else []
    spoken = [", as “", *name(said.stated_as), "”"] if said.stated_as else []
    source = _source_name(record, said.citation_id)
    cited = [" (", *source, ")"] if source else []
    how = [f" {words.BASIS[said.basis]}; ", *by, *on, *spoken, *cited]
    return [*denied, *name(names.get(said.actor_id, said.actor_id), "b"), *how, *_told_by(record, said.attribution_id)]


def _casualties(record: Record) -> Section:
    if not record.casualties:
        return Section("Casualties", "text", [quiet("No source states any, nor that there were none.")])
    groups = groupby(sorted(record.casualties, key=_counts_alike), key=_counts_alike)
    lines = [_figures(record, of, measure, list(figures)) for (of, measure, _), figures in groups]
    return Section("Casualties, never added across sides", "list", lines)


def _counts_alike(figure: Casualties) -> tuple[v.CasualtiesOf, v.Measure, str]:
    return figure.of, figure.measure, figure.nationality


def _figures(record: Record, of: v.CasualtiesOf, measure: v.Measure, figures: list[Casualties]) -> Line:
    spread = [*bold(words.spread(figures)), ", by source: "] if len(figures) > 1 else []
    each = joined("; ", [_figure(record, figure) for figure in figures])
    return [f"{words.MEASURE[measure].capitalize()}, {words.OF[of]}: ", *spread, *each]


def _figure(record: Record, figure: Casualties) -> Line:
    details = joined(", ", [_source_name(record, figure.citation_id), name(figure.note)])
    said = [" (", *details, ")"] if details else []
    return [*bold(words.figure(figure)), *said, *_told_by(record, figure.casualties_id)]


def _told_by(record: Record, part_id: str) -> Line:
    """Quote the words marked for one statement or figure."""
    spans = [span for each in record.evidence if each.field == part_id for span in each.spans]
    return [" “", *_quoted(spans), "”"] if spans else []


def _in_words(record: Record) -> Iterator[Section]:
    """Quote what is marked in the articles held; where nothing is, give our own summary, and say that it is ours."""
    held = [each for each in record.citations if each.article_id]
    if lines := [_quoted(spans) for each in held if (spans := _excerpt(record, each))]:
        yield Section("In the source's words", "quote", lines)
        return
    summary = name(record.incident.summary) or _plain("No summary has been written.")
    yield Section("In short", "text", [summary, quiet(f"Our own summary: {_why_no_words(record, held)}")])


def _why_no_words(record: Record, held: list[Citation]) -> str:
    if not record.citations:
        return "no source is named yet."
    if held:
        return "no words of the text that is held are marked yet. The sources are named below."
    return "the text of the source is not held. The sources are named below."


def _excerpt(record: Record, citation: Citation) -> list[Span]:
    own = [each for each in record.evidence if each.citation_id == citation.citation_id]
    excerpts = [span for each in own if each.field == "excerpt" for span in each.spans]
    return excerpts or [span for each in own for span in each.spans]


def _quoted(spans: Iterable[Span]) -> Line:
    """Quote stretches in the order of their text, each once."""
    in_order = sorted(spans, key=lambda span: (span.article_id, span.start))
    return quoted(dict.fromkeys(span.quote for span in in_order))


def _sources(record: Record) -> Section:
    if not record.citations:
        return Section("Sources", "text", [quiet("No source is named yet.")])
    return Section("Sources", "list", [_source(each) for each in record.citations])


def _source(citation: Citation) -> Line:
    on = _plain(words.day(citation.date) if citation.date else "date not stated")
    grade = words.admiralty(citation.source_reliability, citation.information_credibility) or "not graded"
    details = joined(", ", [name(citation.publisher, "q"), on])
    return [*_title(citation), " – ", *details, *quiet(f" · {grade}")]


def _title(citation: Citation) -> Line:
    untitled = f"a text held without a title, {(citation.article_id or '')[:12]}"
    return link(citation.url, citation.title or citation.url) or [untitled]


def _source_name(record: Record, citation_id: str | None) -> Line:
    """Name the source of a statement or figure in short; nothing where none is recorded."""
    cited = next((each for each in record.citations if each.citation_id == citation_id), None)
    if cited is None:
        return []
    return link(cited.url, cited.publisher or cited.title or cited.url) or _title(cited)


def _notes(record: Record) -> Section:
    """Give our notes and, beside words of a source, our summary."""
    is_quoted = any(_excerpt(record, each) for each in record.citations if each.article_id)
    texts = (record.incident.summary if is_quoted else "", record.incident.notes)
    return Section("Our notes", "text", [name(each) for each in texts if each])
