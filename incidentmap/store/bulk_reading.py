"""Reading many rows as plain tuples, in batches: one query a table, no noun built. The read model is made of these."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from incidentmap.model.vocabulary import SameEventStatus, Stance
from incidentmap.store import tables as t
from incidentmap.store.placement_queries import LIVING

AT_ONCE = 20_000
TEXTS_AT_ONCE = 200  # articles may be long
IDS_AT_ONCE = 5_000  # SQLite takes 32,766 in one query

Rows = Sequence[Sequence[Any]]


def _day(column: sa.Column[Any]) -> sa.ColumnElement[Any]:
    """Leave a day as the driver gives it, a text or a date: millions of them are turned into numbers at once."""
    return sa.type_coerce(column, sa.Text).label(column.name)


# Each query with the column by which it can be told to read only some.
_QUERIES: dict[str, tuple[sa.Select[Any], sa.Column[Any]]] = {
    "incidents": (
        sa.select(
            *t.incidents.c["incident_id", "category", "event_type", "outcome", "weapon_class", "status", "tlp"],
            _day(t.incidents.c.date_earliest),
            _day(t.incidents.c.date_latest),
            *t.incidents.c["country", "admin1", "summary", "place_text", "site"],
            *t.placements.c["place_id", "where_prec", "latitude", "longitude", "uncertainty_km"],
        ).select_from(t.incidents.outerjoin(t.placements)),
        t.incidents.c.incident_id,
    ),
    "attributions": (
        sa.select(*t.attributions.c["incident_id", "actor_id", "basis", "stance", "stated_as"]),
        t.attributions.c.incident_id,
    ),
    "targets": (sa.select(*t.target_actors.c["incident_id", "actor_id"]), t.target_actors.c.incident_id),
    "casualties": (
        sa.select(*t.casualties.c["incident_id", "measure", "of", "nationality", "stated", "low", "best", "high"]),
        t.casualties.c.incident_id,
    ),
    "citations": (
        sa.select(*t.citations.c["incident_id", "title", "publisher", "article_id"]),
        t.citations.c.incident_id,
    ),
    "same_events": (
        sa.select(*t.same_event_members.c["incident_id", "same_event_id"], t.same_events.c.status)
        .select_from(t.same_event_members.join(t.same_events))
        .where(t.same_events.c.status != SameEventStatus.REFUSED.value),
        t.same_event_members.c.incident_id,
    ),
    "quoted": (
        sa.select(t.evidence.c.incident_id).select_from(t.evidence.join(t.spans)).distinct(),
        t.evidence.c.incident_id,
    ),
    "articles": (sa.select(*t.articles.c["article_id", "publisher", "tlp", "title", "text"]), t.articles.c.article_id),
}
ASSERTS = Stance.ASSERTS.value
CONFIRMED = SameEventStatus.CONFIRMED.value


@dataclass(frozen=True, slots=True)
class Stamp:
    """What identifies a state of the records: the number of the latest revision, and what tells it from another's."""

    state: int
    changed_at: str
    subject: str


def stamp(connection: sa.Connection, state: int | None = None) -> Stamp | None:
    """Read the stamp of the latest state, or of an earlier one; None if there never was this one."""
    kept = t.revisions.c
    query = sa.select(kept.revision_id, kept.changed_at, kept.subject).order_by(kept.revision_id.desc()).limit(1)
    found = connection.execute(query if state is None else query.where(kept.revision_id == state)).first()
    if found is None:
        return None if state else Stamp(0, "", "")
    return Stamp(found.revision_id, found.changed_at.isoformat(), found.subject)


def count_incidents(connection: sa.Connection) -> int:
    """Count the incidents."""
    return connection.scalar(sa.select(sa.func.count()).select_from(t.incidents)) or 0


def subjects_since(connection: sa.Connection, state: int) -> set[str | None]:
    """Read what the revisions after a state are listed under; None stands for those that are listed under nothing."""
    listed = t.revision_subjects
    query = sa.select(listed.c.subject).select_from(t.revisions.outerjoin(listed))
    return set(connection.scalars(query.where(t.revisions.c.revision_id > state).distinct()))


def batches(connection: sa.Connection, name: str, only: Collection[str] | None = None) -> Iterator[Rows]:
    """Read the rows of one query, all or those of `only` some ids."""
    query, key = _QUERIES[name]
    at_once = TEXTS_AT_ONCE if name == "articles" else AT_ONCE
    if only is None:
        yield from _fetched(connection, query, at_once)
        return
    ids = list(only)
    for start in range(0, len(ids), IDS_AT_ONCE):
        yield from _fetched(connection, query.where(key.in_(ids[start : start + IDS_AT_ONCE])), at_once)


def place_rows(connection: sa.Connection, only: Collection[str] | None = None) -> Iterator[Rows]:
    """Read id, name, Arabic name, aliases, governorate and country of places."""
    query = sa.select(*t.places.c["place_id", "name", "name_ar", "aliases", "admin1", "country_code"])
    ids = list(only or ())
    for start in range(0, max(len(ids), 1), IDS_AT_ONCE):
        some = query if only is None else query.where(t.places.c.place_id.in_(ids[start : start + IDS_AT_ONCE]))
        yield from _fetched(connection, some)


def places_of(connection: sa.Connection, only: Collection[str]) -> set[str]:
    """Read the places that some incidents stand on."""
    kept = t.placements.c
    query = sa.select(kept.incident_id, kept.place_id).where(kept.place_id.is_not(None))
    ids, found = list(only), set[str]()
    for start in range(0, len(ids), IDS_AT_ONCE):
        some = query.where(kept.incident_id.in_(ids[start : start + IDS_AT_ONCE]))
        found.update(place_id for _, place_id in connection.execute(some))
    return found


def said_of_articles(connection: sa.Connection, only: Collection[str]) -> dict[str, tuple[str, str]]:
    """Read who published some articles, and their markings, "" where there is none."""
    ids, found = list(only), dict[str, tuple[str, str]]()
    for start in range(0, len(ids), IDS_AT_ONCE):
        query = sa.select(*t.articles.c["article_id", "publisher", "tlp"])
        some = query.where(t.articles.c.article_id.in_(ids[start : start + IDS_AT_ONCE]))
        found |= {row.article_id: (row.publisher, row.tlp or "") for row in connection.execute(some)}
    return found


def count_actors(connection: sa.Connection) -> int:
    """Count the actors."""
    return connection.scalar(sa.select(sa.func.count()).select_from(t.actors)) or 0


def rivals(connection: sa.Connection, only: Collection[str] | None = None) -> dict[str, list[str]]:
    """Read the living incidents of each set that still awaits a decision; all sets, or those of `only` some incidents.

    One that was rejected or merged is no rival any more.
    """
    members = t.same_event_members
    query = sa.select(members.c.same_event_id, members.c.incident_id).join_from(members, t.same_events)
    query = query.join(t.incidents, t.incidents.c.incident_id == members.c.incident_id)
    query = query.where(t.same_events.c.status == SameEventStatus.SUGGESTED.value, LIVING)
    found: dict[str, list[str]] = {}
    ids = list(only or ())
    for start in range(0, max(len(ids), 1), IDS_AT_ONCE):
        mine = sa.select(members.c.same_event_id).where(members.c.incident_id.in_(ids[start : start + IDS_AT_ONCE]))
        some = query if only is None else query.where(members.c.same_event_id.in_(mine))
        read: dict[str, list[str]] = {}
        for named, incident_id in connection.execute(some):
            read.setdefault(named, []).append(incident_id)
        found |= read
    return found


def _fetched(connection: sa.Connection, query: sa.Select[Any], at_once: int = AT_ONCE) -> Iterator[Rows]:
    yield from connection.execute(query, execution_options={"yield_per": at_once}).partitions()
