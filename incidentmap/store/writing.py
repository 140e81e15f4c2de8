"""Writing nouns, inside a transaction that `Store.writing` opens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from incidentmap.errors import InvalidRecord
from incidentmap.model import Incident, Place, Record, Revision, Subject, key_of
from incidentmap.model.registry import PART_NOUNS, Key, noun_of
from incidentmap.store import digests, reading, tables
from incidentmap.store.child_tables import fields_apart, rows_apart
from incidentmap.store.row_mapping import to_row
from incidentmap.store.tables import apart_of, table_of

_REFUSED = "was refused by the store"


class Writer:
    """Writes records in one transaction; what it wrote is kept only together with a revision."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection
        self._changed = False
        self._revised = False

    def keys(self, kind: type) -> set[Key]:
        """Give the primary keys of all records of one kind; `key_of` gives that of a record."""
        columns = table_of(kind).primary_key.columns
        return {tuple(row) for row in self.connection.execute(sa.select(*columns))}

    def key_of(self, noun: Any) -> Key:
        """Give the primary key under which a record would stand."""
        return noun_of(noun).key(noun)

    def add(self, noun: Any) -> None:
        """Insert one record with its parts; raise `InvalidRecord`, and keep none of it, where the store refuses it."""
        table = table_of(noun)
        with self._telling(noun, table), self.connection.begin_nested():
            number = self._insert(table, to_row(noun, table))
            self._add_apart(noun, number)
        self._revised |= isinstance(noun, Revision)

    def replace(self, before: Subject | None, after: Subject | None) -> None:
        """Put `after` in the place of `before`; None stands for no such noun, before or after.

        Raise `InvalidRecord` where the store refuses it; the whole transaction must then be given up.
        """
        if before is None and after is not None:
            self._add_whole(after)
        elif before is not None and after is None:
            self.remove(before)
        elif isinstance(before, Record) and isinstance(after, Record):
            with self._telling(after.incident, tables.incidents):
                self._revise(before.incident, after.incident)
                self._revise_parts(before, after)
        elif before is not None and after is not None:
            with self._telling(after, table_of(after)):
                self._revise(before, after)

    def remove(self, noun: Subject) -> None:
        """Take a noun and its parts away; raise `InvalidRecord` where another one refers to it.

        The whole transaction must then be given up.
        """
        named = noun.incident if isinstance(noun, Record) else noun
        with self._telling(named, table_of(named), "cannot be taken away; others refer to it"):
            if isinstance(named, Incident):
                self._clear_parts(named.incident_id, (each.part for each in PART_NOUNS))
            self._clear_apart(named)
            self._clear(table_of(named), **_row_id(named))
            digests.drop(self.connection, [key_of(noun)])

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

    def _revise(self, before: Any, after: Any) -> None:
        """Write a noun over what it was, in place: others may refer to it."""
        table = table_of(after)
        self.connection.execute(sa.update(table).filter_by(**_row_id(before)).values(to_row(after, table)))
        if any(getattr(before, each.name) != getattr(after, each.name) for each in fields_apart(noun_of(after))):
            self._clear_apart(after)
            self._add_apart(after, None)

    def _revise_parts(self, before: Record, after: Record) -> None:
        """Write what differs; parts are written anew as a whole, so that they keep their order."""
        differing = {each.part for each in PART_NOUNS if getattr(before, each.part) != getattr(after, each.part)}
        if differing - {"placement"}:  # they refer to one another
            differing |= {each.part for each in PART_NOUNS} - {"placement"}
        self._clear_parts(after.incident_id, differing)
        for part in after.parts():
            if noun_of(part).part in differing:
                self.add(part)

    def _clear_parts(self, incident_id: str, parts: Iterable[str]) -> None:
        wanted = set(parts)
        for entry in reversed([each for each in PART_NOUNS if each.part in wanted]):
            table = table_of(entry.cls)
            (own,) = table.primary_key.columns
            mine = sa.select(own).filter_by(incident_id=incident_id)
            for field in fields_apart(entry):
                held, _ = apart_of(field)
                self.connection.execute(sa.delete(held).where(held.c[own.name].in_(mine)))
            self._clear(table, incident_id=incident_id)

    def _clear_apart(self, noun: Any) -> None:
        for field in fields_apart(noun_of(noun)):
            self._clear(apart_of(field)[0], **_row_id(noun))

    def _add_apart(self, noun: Any, number: int | None) -> None:
        own = {table_of(noun).primary_key.columns.keys()[0]: number} if number else _row_id(noun)
        for table, row in rows_apart(noun_of(noun), noun, own):
            self._insert(table, row)

    def _clear(self, table: sa.Table, **where: Any) -> None:
        self.connection.execute(sa.delete(table).filter_by(**where))

    def _insert(self, table: sa.Table, row: dict[str, Any]) -> int | None:
        key = self.connection.execute(sa.insert(table).values(row)).inserted_primary_key
        return key[0] if key and isinstance(key[0], int) else None


def rows_of(noun: Any, number: int | None = None) -> list[tuple[sa.Table, dict[str, Any]]]:
    """Give all rows of a noun; `number` is what evidence is to be called, as its words refer to it."""
    table = table_of(noun)
    own = {table.primary_key.columns.keys()[0]: number} if number else _row_id(noun)
    return [(table, to_row(noun, table) | own), *rows_apart(noun_of(noun), noun, own)]


def _row_id(noun: Any) -> dict[str, Any]:
    entry = noun_of(noun)
    return dict(zip(entry.id, entry.key(noun), strict=True))


def _told(noun: Any, table: sa.Table, refusal: sa.exc.IntegrityError, problem: str) -> InvalidRecord:
    name = str(getattr(noun, table.primary_key.columns.keys()[0], "") or getattr(noun, "incident_id", table.name))
    said = str(refusal.orig).strip().splitlines()[0] if problem == _REFUSED else ""
    return InvalidRecord(name, table.name, said, problem)
