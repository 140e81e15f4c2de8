"""Every rule looked after over the whole store: what is against one is told, and what to do about it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

import sqlalchemy as sa

from incidentmap.model import Incident, Record, Revision, Snapshot, Story, Subject
from incidentmap.model.registry import EDITED, PART_NOUNS, Noun, noun_of
from incidentmap.model.vocabulary import LIVE
from incidentmap.store import digests, noun_reader, snapshots, tables
from incidentmap.store.child_tables import fields_apart
from incidentmap.store.noun_reader import READ, read_shelf
from incidentmap.store.replaying import Replay
from incidentmap.store.repository import EVERYTHING
from incidentmap.store.tables import apart_of, table_of

_RESTORE = "restore a backup"
_BRING_BACK = "restore a backup, or bring it in again: what came with the seeds by `python -m incidentmap seed`"
_LOOK = "look at its history, and save it as it should be, or restore a backup"
_KINDS = {entry.table: kind for kind, entry in EDITED.items()}
# Rows that are parts of a record.
_PARTS = {table_of(each.cls) for each in PART_NOUNS} | {apart_of(each)[0] for each in fields_apart(noun_of(Incident))}


@dataclass(frozen=True, slots=True)
class Finding:
    """What is not as it should be: in which record, what, and what to do; `whole` is the noun that a row is part of."""

    record: str
    problem: str
    advice: str
    whole: str = ""

    def __str__(self) -> str:
        return " ".join(f"{self.record}: {self.problem}; {self.advice}".split())


def check(connection: sa.Connection) -> Iterator[Finding]:
    """Tell all that is against a rule, in one state of the store, in batches; nothing is changed."""
    # 1 the file, 2 what refers to nothing, 3 words, 4 mergers, 5 what stories tell, 6 what cannot be read or is not
    # what its history says, or not what came in, where nothing else was told of it, 7 what was handed out
    told: set[str] = set()
    for step in (damage, _dangling, _misquoted, _mergers, _untold, partial(_nouns, told=told), _snapshots):
        try:
            for finding in step(connection):
                told.add(finding.whole or finding.record)
                yield finding
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
            whole = table.c.incident_id if table in _PARTS else sa.null()
            query = sa.select(*table.primary_key.columns, key.parent, whole).where(key.parent.is_not(None), ~there)
            for *own, missing, incident_id in connection.execute(query, execution_options=EVERYTHING):
                problem = f"{key.parent.name} names {missing!r}, which is not in {key.column.table.name}"
                yield Finding(_named(table, own), problem, _RESTORE, f"incident:{incident_id}" if incident_id else "")


def _nouns(connection: sa.Connection, told: Collection[str]) -> Iterator[Finding]:
    """Tell what cannot be read, is not what its history says, or not what came in; the edits come first, oldest first.

    Of a noun that is among those `told` of by then it is not told once more that it is not what came in.
    """
    replay = Replay()
    for entry in READ:
        for name, noun, came in _with_digests(connection, entry):
            if isinstance(noun, Exception):
                replay.forget(name)
                yield Finding(name, f"cannot be read ({getattr(noun, 'orig', noun)})", _RESTORE)
                continue
            edited = replay.named(name)
            yield from _of_noun(noun, name, replay)
            if came and name not in told:
                yield from _not_what_came(noun, name, came, edited)
    yield from (Finding(*problem, _LOOK) for problem in replay.missing())
    for name in digests.lost(connection):
        if name not in told and not replay.knows(name):
            yield Finding(name, "is not there, though it came in and no edit took it away", _BRING_BACK)


def _snapshots(connection: sa.Connection) -> Iterator[Finding]:
    """Tell what is not as it was handed out."""
    for key, noun in read_shelf(connection, noun_of(Snapshot)):
        if isinstance(noun, Snapshot) and (problem := snapshots.problem_of(connection, noun)):
            yield Finding(_named(tables.snapshots, key), problem, _RESTORE)


def _with_digests(connection: sa.Connection, entry: Noun) -> Iterator[tuple[str, Any, str]]:
    """Read all nouns of one kind, each with its name and the digest of what came in, "" where there is none."""
    shelf = read_shelf(connection, entry)
    while some := [(_named(table_of(entry.cls), key), noun) for key, noun in islice(shelf, noun_reader.AT_ONCE)]:
        came = digests.read(connection, [name for name, _ in some]) if entry.kind in EDITED else {}
        yield from ((name, noun, came.get(name, "")) for name, noun in some)


def _not_what_came(noun: Subject, name: str, came: str, edited: Collection[str]) -> Iterator[Finding]:
    if fields := [each for each in digests.changed(came, noun) if each not in edited]:
        yield Finding(name, f"{', '.join(fields)}: not what came in, and no edit says so", _LOOK)


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
    query = sa.select(span.span_id, span.article_id, span.quote, tables.evidence.c.incident_id, span.aggregate_id)
    query = query.join_from(tables.spans, tables.articles).outerjoin(tables.evidence)
    for number, article_id, quote, incident_id, total in connection.execute(query.where(said != span.quote)):
        whole = f"incident:{incident_id}" if incident_id else f"aggregate:{total}"
        problem = f"quotes {quote[:40]!r}, which {article_id} does not say there"
        yield Finding(f"spans:{number}", problem, _RESTORE, whole)


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


def _untold(connection: sa.Connection) -> Iterator[Finding]:
    """Tell which steps of stories tell an incident that is not there; a story that cannot be read is told elsewhere."""
    stories = [story for _, story in read_shelf(connection, noun_of(Story)) if isinstance(story, Story)]
    held = tables.incidents.c.incident_id
    for story in stories:
        named = [step.incident_id for step in story.steps]
        there = set(connection.scalars(sa.select(held).where(held.in_(named))))
        for number, step in enumerate(story.steps, 1):
            if step.incident_id and step.incident_id not in there:
                problem = f"step {number} tells {step.incident_id!r}, which is not there"
                yield Finding(f"story:{story.story_id}", problem, "take the step out, or bring the incident back")


def _named(table: sa.Table, key: Sequence[Any]) -> str:
    """Name a row as edits do, where they can name it."""
    return f"{_KINDS.get(table.name, table.name)}:{'>'.join(map(str, key))}"
