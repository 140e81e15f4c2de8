"""Writing nouns, inside a transaction that `Store.writing` opens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from incidentmap.errors import InvalidRecord
from incidentmap.model import (
    PARTS,
    Actor,
    ActorLink,
    Aggregate,
    Alias,
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
    Record,
    Response,
    Revision,
    SameEvent,
    Subject,
    same_event_id,
)
from incidentmap.store import reading, tables
from incidentmap.store.row_mapping import to_row

_TABLE_OF: dict[type, sa.Table] = {
    Actor: tables.actors,
    ActorLink: tables.actor_links,
    Aggregate: tables.aggregates,
    Alias: tables.aliases,
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


_REFUSED = "was refused by the store"
# What hangs on an incident, in the order in which it can be taken away.
_PARTS = (tables.evidence, tables.casualties, tables.attributions, tables.citations)


class Writer:
    """Writes records in one transaction; what it wrote is kept only together with a revision."""

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
        table = _TABLE_OF[type(noun)]
        with self._telling(noun, table), self.connection.begin_nested():
            self._add_parts(noun, self._insert(table, _row_of(noun, table)))
        self._revised |= isinstance(noun, Revision)

    def replace(self, before: Subject | None, after: Subject | None) -> None:
        """Put `after` in the place of `before`; None stands for no such noun, before or after.

        Raise `InvalidRecord` where the store refuses it; the whole transaction must then be given up.
        """
        if isinstance(before, Record) and isinstance(after, Record):
            with self._telling(after.incident, tables.incidents):
                self._revise(before, after)
            return
        if before is not None:
            self.remove(before)
        if after is not None:
            self._add_whole(after)

    def remove(self, noun: Subject) -> None:
        """Take a noun and its parts away; raise `InvalidRecord` where another one refers to it.

        The whole transaction must then be given up.
        """
        named = noun.incident if isinstance(noun, Record) else noun
        table = _TABLE_OF[type(named)]
        with self._telling(named, table, "cannot be taken away; others refer to it"):
            self._remove(named, table)

    def add_places(self, places: Iterable[Place]) -> None:
        """Add the places that the store does not hold yet; one that it holds stays as it is."""
        for place in {each.place_id: each for each in places}.values():
            here = sa.select(tables.places.c.place_id).filter_by(place_id=place.place_id)
            if self.connection.scalar(here) is None:
                self.add(place)

    def sign(self, revision: Revision) -> int:
        """Add the revision of what was written, and give its number."""
        self.add(revision)
        return reading.state(self.connection)

    def check_revised(self) -> None:
        """Refuse to keep a change that nobody signed for."""
        if self._changed and not self._revised:
            raise RuntimeError("a change was written without its revision")

    @contextmanager
    def _telling(self, noun: Any, table: sa.Table, problem: str = _REFUSED) -> Iterator[None]:
        self._changed = True
        try:
            yield
        except sa.exc.IntegrityError as refusal:
            raise _told(noun, table, refusal, problem) from refusal

    def _add_whole(self, noun: Subject) -> None:
        if isinstance(noun, Record):
            self.add(noun.incident)
            for part in noun.parts():
                self.add(part)
        else:
            self.add(noun)

    def _remove(self, noun: Any, table: sa.Table) -> None:
        if isinstance(noun, Incident):
            self._clear_parts(noun.incident_id)
            self._clear(tables.placements, incident_id=noun.incident_id)
            self._clear(tables.target_actors, incident_id=noun.incident_id)
        elif isinstance(noun, SameEvent):
            self._clear(tables.same_event_members, same_event_id=same_event_id(noun))
        elif isinstance(noun, Aggregate):
            self._clear(tables.spans, aggregate_id=noun.aggregate_id)
        keys = table.primary_key.columns.keys()
        self._clear(table, **dict(zip(keys, self.key_of(noun), strict=True)))

    def _revise(self, before: Record, after: Record) -> None:
        """Write what differs; parts are written anew as a whole, so that they keep their order."""
        incident = after.incident
        row = to_row(incident, tables.incidents)
        self.connection.execute(sa.update(tables.incidents).filter_by(incident_id=incident.incident_id).values(row))
        if before.incident.target_actors != incident.target_actors:
            self._clear(tables.target_actors, incident_id=incident.incident_id)
            self._add_parts(incident, None)
        if before.placement != after.placement:
            self._clear(tables.placements, incident_id=incident.incident_id)
            if after.placement:
                self.add(after.placement)
        if any(getattr(before, name) != getattr(after, name) for name in PARTS):
            self._clear_parts(incident.incident_id)
            for part in after.parts():
                if not isinstance(part, Placement):
                    self.add(part)

    def _clear_parts(self, incident_id: str) -> None:
        mine = sa.select(tables.evidence.c.evidence_id).filter_by(incident_id=incident_id)
        self.connection.execute(sa.delete(tables.spans).where(tables.spans.c.evidence_id.in_(mine)))
        for table in _PARTS:
            self._clear(table, incident_id=incident_id)

    def _clear(self, table: sa.Table, **where: Any) -> None:
        self.connection.execute(sa.delete(table).filter_by(**where))

    def _add_parts(self, noun: Any, number: int | None) -> None:
        for table, row in _part_rows(noun, number):
            self._insert(table, row)

    def _insert(self, table: sa.Table, row: dict[str, Any]) -> int | None:
        key = self.connection.execute(sa.insert(table).values(row)).inserted_primary_key
        return key[0] if key and isinstance(key[0], int) else None


def rows_of(noun: Any, number: int | None = None) -> list[tuple[sa.Table, dict[str, Any]]]:
    """Give all rows of a noun; `number` is what evidence is to be called, as its words refer to it."""
    table = _TABLE_OF[type(noun)]
    own = _row_of(noun, table) | ({"evidence_id": number} if isinstance(noun, Evidence) else {})
    return [(table, own), *_part_rows(noun, number)]


def _part_rows(noun: Any, number: int | None) -> list[tuple[sa.Table, dict[str, Any]]]:
    """Give the rows that a noun has in other tables; `number` is what the database called it."""
    match noun:
        case Incident(incident_id=own):
            return [(tables.target_actors, {"incident_id": own, "actor_id": actor}) for actor in noun.target_actors]
        case SameEvent():
            named = {"same_event_id": same_event_id(noun)}
            return [(tables.same_event_members, named | {"incident_id": each}) for each in noun.incident_ids]
        case Revision():
            return [(tables.revision_subjects, {"revision_id": number, "subject": each}) for each in noun.subjects]
        case Evidence():
            return [(tables.spans, to_row(span, tables.spans) | {"evidence_id": number}) for span in noun.spans]
        case Aggregate(aggregate_id=own):
            return [(tables.spans, to_row(span, tables.spans) | {"aggregate_id": own}) for span in noun.spans]
    return []


def _row_of(noun: Any, table: sa.Table) -> dict[str, Any]:
    row = to_row(noun, table)
    if isinstance(noun, Revision) and noun.revision_id is None:
        row.pop("revision_id")  # the database gives the next number
    return row | {"same_event_id": same_event_id(noun)} if isinstance(noun, SameEvent) else row


def _told(noun: Any, table: sa.Table, refusal: sa.exc.IntegrityError, problem: str) -> InvalidRecord:
    name = str(getattr(noun, table.primary_key.columns.keys()[0], "") or getattr(noun, "incident_id", table.name))
    said = str(refusal.orig).strip().splitlines()[0] if problem == _REFUSED else ""
    return InvalidRecord(name, table.name, said, problem)
