"""Saving nouns, inside a transaction that `Store.writing` opens."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from incidentmap.errors import InvalidRecord
from incidentmap.model import (
    Actor,
    ActorLink,
    Aggregate,
    Article,
    Attribution,
    Casualties,
    Citation,
    Evidence,
    Import,
    Incident,
    Origin,
    Place,
    Placement,
    Response,
    Revision,
    SameEvent,
    Span,
)
from incidentmap.store import tables
from incidentmap.store.rows import to_row

_TABLE_OF: dict[type, sa.Table] = {
    Actor: tables.actors,
    ActorLink: tables.actor_links,
    Aggregate: tables.aggregates,
    Article: tables.articles,
    Attribution: tables.attributions,
    Casualties: tables.casualties,
    Citation: tables.citations,
    Evidence: tables.evidence,
    Import: tables.imports,
    Incident: tables.incidents,
    Origin: tables.origins,
    Place: tables.places,
    Placement: tables.placements,
    Response: tables.responses,
    Revision: tables.revisions,
    SameEvent: tables.same_events,
}


class Writer:
    """Adds records in one transaction; what it added is kept only together with a revision."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection
        self._changed = False
        self._revised = False

    def keys(self, kind: type) -> set[tuple[Any, ...]]:
        """Give the primary keys of all records of one kind; `key_of` gives that of a record."""
        columns = _TABLE_OF[kind].primary_key.columns
        return {tuple(row) for row in self.connection.execute(sa.select(*columns))}

    def key_of(self, noun: Any) -> tuple[Any, ...]:
        """Give the primary key under which a record would stand."""
        row = _row_of(noun, _TABLE_OF[type(noun)])
        return tuple(row[column.name] for column in _TABLE_OF[type(noun)].primary_key.columns)

    def add(self, noun: Any) -> None:
        """Insert one record with its parts; raise `InvalidRecord`, and keep none of it, where the store refuses it."""
        self._changed = True
        self._revised |= isinstance(noun, Revision)
        table = _TABLE_OF[type(noun)]
        try:
            with self.connection.begin_nested():
                number = self._insert(table, _row_of(noun, table))
                self._add_parts(noun, number)
        except sa.exc.IntegrityError as refusal:
            raise _told(noun, table, refusal) from refusal

    def check_revised(self) -> None:
        """Refuse to keep a change that nobody signed for."""
        if self._changed and not self._revised:
            raise RuntimeError("a change was written without its revision")

    def _add_parts(self, noun: Any, number: int | None) -> None:
        if isinstance(noun, Incident):
            for actor_id in noun.target_actors:
                self._insert(tables.target_actors, {"incident_id": noun.incident_id, "actor_id": actor_id})
        elif isinstance(noun, SameEvent):
            for incident_id in noun.incident_ids:
                member = {"same_event_id": same_event_id(noun), "incident_id": incident_id}
                self._insert(tables.same_event_members, member)
        elif isinstance(noun, Evidence):
            self._add_spans(noun.spans, evidence_id=number)
        elif isinstance(noun, Aggregate):
            self._add_spans(noun.spans, aggregate_id=noun.aggregate_id)

    def _add_spans(self, spans: tuple[Span, ...], **owner: Any) -> None:
        for span in spans:
            self._insert(tables.spans, to_row(span, tables.spans) | owner)

    def _insert(self, table: sa.Table, row: dict[str, Any]) -> int | None:
        key = self.connection.execute(sa.insert(table).values(row)).inserted_primary_key
        return key[0] if key and isinstance(key[0], int) else None


def same_event_id(noun: SameEvent) -> str:
    """Name a set of incidents by its members, whatever their order."""
    return "|".join(sorted(noun.incident_ids))


def _row_of(noun: Any, table: sa.Table) -> dict[str, Any]:
    row = to_row(noun, table)
    return row | {"same_event_id": same_event_id(noun)} if isinstance(noun, SameEvent) else row


def _told(noun: Any, table: sa.Table, refusal: sa.exc.IntegrityError) -> InvalidRecord:
    name = str(getattr(noun, table.primary_key.columns.keys()[0], "") or getattr(noun, "incident_id", table.name))
    return InvalidRecord(name, table.name, str(refusal.orig).strip().splitlines()[0], "was refused by the store")
