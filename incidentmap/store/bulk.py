"""Writing many incidents at once: one statement a table and batch, each batch under a short lock of its own.

They come with an import that is loading, so nobody sees them before all are there. What the database refuses is found
by halving the batch; it costs only itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from incidentmap.errors import InvalidRecord
from incidentmap.model import (
    Attribution,
    Casualties,
    Citation,
    Evidence,
    Incident,
    Origin,
    Place,
    Placement,
    Record,
    part_ids,
)
from incidentmap.model.registry import noun_of
from incidentmap.store import digests
from incidentmap.store import tables as t
from incidentmap.store.import_states import check_loading
from incidentmap.store.writing import Writer, rows_of

if TYPE_CHECKING:
    from incidentmap.store.database import Store

AT_ONCE = 500  # incidents in one batch: some tenths of a second

Part = Citation | Attribution | Casualties | Evidence
Rows = dict[sa.Table, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Arrival:
    """An incident as it comes in, with all that is its own; sources stand before what rests on them."""

    incident: Incident
    placement: Placement
    place: Place | None
    origin: Origin
    parts: tuple[Part, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "parts", part_ids.told_apart(self.parts))


@dataclass(slots=True)
class Written:
    """What became of some arrivals: the incidents that are there now, and what was refused of them."""

    added: set[str] = field(default_factory=set)
    already_there: set[str] = field(default_factory=set)
    refused: list[tuple[Arrival, InvalidRecord]] = field(default_factory=list)


def write(store: Store, arrivals: Sequence[Arrival]) -> Written:
    """Write one batch; an incident that is there stays as it is. All name one import, which is loading."""
    written = Written()
    if not arrivals:
        return written
    with store.loading() as writer:
        batch = _Batch(writer, written)
        if new := batch.new(arrivals):
            check_loading(writer.connection, arrivals[0].origin.import_id)
            batch.insert(new)
            batch.renumber()
    return written


class _Batch:
    """One transaction: what was there, what is next."""

    def __init__(self, writer: Writer, written: Written) -> None:
        self.writer = writer
        self.connection = writer.connection
        self.written = written

    def new(self, arrivals: Sequence[Arrival]) -> list[Arrival]:
        """Give those that are not there; those that came with this import before were written by it."""
        import_id, ids = arrivals[0].origin.import_id, [each.incident.incident_id for each in arrivals]
        there = self._there(t.incidents.c.incident_id, ids)
        mine = set(
            self.connection.scalars(
                sa.select(t.origins.c.incident_id)
                .filter_by(import_id=import_id)
                .where(t.origins.c.incident_id.in_(ids))
            )
        )
        self.written.added |= mine
        self.written.already_there |= there - mine
        return [each for each in arrivals if each.incident.incident_id not in there]

    def insert(self, arrivals: Sequence[Arrival]) -> None:
        """Insert all at once, or halve them until what is refused stands alone."""
        if not arrivals:
            return
        try:
            with self.connection.begin_nested():
                self._insert_rows(arrivals)
        except (sa.exc.IntegrityError, sa.exc.DataError):
            if len(arrivals) == 1:
                self.renumber()
                self._insert_alone(arrivals[0])
                return
            middle = len(arrivals) // 2
            self.insert(arrivals[:middle])
            self.insert(arrivals[middle:])
        else:
            self.written.added |= {each.incident.incident_id for each in arrivals}

    def renumber(self) -> None:
        """Let PostgreSQL go on numbering after the numbers that were given here."""
        if self.connection.dialect.name != "sqlite":
            sequence = sa.func.pg_get_serial_sequence("evidence", "evidence_id")
            highest = sa.func.max(t.evidence.c.evidence_id)
            self.connection.execute(sa.select(sa.func.setval(sequence, sa.func.coalesce(highest, 1))))

    def _insert_rows(self, arrivals: Sequence[Arrival]) -> None:
        rows = self._rows(arrivals)
        rows.get(t.incidents, []).sort(key=lambda row: row["merged_into"] is not None)
        for table in t.metadata.sorted_tables:
            if table in rows:
                self.connection.execute(sa.insert(table), rows[table])
        digests.add(self.connection, _records(arrivals))

    def _rows(self, arrivals: Sequence[Arrival]) -> Rows:
        found: Rows = {}
        number = self.connection.scalar(sa.select(sa.func.max(t.evidence.c.evidence_id))) or 0
        for noun in (*self._new_places(arrivals), *_nouns(arrivals)):
            number += isinstance(noun, Evidence)
            for table, row in rows_of(noun, number if isinstance(noun, Evidence) else None):
                found.setdefault(table, []).append(row)
        return found

    def _new_places(self, arrivals: Sequence[Arrival]) -> Iterable[Place]:
        places = {each.place.place_id: each.place for each in arrivals if each.place}
        there = self._there(t.places.c.place_id, list(places))
        return (place for name, place in places.items() if name not in there)

    def _there(self, column: sa.Column[Any], ids: Sequence[str]) -> set[str]:
        return set(self.connection.scalars(sa.select(column).where(column.in_(ids))))

    def _insert_alone(self, arrival: Arrival) -> None:
        """Insert an incident part by part; without the incident itself, its place and its origin none is tried."""
        try:
            with self.connection.begin_nested():
                self.writer.add_places([arrival.place] if arrival.place else [])
                for noun in (arrival.incident, arrival.placement, arrival.origin):
                    self.writer.add(noun)
        except InvalidRecord as refusal:
            self.written.refused.append((arrival, refusal))
            return
        self.written.added.add(arrival.incident.incident_id)
        stored: list[Part] = []
        for part in arrival.parts:
            try:
                self.writer.add(part)
            except InvalidRecord as refusal:
                self.written.refused.append((arrival, refusal))
            else:
                stored.append(part)
        digests.add(self.connection, _records([replace(arrival, parts=tuple(stored))]))


def _records(arrivals: Sequence[Arrival]) -> Iterator[Record]:
    """Put each incident together with its parts; those that do not fit together `check` tells as unreadable."""
    for each in arrivals:
        parts: dict[str, list[Part]] = {}
        for part in each.parts:
            parts.setdefault(noun_of(part).part, []).append(part)
        with suppress(InvalidRecord):
            yield Record(each.incident, each.placement, **{name: tuple(held) for name, held in parts.items()})  # type: ignore[arg-type]


def _nouns(arrivals: Sequence[Arrival]) -> Iterator[Any]:
    for each in arrivals:
        yield from (each.incident, each.placement, each.origin, *each.parts)
