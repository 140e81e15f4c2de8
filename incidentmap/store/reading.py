"""Reading records back, whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import sqlalchemy as sa

from incidentmap.model import (
    Actor,
    ActorLink,
    Aggregate,
    Article,
    Attribution,
    Casualties,
    Citation,
    Evidence,
    Incident,
    Place,
    Placement,
    Response,
    Revision,
    SameEvent,
    Span,
)
from incidentmap.store import tables
from incidentmap.store.rows import from_row

Noun = TypeVar("Noun")


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that is held about one incident."""

    incident: Incident
    placement: Placement | None
    place: Place | None
    citations: tuple[Citation, ...]
    attributions: tuple[Attribution, ...]
    casualties: tuple[Casualties, ...]
    evidence: tuple[Evidence, ...]
    articles: Mapping[str, Article]
    answers: tuple[Response, ...]
    answered_by: tuple[Response, ...]
    same_events: tuple[SameEvent, ...]
    history: tuple[Revision, ...]


def state(connection: sa.Connection) -> int:
    """Number the state of the records; it grows with every save, as every save writes its revision."""
    return connection.scalar(sa.select(sa.func.max(tables.revisions.c.revision_id))) or 0


def dossier(connection: sa.Connection, incident_id: str) -> Dossier | None:
    """Read everything about one incident; None if there is no such incident."""
    found = incident(connection, incident_id)
    if found is None:
        return None
    placements = _all(connection, Placement, tables.placements, "incident_id", incident_id)
    place_id = placements[0].place_id if placements else None
    citations = _all(connection, Citation, tables.citations, "incident_id", incident_id)
    return Dossier(
        incident=found,
        placement=placements[0] if placements else None,
        place=next(iter(_all(connection, Place, tables.places, "place_id", place_id)), None),
        citations=citations,
        attributions=_all(connection, Attribution, tables.attributions, "incident_id", incident_id),
        casualties=_all(connection, Casualties, tables.casualties, "incident_id", incident_id),
        evidence=_evidence(connection, incident_id),
        articles=_articles(connection, {citation.article_id for citation in citations}),
        answers=_all(connection, Response, tables.responses, "from_incident", incident_id),
        answered_by=_all(connection, Response, tables.responses, "to_incident", incident_id),
        same_events=_same_events(connection, incident_id),
        history=_history(connection, incident_id),
    )


def incident(connection: sa.Connection, incident_id: str) -> Incident | None:
    """Read one incident with the actors it was directed against; None if there is no such incident."""
    row = connection.execute(sa.select(tables.incidents).filter_by(incident_id=incident_id)).mappings().first()
    if row is None:
        return None
    targets = sa.select(tables.target_actors.c.actor_id).filter_by(incident_id=incident_id)
    return from_row(Incident, row, target_actors=tuple(connection.scalars(targets.order_by("actor_id"))))


def has_incidents(connection: sa.Connection) -> bool:
    """Tell whether there is any incident."""
    return bool(connection.scalar(sa.select(sa.exists(sa.select(tables.incidents.c.incident_id)))))


def has_import(connection: sa.Connection, format_name: str) -> bool:
    """Tell whether anything of this format was ever taken in."""
    return bool(connection.scalar(sa.select(sa.exists(sa.select(tables.imports).filter_by(format=format_name)))))


def actors(connection: sa.Connection) -> dict[str, Actor]:
    """Read all actors by id."""
    return {actor.actor_id: actor for actor in _all(connection, Actor, tables.actors)}


def actor_links(connection: sa.Connection) -> tuple[ActorLink, ...]:
    """Read how actors hang together."""
    return _all(connection, ActorLink, tables.actor_links)


def articles(connection: sa.Connection) -> tuple[Article, ...]:
    """Read all articles."""
    return _all(connection, Article, tables.articles)


def quotes(connection: sa.Connection, article_id: str) -> tuple[Span, ...]:
    """Read all stretches of one article that any record rests on."""
    return _all(connection, Span, tables.spans, "article_id", article_id)


def incidents_citing(connection: sa.Connection, article_id: str) -> tuple[Incident, ...]:
    """Read the incidents that cite one article, by their latest date."""
    cited = sa.select(tables.citations.c.incident_id).filter_by(article_id=article_id)
    found = sa.select(tables.incidents.c.incident_id).where(tables.incidents.c.incident_id.in_(cited))
    ids = connection.scalars(found.order_by("date_latest", "incident_id")).all()
    return tuple(filter(None, (incident(connection, each) for each in ids)))


def aggregates(connection: sa.Connection) -> tuple[Aggregate, ...]:
    """Read all totals with the words they rest on, oldest first."""
    rows = connection.execute(sa.select(tables.aggregates).order_by("as_of", "aggregate_id")).mappings().all()
    spans = _spans(connection, tables.spans.c.aggregate_id)
    return tuple(from_row(Aggregate, row, spans=spans.get(row["aggregate_id"], ())) for row in rows)


def _all(
    connection: sa.Connection, kind: type[Noun], table: sa.Table, key: str = "", value: object = None
) -> tuple[Noun, ...]:
    query = sa.select(table).order_by(*table.primary_key.columns)
    rows = connection.execute(query.filter_by(**{key: value}) if key else query).mappings()
    return tuple(from_row(kind, row) for row in rows)


def _evidence(connection: sa.Connection, incident_id: str) -> tuple[Evidence, ...]:
    of_incident = sa.select(tables.evidence).filter_by(incident_id=incident_id).order_by("evidence_id")
    rows = connection.execute(of_incident).mappings().all()
    spans = _spans(connection, tables.spans.c.evidence_id, [row["evidence_id"] for row in rows])
    return tuple(from_row(Evidence, row, spans=spans.get(row["evidence_id"], ())) for row in rows)


def _spans(
    connection: sa.Connection, owner: sa.Column[Any], only: Iterable[int] | None = None
) -> dict[Any, tuple[Span, ...]]:
    query = sa.select(tables.spans).where(owner.is_not(None) if only is None else owner.in_(list(only)))
    found: dict[Any, tuple[Span, ...]] = {}
    for row in connection.execute(query.order_by("span_id")).mappings():
        found[row[owner.name]] = (*found.get(row[owner.name], ()), from_row(Span, row))
    return found


def _articles(connection: sa.Connection, ids: Iterable[str | None]) -> dict[str, Article]:
    held = sorted(filter(None, ids))
    query = sa.select(tables.articles).where(tables.articles.c.article_id.in_(held))
    return {row["article_id"]: from_row(Article, row) for row in connection.execute(query).mappings()}


def _same_events(connection: sa.Connection, incident_id: str) -> tuple[SameEvent, ...]:
    members = tables.same_event_members
    mine = sa.select(members.c.same_event_id).where(members.c.incident_id == incident_id)
    query = sa.select(tables.same_events).where(tables.same_events.c.same_event_id.in_(mine))
    rows = connection.execute(query.order_by("same_event_id")).mappings().all()
    of_event = sa.select(members.c.incident_id).order_by("incident_id")
    return tuple(
        from_row(
            SameEvent,
            row,
            incident_ids=tuple(connection.scalars(of_event.filter_by(same_event_id=row["same_event_id"]))),
        )
        for row in rows
    )


def _history(connection: sa.Connection, incident_id: str) -> tuple[Revision, ...]:
    """Give the edits of the incident and the imports it came in with, oldest first."""
    imports = sa.select(tables.origins.c.import_id).filter_by(incident_id=incident_id)
    about = tables.revisions.c.subject
    query = sa.select(tables.revisions).where((about == incident_id) | about.in_(imports))
    rows = connection.execute(query.order_by("revision_id")).mappings()
    return tuple(from_row(Revision, row) for row in rows)
