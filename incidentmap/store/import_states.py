"""The states of an import: loading, applied, taken back, done again, cleared away."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from incidentmap.errors import InvalidRecord
from incidentmap.model import Import, Revision, Subject, key_of
from incidentmap.model.vocabulary import ImportState
from incidentmap.store import digests
from incidentmap.store import tables as t
from incidentmap.store.repository import EVERYTHING, Repository
from incidentmap.store.row_mapping import from_row
from incidentmap.store.writing import Writer

_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Kept:
    """An incident that stays when its import is taken back: who changed it last, and why."""

    incident_id: str
    changed_by: str
    why: str


def imports(connection: sa.Connection, format_name: str = "", state: ImportState | None = None) -> list[Import]:
    """Read imports, the oldest first; of one format, of one state."""
    query = sa.select(t.imports).order_by(t.imports.c.at, t.imports.c.import_id)
    query = query.filter_by(format=format_name) if format_name else query
    query = query.filter_by(state=state.value) if state else query
    return [from_row(Import, row) for row in connection.execute(query).mappings()]


def begin(writer: Writer, new: Import) -> Import:
    """Give the import of the same content that was left loading, or begin a new one."""
    left = imports(writer.connection, new.format, ImportState.LOADING)
    same = next((each for each in left if each.sha256 == new.sha256), None)
    if same is None:
        writer.add(new)
    return same or new


def check_loading(connection: sa.Connection, import_id: str) -> None:
    """Refuse to write for an import that is not loading."""
    _check_state(connection, import_id, ImportState.LOADING)


def is_loading(connection: sa.Connection, import_id: str) -> bool:
    """Tell whether an import is still loading; another process may have ended it."""
    return _state(connection, import_id) == ImportState.LOADING.value


def came_with(connection: sa.Connection, import_id: str) -> set[str]:
    """Read what came with an import beside incidents, as edits name it."""
    return set(connection.scalars(sa.select(t.import_subjects.c.subject).filter_by(import_id=import_id)))


def note(connection: sa.Connection, import_id: str, nouns: Iterable[Subject]) -> None:
    """Note what came with an import beside incidents, and what it says."""
    came = list(nouns)
    if rows := [{"import_id": import_id, "subject": key_of(each)} for each in came]:
        connection.execute(sa.insert(t.import_subjects), rows)
    digests.add(connection, came)


def apply(writer: Writer, import_id: str, by: str, why: str, after: dict[str, Any]) -> int:
    """Show everybody what an import brought, under its revision; give the number of that."""
    _set_state(writer.connection, import_id, ImportState.LOADING, ImportState.APPLIED)
    return _sign(writer, import_id, by, why, after)


def take_back(writer: Writer, import_id: str, by: str, why: str) -> tuple[Kept, ...]:
    """Hide what an import brought, as one step; what was edited since stays, with what it rests on, and is listed."""
    connection = writer.connection
    # 1 what was edited since
    kept = tuple(_edited_since(connection, import_id))
    _keep_incidents(connection, import_id, kept)
    _keep_subjects(connection, import_id, _edited_subjects(connection, import_id), anew=True)
    # 2 hide the rest
    _set_state(connection, import_id, ImportState.APPLIED, ImportState.DISCARDED)
    # 3 keep what those that can still be seen refer to
    Repository(connection)
    _keep_subjects(connection, import_id, _referred_to(connection))
    _keep_subjects(connection, import_id, _links_between_seen(connection))
    # 4 sign
    listed = [{"incident_id": each.incident_id, "changed_by": each.changed_by, "why": each.why} for each in kept]
    _sign(writer, import_id, by, why, {"state": ImportState.DISCARDED.value, "kept": listed})
    return kept


def do_again(writer: Writer, import_id: str, by: str, why: str) -> int:
    """Show again what an import brought that was taken back."""
    _set_state(writer.connection, import_id, ImportState.DISCARDED, ImportState.APPLIED)
    return _sign(writer, import_id, by, why, {"state": ImportState.APPLIED.value})


def _state(connection: sa.Connection, import_id: str) -> str | None:
    query = sa.select(t.imports.c.state).filter_by(import_id=import_id)
    return connection.scalar(query, execution_options=EVERYTHING)


def _check_state(connection: sa.Connection, import_id: str, state: ImportState) -> None:
    found = _state(connection, import_id)
    if found != state.value:
        raise InvalidRecord(
            import_id, "", "", f"is {found or 'not there'}, not {state.value}; look at the history, then try again"
        )


def _set_state(connection: sa.Connection, import_id: str, before: ImportState, after: ImportState) -> None:
    _check_state(connection, import_id, before)
    connection.execute(sa.update(t.imports).filter_by(import_id=import_id).values(state=after.value))


def _sign(writer: Writer, import_id: str, by: str, why: str, after: dict[str, Any]) -> int:
    return writer.sign(Revision(import_id, datetime.now(UTC), by, why, None, json.dumps(after, ensure_ascii=False)))


def _first_revision(import_id: str) -> sa.ScalarSelect[Any]:
    return sa.select(sa.func.min(t.revisions.c.revision_id)).filter_by(subject=import_id).scalar_subquery()


def _edited_since(connection: sa.Connection, import_id: str) -> Iterator[Kept]:
    named, edit, came = t.revision_subjects.c, t.revisions.c, t.origins.c
    query = sa.select(came.incident_id, edit.changed_by, edit.why).join_from(t.revision_subjects, t.revisions)
    query = query.join(t.origins, named.subject == "incident:" + came.incident_id)
    query = query.where(came.import_id == import_id, edit.revision_id > _first_revision(import_id))
    last = {row[0]: Kept(*row) for row in connection.execute(query.order_by(edit.revision_id))}
    return (last[name] for name in sorted(last))


def _edited_subjects(connection: sa.Connection, import_id: str) -> set[str]:
    named = t.revision_subjects.c
    query = sa.select(named.subject).join(t.import_subjects, t.import_subjects.c.subject == named.subject)
    query = query.where(t.import_subjects.c.import_id == import_id, named.revision_id > _first_revision(import_id))
    return set(connection.scalars(query))


def _keep_incidents(connection: sa.Connection, import_id: str, kept: Iterable[Kept]) -> None:
    mine = sa.update(t.origins).filter_by(import_id=import_id)
    connection.execute(mine.where(t.origins.c.kept).values(kept=False))
    other = t.origins.alias()
    elsewhere = sa.exists().where(other.c.incident_id == t.origins.c.incident_id, other.c.import_id != import_id)
    connection.execute(mine.where(elsewhere).values(kept=True))
    for some in _parted([each.incident_id for each in kept]):
        connection.execute(mine.where(t.origins.c.incident_id.in_(some)).values(kept=True))


def _keep_subjects(connection: sa.Connection, import_id: str, subjects: Iterable[str], *, anew: bool = False) -> None:
    mine = sa.update(t.import_subjects).filter_by(import_id=import_id)
    if anew:
        connection.execute(mine.where(t.import_subjects.c.kept).values(kept=False))
    for some in _parted(sorted(subjects)):
        connection.execute(mine.where(t.import_subjects.c.subject.in_(some)).values(kept=True))


def _referred_to(connection: sa.Connection) -> set[str]:
    """Name the actors and texts that something rests on which can be seen."""
    actors = [t.attributions.c.actor_id, t.target_actors.c.actor_id]
    articles = [t.citations.c.article_id, t.spans.c.article_id, t.articles.c.replaces]
    found = {f"actor:{each}" for column in actors for each in connection.scalars(sa.select(column).distinct())}
    found |= {f"article:{each}" for column in articles for each in connection.scalars(sa.select(column).distinct())}
    for sides in connection.execute(sa.select(t.aggregates.c.attackers, t.aggregates.c.targets)):
        found |= {f"actor:{each}" for side in sides for each in side}
    return found


def _links_between_seen(connection: sa.Connection) -> Iterator[str]:
    """Name all links of actors of which both ends can be seen."""
    seen = set(connection.scalars(sa.select(t.actors.c.actor_id)))
    links = sa.select(*t.actor_links.primary_key.columns)
    for actor, parent, link in connection.execute(links, execution_options=EVERYTHING):
        if {actor, parent} <= seen:
            yield f"actor_link:{actor}>{parent}>{link}"


def _parted(names: list[str]) -> Iterator[list[str]]:
    return (names[start : start + _AT_ONCE] for start in range(0, len(names), _AT_ONCE))
