"""Every rule looked after over the whole store: what is against one is told, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from incidentmap.model import Record, Revision, Subject
from incidentmap.model.registry import EDITED
from incidentmap.model.vocabulary import LIVE
from incidentmap.store import tables
from incidentmap.store.noun_reader import READ, read_shelf
from incidentmap.store.replaying import Replay
from incidentmap.store.repository import EVERYTHING
from incidentmap.store.tables import table_of

_RESTORE = "restore a backup"
_LOOK = "look at its history, and save it as it should be, or restore a backup"
_KINDS = {entry.table: kind for kind, entry in EDITED.items()}


@dataclass(frozen=True, slots=True)
class Finding:
    """What is not as it should be: in which record, what, and what to do."""

    record: str
    problem: str
    advice: str

    def __str__(self) -> str:
        return " ".join(f"{self.record}: {self.problem}; {self.advice}".split())


def check(connection: sa.Connection) -> Iterator[Finding]:
    """Tell all that is against a rule, in one state of the store, in batches; nothing is changed."""
    # 1 the file, 2 what refers to nothing, 3 what cannot be read or is not what its history says, 4 words, 5 mergers
    for step in (damage, _dangling, _nouns, _misquoted, _mergers):
        try:
            yield from step(connection)
        except sa.exc.DBAPIError as trouble:
            yield Finding("database", f"cannot be read to the end ({trouble.orig})", _RESTORE)


def damage(connection: sa.Connection) -> Iterator[Finding]:
    """Tell where the file itself is damaged; a server looks after its own."""
    if connection.dialect.name == "sqlite":
        for said in connection.exec_driver_sql("PRAGMA integrity_check").scalars():
            if said != "ok":
                yield Finding("database", f"is damaged ({said})", _RESTORE)


def _dangling(connection: sa.Connection) -> Iterator[Finding]:
    """Tell which rows refer to one that is not there."""
    for table in tables.metadata.sorted_tables:
        for key in table.foreign_keys:
            target = key.column.table.alias()
            there = sa.exists().where(target.c[key.column.name] == key.parent)
            query = sa.select(*table.primary_key.columns, key.parent).where(key.parent.is_not(None), ~there)
            for *own, missing in connection.execute(query, execution_options=EVERYTHING):
                problem = f"{key.parent.name} names {missing!r}, which is not in {key.column.table.name}"
                yield Finding(_named(table, own), problem, _RESTORE)


def _nouns(connection: sa.Connection) -> Iterator[Finding]:
    """Tell what cannot be read, or is not what its history says; the edits come first, oldest first."""
    replay = Replay()
    for entry in READ:
        for key, noun in read_shelf(connection, entry):
            name = _named(table_of(entry.cls), key)
            if isinstance(noun, Exception):
                replay.forget(name)
                yield Finding(name, f"cannot be read ({getattr(noun, 'orig', noun)})", _RESTORE)
            else:
                yield from _of_noun(noun, name, replay)
    yield from (Finding(*problem, _LOOK) for problem in replay.missing())


def _of_noun(noun: Any, name: str, replay: Replay) -> Iterator[Finding]:
    if isinstance(noun, Revision):
        yield from (Finding(*problem, _RESTORE) for problem in replay.take(noun))
    elif isinstance(noun, Subject):
        yield from (Finding(*problem, _LOOK) for problem in replay.compare(noun))
    if isinstance(noun, Record) and noun.placement is None and noun.incident.status in LIVE:
        yield Finding(name, "has neither a place nor a reason why it has none", "place it")


def _misquoted(connection: sa.Connection) -> Iterator[Finding]:
    span, article = tables.spans.c, tables.articles.c
    said = sa.func.substr(article.text, span.start + 1, span.end - span.start)
    query = sa.select(span.span_id, span.article_id, span.quote).join_from(tables.spans, tables.articles)
    for number, article_id, quote in connection.execute(query.where(said != span.quote)):
        yield Finding(f"spans:{number}", f"quotes {quote[:40]!r}, which {article_id} does not say there", _RESTORE)


def _mergers(connection: sa.Connection) -> Iterator[Finding]:
    """Tell which merged incidents lead back to themselves; one that was rejected takes those merged into it along."""
    merged = tables.incidents.c
    query = sa.select(merged.incident_id, merged.merged_into).where(merged.merged_into.is_not(None))
    into = dict(map(tuple, connection.execute(query)))
    for name in into:
        if _leads_round(name, into):
            yield Finding(
                f"incident:{name}", "is merged in a circle", "split it off, then merge it into one that is shown"
            )


def _leads_round(name: str, into: dict[str, str]) -> bool:
    here, seen = name, set[str]()
    while here in into and here not in seen:
        seen.add(here)
        here = into[here]
    return here in into


def _named(table: sa.Table, key: Sequence[Any]) -> str:
    """Name a row as edits do, where they can name it."""
    return f"{_KINDS.get(table.name, table.name)}:{'>'.join(map(str, key))}"
