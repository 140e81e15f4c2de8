"""Clearing away what an import brought that nobody sees, in batches, each under a short lock of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import sqlalchemy as sa

from incidentmap.errors import InvalidRecord
from incidentmap.model.vocabulary import ImportState
from incidentmap.store import digests
from incidentmap.store import tables as t
from incidentmap.store.writing import Writer

if TYPE_CHECKING:
    from incidentmap.store.database import Store

_AT_ONCE = 500
_PARTS = (t.casualties, t.attributions, t.citations, t.placements, t.target_actors, t.origins, t.incidents)
# Kinds that edits name, in the order in which they can be taken away, each with the columns of its key.
_SUBJECTS = {
    "aggregate": t.aggregates.c.aggregate_id,
    "article": t.articles.c.article_id,
    "actor": t.actors.c.actor_id,
}


def discard(store: Store, import_id: str) -> None:
    """Take away all that an import wrote which never was applied; killed half-way, it can be called again."""
    while _clear_batch(store, import_id):
        pass
    with store.loading() as writer:
        _check_loading(writer.connection, import_id)
        _clear_subjects(writer.connection, import_id)
        writer.connection.execute(sa.delete(t.imports).filter_by(import_id=import_id))


def _check_loading(connection: sa.Connection, import_id: str) -> None:
    found = connection.scalar(sa.select(t.imports.c.state).filter_by(import_id=import_id))
    if found != ImportState.LOADING.value:
        raise InvalidRecord(import_id, "state", found or "", "is not loading, so it is not discarded")


def _clear_batch(store: Store, import_id: str) -> bool:
    with store.loading() as writer:
        _check_loading(writer.connection, import_id)
        came = sa.select(t.origins.c.incident_id).join(t.incidents).filter(t.origins.c.import_id == import_id)
        merged_first = came.order_by(t.incidents.c.merged_into.is_(None), t.incidents.c.incident_id)
        ids = writer.connection.scalars(merged_first.limit(_AT_ONCE)).all()
        if ids:
            _clear_incidents(writer, ids)
    return bool(ids)


def _clear_incidents(writer: Writer, ids: Sequence[str]) -> None:
    connection = writer.connection
    mine = t.evidence.c.incident_id.in_(ids)
    connection.execute(
        sa.delete(t.spans).where(t.spans.c.evidence_id.in_(sa.select(t.evidence.c.evidence_id).where(mine)))
    )
    connection.execute(sa.delete(t.evidence).where(mine))
    ends = t.responses.c
    connection.execute(sa.delete(t.responses).where(ends.from_incident.in_(ids) | ends.to_incident.in_(ids)))
    for table in _PARTS:
        connection.execute(sa.delete(table).where(table.c.incident_id.in_(ids)))
    digests.drop(connection, [f"incident:{each}" for each in ids])


def _clear_subjects(connection: sa.Connection, import_id: str) -> None:
    """Take away actors, texts and totals; one that somebody else refers to by now stays."""
    came = sa.select(t.import_subjects.c.subject).filter_by(import_id=import_id)
    named = {
        kind: came.where(t.import_subjects.c.subject.startswith(f"{kind}:")) for kind in (*_SUBJECTS, "actor_link")
    }
    links = t.actor_links.c
    link = "actor_link:" + links.actor + ">" + links.parent + ">" + links.link
    connection.execute(sa.delete(t.actor_links).where(link.in_(named["actor_link"])))
    digests.drop(connection, named["actor_link"])
    ids = {kind: [each.partition(":")[2] for each in connection.scalars(named[kind])] for kind in _SUBJECTS}
    connection.execute(sa.delete(t.spans).where(t.spans.c.aggregate_id.in_(ids["aggregate"])))
    for kind, column in _SUBJECTS.items():
        for each in ids[kind]:
            try:
                with connection.begin_nested():
                    connection.execute(sa.delete(column.table).where(column == each))
                    digests.drop(connection, [f"{kind}:{each}"])
            except sa.exc.IntegrityError:
                continue
    connection.execute(sa.delete(t.import_subjects).filter_by(import_id=import_id))
