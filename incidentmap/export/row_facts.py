"""What files for GIS say of a row: plain values by name, texts as they are; not stated, none and unknown stay three."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from incidentmap.export.hand_out import Row
from incidentmap.export.row_geometry import Drawn
from incidentmap.formats.incident_csv.csv_columns import casualties_column
from incidentmap.model import Citation, Record, record_words, words
from incidentmap.model import vocabulary as v

Facts = dict[str, Any]


def facts(row: Row, drawn: Drawn, names: Mapping[str, str]) -> Facts:
    """Give the values of a row: texts, numbers, None where nothing is stated, and lists of texts."""
    return {
        **_incident(row.record, names),
        **_where(row),
        "drawn_as": drawn.kind.value,
        **figures(row.record),
        **_known_from(row.record),
        "tlp": row.marking.value if row.marking else None,
    }


def figures(record: Record) -> dict[str, str]:
    """Give casualties in words, by measure and side: a range, none, some without a number, or not stated."""
    return {
        casualties_column(measure, of): record_words.casualties(record, measure, of)
        for measure in v.Measure
        for of in v.CasualtiesOf
    }


def figure_titles() -> dict[str, str]:
    """Say what each of these figures counts."""
    return {
        casualties_column(measure, of): f"{words.MEASURE[measure].capitalize()}, {words.OF[of]}"
        for measure in v.Measure
        for of in v.CasualtiesOf
    }


def named(ids: tuple[str, ...], names: Mapping[str, str]) -> str:
    """Join the names of some groups."""
    return "; ".join(names.get(each, each) for each in ids)


def _incident(record: Record, names: Mapping[str, str]) -> Facts:
    held = record.incident
    return {
        "incident_id": held.incident_id,
        "category": held.category.value,
        "event_type": held.event_type.value,
        "date_earliest": held.date_earliest.isoformat() if held.date_earliest else None,
        "date_latest": held.date_latest.isoformat(),
        "time_precision": held.time_precision.value,
        "when": words.when(held),
        "outcome": held.outcome.value if held.outcome else None,
        "weapon": held.weapon or None,
        "weapon_class": held.weapon_class.value if held.weapon_class else None,
        "target": held.target or None,
        "directed_against": named(held.target_actors, names) or None,
        "who_did_it": record_words.who_did_it(record, names),
        "summary": held.summary or None,
        "status": held.status.value,
    }


def _where(row: Row) -> Facts:
    held, put, place = row.record.incident, row.record.placement, row.place
    return {
        "place_text": held.place_text or None,
        "country": held.country or None,
        "admin1": held.admin1 or None,
        "place_id": put.place_id if put else None,
        "place_name": place.name if place else None,
        "place_source": ", ".join(filter(None, (place.source, place.licence))) or None if place else None,
        "where_prec": int(put.where_prec) if put and put.where_prec else None,
        "uncertainty_km": put.uncertainty_km if put else None,
        "where": record_words.placed(row.record),
    }


def _known_from(record: Record) -> Facts:
    quotes = (span.quote for each in record.evidence for span in each.spans)
    return {"sources": [*map(_source, record.citations)], "excerpts": [*dict.fromkeys(quotes)]}


def _source(citation: Citation) -> str:
    return ", ".join(_parts(citation))


def _parts(citation: Citation) -> Iterator[str]:
    said = (citation.title, citation.publisher, citation.date.isoformat() if citation.date else "", citation.url)
    yield from filter(None, said)
    if graded := words.admiralty(citation.source_reliability, citation.information_credibility):
        yield graded
