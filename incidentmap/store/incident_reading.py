"""Reading incidents with all that is their own: one query a table, whatever the number of incidents."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from incidentmap.model import Attribution, Casualties, Citation, Evidence, Incident, Placement, Record, Span
from incidentmap.store import tables
from incidentmap.store.row_mapping import from_row

_AT_ONCE = 5_000  # ids in one query; SQLite takes 32,766
_INCIDENT_ID = itemgetter("incident_id")
_PARTS = {Citation: tables.citations, Attribution: tables.attributions, Casualties: tables.casualties}


def records(connection: sa.Connection, only: Collection[str] | None = None) -> dict[str, Record]:
    """Read incidents with all that is their own, by id; all of them, or those of `only` that are there."""
    if only is None or len(only) <= _AT_ONCE:
        return _records(connection, only)
    wanted, found = list(only), dict[str, Record]()
    for start in range(0, len(wanted), _AT_ONCE):
        found |= _records(connection, wanted[start : start + _AT_ONCE])
    return found


def spans_of(
    connection: sa.Connection, owner: sa.Column[Any], only: Collection[Any] | sa.Select[Any] | None = None
) -> dict[Any, tuple[Span, ...]]:
    """Read the stretches that pieces of evidence or totals rest on, by their `owner` column; all or `only` some."""
    query = sa.select(tables.spans).where(
        owner.is_not(None) if only is None else owner.in_(only if isinstance(only, sa.Select) else list(only))
    )
    found: dict[Any, tuple[Span, ...]] = {}
    for row in connection.execute(query.order_by("span_id")).mappings():
        found[row[owner.name]] = (*found.get(row[owner.name], ()), from_row(Span, row))
    return found


def _records(connection: sa.Connection, only: Collection[str] | None) -> dict[str, Record]:
    def of(table: sa.Table) -> Iterator[tuple[str, list[sa.RowMapping]]]:
        query = sa.select(table).order_by("incident_id", *table.primary_key.columns)
        if only is not None:
            query = query.where(table.c.incident_id.in_(only))
        return ((name, list(rows)) for name, rows in groupby(connection.execute(query).mappings(), _INCIDENT_ID))

    targets = {name: tuple(row["actor_id"] for row in rows) for name, rows in of(tables.target_actors)}
    placements = {name: from_row(Placement, rows[0]) for name, rows in of(tables.placements)}
    evidence = dict(of(tables.evidence))
    spans = spans_of(connection, tables.spans.c.evidence_id, None if only is None else _evidence_ids(only))
    parts: dict[str, dict[str, tuple[Any, ...]]] = {
        "evidence": {name: _with_spans(rows, spans) for name, rows in evidence.items()}
    }
    for kind, table in _PARTS.items():
        parts[table.name] = {name: tuple(from_row(kind, row) for row in rows) for name, rows in of(table)}
    return {
        name: Record(
            from_row(Incident, rows[0], target_actors=targets.get(name, ())),
            placements.get(name),
            **{part: found[name] for part, found in parts.items() if name in found},
        )
        for name, rows in of(tables.incidents)
    }


def _evidence_ids(only: Collection[str]) -> sa.Select[Any]:
    """Ask for the ids within the database: there may be more of them than one query takes values."""
    return sa.select(tables.evidence.c.evidence_id).where(tables.evidence.c.incident_id.in_(only))


def _with_spans(rows: Iterable[sa.RowMapping], spans: Mapping[int, tuple[Span, ...]]) -> tuple[Evidence, ...]:
    return tuple(from_row(Evidence, row, spans=spans.get(row["evidence_id"], ())) for row in rows)
