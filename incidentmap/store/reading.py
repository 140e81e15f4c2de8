"""Reading records back, whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, TypeVar

import sqlalchemy as sa

from incidentmap.model import (
    Actor,
    ActorLink,
    Aggregate,
    Article,
    Incident,
    Place,
    Record,
    Response,
    Revision,
    SameEvent,
    Span,
    Story,
    checks,
)
from incidentmap.model.registry import EDITED, noun_of
from incidentmap.model.sheet import kind_of
from incidentmap.model.vocabulary import Tlp
from incidentmap.store import bulk_reading, noun_reader, tables
from incidentmap.store.incident_reading import records as records  # offered here with all other reading
from incidentmap.store.placement_queries import learned_names as learned_names  # the same
from incidentmap.store.repository import EVERYTHING
from incidentmap.store.row_mapping import from_row

Noun = TypeVar("Noun")


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that is held about one incident."""

    record: Record
    place: Place | None
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
    found = records(connection, [incident_id]).get(incident_id)
    if found is None:
        return None
    return Dossier(
        record=found,
        place=place(connection, found.placement.place_id if found.placement else None),
        articles=_articles(connection, {citation.article_id for citation in found.citations}),
        answers=_all(connection, Response, tables.responses, "from_incident", incident_id),
        answered_by=_all(connection, Response, tables.responses, "to_incident", incident_id),
        same_events=_same_events(connection, incident_id),
        history=_history(connection, incident_id),
    )


def responses(connection: sa.Connection, ids: Sequence[str]) -> tuple[Response, ...]:
    """Read what some incidents answer and what answers them, each once."""
    kept, found = tables.responses.c, dict[tuple[str, str], Response]()
    for start in range(0, len(ids), noun_reader.AT_ONCE):
        some = ids[start : start + noun_reader.AT_ONCE]
        query = sa.select(tables.responses).where(kept.from_incident.in_(some) | kept.to_incident.in_(some))
        for row in connection.execute(query.order_by(kept.from_incident, kept.to_incident)).mappings():
            found[row["from_incident"], row["to_incident"]] = from_row(Response, row)
    return tuple(found.values())


def subject(connection: sa.Connection, key: str) -> Any:
    """Read the noun of a key as edits name it; None if there is no such noun."""
    return subjects(connection, [key])[key] if checks.storable(key) else None


def subjects(connection: sa.Connection, keys: Iterable[str]) -> dict[str, Any]:
    """Read nouns by their keys, those of one kind together; None where there is none."""
    found: dict[str, Any] = dict.fromkeys(keys)
    for kind, some in groupby(sorted(found), lambda key: kind_of(key).kind):
        entry = EDITED[kind]
        ids = {key: entry.parse(key.partition(":")[2]) for key in some}
        nouns = noun_reader.read_nouns(connection, entry, list(ids.values()))
        found |= {key: nouns.get(each) for key, each in ids.items()}
    return found


def revisions(connection: sa.Connection, first: int, last: int) -> tuple[Revision, ...]:
    """Read the revisions numbered `first` to `last`, oldest first."""
    return revisions_where(connection, tables.revisions.c.revision_id.between(first, last))


def revisions_since(connection: sa.Connection, moment: datetime) -> tuple[Revision, ...]:
    """Read the revisions made at a moment or later, oldest first."""
    return revisions_where(connection, tables.revisions.c.changed_at >= moment)


def has_incidents(connection: sa.Connection) -> bool:
    """Tell whether there is any incident."""
    return bool(connection.scalar(sa.select(sa.exists(sa.select(tables.incidents.c.incident_id)))))


def has_import(connection: sa.Connection, format_name: str) -> bool:
    """Tell whether anything of this format was ever taken in, also if it was taken back."""
    return bool(connection.scalar(sa.select(sa.exists(sa.select(tables.imports).filter_by(format=format_name)))))


def names_of_places(connection: sa.Connection, place_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Read every name of some places, by id."""
    rows = (row for batch in bulk_reading.place_rows(connection, place_ids) for row in batch)
    return {row[0]: (row[1], row[2], *row[3]) for row in rows}


def place(connection: sa.Connection, place_id: str | None) -> Place | None:
    """Read a place that some incident was put at; None if there is none of this id."""
    return None if place_id is None else noun_reader.read_noun(connection, Place, (place_id,))


def places(connection: sa.Connection, place_ids: Sequence[str]) -> dict[str, Place]:
    """Read the places that some incidents were put at, by id, some thousands at most."""
    found: dict[Any, Place] = noun_reader.read_nouns(connection, noun_of(Place), [(each,) for each in place_ids])
    return {place_id: place for (place_id,), place in found.items()}


def names_starting(connection: sa.Connection, stem: str) -> frozenset[str]:
    """Read the ids of incidents that start alike, also of those that were once there: an id is never given twice."""
    ids = tables.incidents.c.incident_id
    said = tables.revision_subjects.c.subject
    named = sa.select(ids).where(ids.startswith(stem, autoescape=True))
    now = connection.scalars(named.execution_options(**EVERYTHING))
    ever = connection.scalars(sa.select(said).where(said.startswith(f"incident:{stem}", autoescape=True)))
    return frozenset(now) | {each.removeprefix("incident:") for each in ever}


def actors(connection: sa.Connection) -> dict[str, Actor]:
    """Read all actors by id."""
    return {actor.actor_id: actor for actor in _all(connection, Actor, tables.actors)}


def actor_links(connection: sa.Connection) -> tuple[ActorLink, ...]:
    """Read how actors hang together."""
    return _all(connection, ActorLink, tables.actor_links)


def articles(connection: sa.Connection) -> tuple[Article, ...]:
    """Read all articles."""
    return _all(connection, Article, tables.articles)


def markings_of_articles(connection: sa.Connection) -> dict[str, Tlp]:
    """Read the markings of the articles that carry one, by id."""
    held = tables.articles.c
    rows = connection.execute(sa.select(held.article_id, held.tlp).where(held.tlp.is_not(None)))
    return {article_id: Tlp(tlp) for article_id, tlp in rows}


def quotes(connection: sa.Connection, article_id: str) -> tuple[Span, ...]:
    """Read all stretches of one article that any record rests on."""
    return _all(connection, Span, tables.spans, "article_id", article_id)


def incidents_citing(connection: sa.Connection, article_id: str) -> tuple[Incident, ...]:
    """Read the incidents that cite one article, by their latest date."""
    cited = sa.select(tables.citations.c.incident_id).filter_by(article_id=article_id)
    found = sa.select(tables.incidents.c.incident_id).where(tables.incidents.c.incident_id.in_(cited))
    ids = connection.scalars(found.order_by("date_latest", "incident_id")).all()
    cited_by = records(connection, ids)
    return tuple(cited_by[each].incident for each in ids)


def aggregates(connection: sa.Connection) -> tuple[Aggregate, ...]:
    """Read all totals with the words they rest on, oldest first."""
    query = sa.select(tables.aggregates.c.aggregate_id).order_by("as_of", "aggregate_id")
    return _read(connection, Aggregate, query)


def stories(connection: sa.Connection) -> tuple[Story, ...]:
    """Read all stories, by their names."""
    return _read(connection, Story, sa.select(tables.stories.c.story_id).order_by("title", "story_id"))


def _read(connection: sa.Connection, kind: type[Noun], query: sa.Select[Any]) -> tuple[Noun, ...]:
    """Read the nouns of the ids that a query gives, in its order."""
    keys = [tuple(row) for row in connection.execute(query)]
    found: dict[Any, Noun] = {}
    for start in range(0, len(keys), noun_reader.AT_ONCE):
        found |= noun_reader.read_nouns(connection, noun_of(kind), keys[start : start + noun_reader.AT_ONCE])
    return tuple(found[key] for key in keys)


def _all(
    connection: sa.Connection, kind: type[Noun], table: sa.Table, key: str = "", value: object = None
) -> tuple[Noun, ...]:
    query = sa.select(table).order_by(*table.primary_key.columns)
    rows = connection.execute(query.filter_by(**{key: value}) if key else query).mappings()
    return tuple(from_row(kind, row) for row in rows)


def _articles(connection: sa.Connection, ids: Iterable[str | None]) -> dict[str, Article]:
    held = sorted(filter(None, ids))
    query = sa.select(tables.articles).where(tables.articles.c.article_id.in_(held))
    return {row["article_id"]: from_row(Article, row) for row in connection.execute(query).mappings()}


def _same_events(connection: sa.Connection, incident_id: str) -> tuple[SameEvent, ...]:
    members = tables.same_event_members.c
    mine = sa.select(members.same_event_id).where(members.incident_id == incident_id).order_by("same_event_id")
    return _read(connection, SameEvent, mine)


def _history(connection: sa.Connection, incident_id: str) -> tuple[Revision, ...]:
    """Give the edits of the incident and the imports it came in with, oldest first."""
    imports = sa.select(tables.origins.c.import_id).filter_by(incident_id=incident_id)
    edits = sa.select(tables.revision_subjects.c.revision_id).filter_by(subject=f"incident:{incident_id}")
    kept = tables.revisions.c
    return revisions_where(connection, kept.subject.in_(imports) | kept.revision_id.in_(edits))


def revisions_where(connection: sa.Connection, where: sa.ColumnElement[bool]) -> tuple[Revision, ...]:
    """Read the revisions that fit, with what they are listed under, oldest first."""
    return _read(connection, Revision, sa.select(tables.revisions.c.revision_id).where(where).order_by("revision_id"))
