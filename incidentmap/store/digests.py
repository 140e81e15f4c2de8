"""Digests of what came in, by which `check` tells what was changed past the program in a noun that no edit names.

A digest names each field that said something, with the start of the SHA-256 of what it said. What is blank is not in
it, so a field that a later version adds, and that is blank in all that was there before, changes no digest. A migration
that changes what is there, or puts something into a new field, leaves the digests of those nouns open (""), and they
are made anew once all migrations are done.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any

import sqlalchemy as sa

from incidentmap.model import Subject, key_of, to_sheet
from incidentmap.model.registry import EDITED, Noun
from incidentmap.store import tables as t
from incidentmap.store.noun_reader import AT_ONCE, read_each
from incidentmap.store.repository import EVERYTHING

_DIGITS = 8  # of a mark: two values have one in common once in four thousand million times
_OPEN = t.digests.c.marks == ""
_PLAIN = frozenset({str, int, float, bool})
_write = json.JSONEncoder(sort_keys=True, check_circular=False).encode


def made_of(noun: Subject) -> str:
    """Mark what a noun says, with its parts, field by field."""
    return " ".join([f"{field}:{_mark(value)}" for field, value in _without_blanks(to_sheet(noun)).items()])


def changed(came: str, noun: Subject) -> list[str]:
    """Name the fields in which a noun is not what came in."""
    was, now = _marks(came), _marks(made_of(noun))
    return sorted(field for field in was.keys() | now.keys() if was.get(field) != now.get(field))


def add(connection: sa.Connection, nouns: Iterable[Subject]) -> None:
    """Keep the digests of nouns that an import brings, also of one that was lost past this program and comes again."""
    if rows := [{"subject": key_of(each), "marks": made_of(each)} for each in nouns]:
        drop(connection, [row["subject"] for row in rows])
        connection.execute(sa.insert(t.digests), rows)


def drop(connection: sa.Connection, subjects: Collection[str] | sa.Select[Any]) -> None:
    """Let go of the digests of nouns that are taken away; of one that comes back the history tells everything."""
    connection.execute(sa.delete(t.digests).where(t.digests.c.subject.in_(subjects)))


def read(connection: sa.Connection, subjects: Sequence[str]) -> dict[str, str]:
    """Read the digests of some nouns, by their keys; those that no import brought have none."""
    found = sa.select(t.digests.c.subject, t.digests.c.marks).where(t.digests.c.subject.in_(subjects))
    return dict(map(tuple, connection.execute(found)))


def lost(connection: sa.Connection) -> Iterator[str]:
    """Name what an import brought and what is not there, also where nobody sees what it brought."""
    for entry in EDITED.values():
        here = sa.select(_named(entry))
        query = sa.except_(sa.select(t.digests.c.subject).where(_of_kind(entry)), here)
        yield from connection.scalars(query, execution_options=EVERYTHING)


def complete(connection: sa.Connection) -> None:
    """Make the digests that migrations left open; what cannot be read gets none."""
    if not connection.scalar(sa.select(sa.exists().where(_OPEN))):
        return
    make = sa.update(t.digests).where(t.digests.c.subject == sa.bindparam("named")).values(marks=sa.bindparam("made"))
    for entry in EDITED.values():
        for names in _left_open(connection, entry):
            ids = [entry.parse(name.partition(":")[2]) for name in names]
            nouns = [noun for _, noun in read_each(connection, entry, ids) if not isinstance(noun, Exception)]
            if made := [{"named": key_of(each), "made": made_of(each)} for each in nouns]:
                connection.execute(make, made)
    connection.execute(sa.delete(t.digests).where(_OPEN))


def _left_open(connection: sa.Connection, entry: Noun) -> Iterator[list[str]]:
    """Name the nouns of one kind whose digests are open, in batches: what is read is written meanwhile."""
    named, last = t.digests.c.subject, ""
    query = sa.select(named).where(_OPEN, _of_kind(entry)).order_by(named).limit(AT_ONCE)
    while names := list(connection.scalars(query.where(named > last))):
        yield names
        last = names[-1]


def _of_kind(entry: Noun) -> sa.ColumnElement[bool]:
    return t.digests.c.subject.startswith(f"{entry.kind}:", autoescape=True)


def _named(entry: Noun) -> Any:
    """Name the rows of a kind as edits name them."""
    first, *others = t.table_of(entry.cls).primary_key.columns
    named: Any = sa.literal(f"{entry.kind}:") + first
    for each in others:
        named = named + ">" + each
    return named


def _mark(value: Any) -> str:
    text = value if isinstance(value, str) else _write(value)
    return sha256(text.encode()).hexdigest()[:_DIGITS]


def _without_blanks(value: Any) -> Any:
    """Leave out what says nothing, at every depth; nouns come by the million, so plain values are passed over here."""
    if isinstance(value, dict):
        return {
            name: each if each.__class__ in _PLAIN else _without_blanks(each)
            for name, each in value.items()
            if each or (each == 0 and each is not False)
        }
    return [_without_blanks(each) for each in value] if isinstance(value, (list, tuple)) else value


def _marks(digest: str) -> dict[str, str]:
    return {field: mark for field, _, mark in (each.partition(":") for each in digest.split())}
