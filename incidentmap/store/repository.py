"""The one gate that all reading goes through: what an import that is not applied brought is not there.

A statement asks for tables; where some import is loading or was taken back, each table is exchanged for what may be
seen of it before the statement is run. So no reader has to think of it, and none can forget it. Where every import is
applied nothing is exchanged, and reading costs what it would without.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql import visitors

from incidentmap.model.vocabulary import ImportState
from incidentmap.store import tables as t

EVERYTHING = {"incidentmap_everything": True}  # options of what must see also what is hidden: checks of the whole file

Ids = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks. Everybody sees all that is applied."""

    name: str = ""


EVERYBODY = Viewer()


class Repository:
    """What one viewer may read over one connection, until its transaction ends."""

    def __init__(self, connection: sa.Connection, viewer: Viewer = EVERYBODY) -> None:
        self.viewer = viewer
        self.connection = connection.execution_options(incidentmap_hidden=hidden_imports(connection))


def hidden_imports(connection: sa.Connection) -> Ids:
    """Name the imports of which something is held that nobody sees."""
    imports = t.imports.c
    holds = [
        sa.exists().where(each.c.import_id == imports.import_id, ~each.c.kept)
        for each in (t.origins, t.import_subjects)
    ]
    query = sa.select(imports.import_id).where(imports.state != ImportState.APPLIED.value)
    loading = imports.state == ImportState.LOADING.value
    found = query.where(sa.or_(loading, *holds)).order_by(imports.import_id)
    return tuple(connection.scalars(found.execution_options(**EVERYTHING)))


def watch(engine: sa.Engine) -> None:
    """Let every query of an engine go through the gate."""
    sa.event.listen(engine, "before_execute", _through_gate, retval=True)


def _through_gate(
    connection: sa.Connection, statement: Any, many: Any, parameters: Any, options: Any
) -> tuple[Any, Any, Any]:
    hidden = options.get("incidentmap_hidden")
    if hidden and not options.get("incidentmap_everything") and isinstance(statement, sa.SelectBase):
        statement = _Exchange(hidden).of(statement)
    return statement, many, parameters


class _Exchange:
    """Exchanges tables, and their aliases, for what may be seen of them, within one statement."""

    def __init__(self, hidden: Ids) -> None:
        self.hidden = hidden
        self.seen: dict[tuple[str, str], sa.Subquery] = {}

    def of(self, statement: Any) -> Any:
        return visitors.replacement_traverse(statement, {}, self._exchanged)

    def _exchanged(self, element: Any, **_: Any) -> Any:
        if isinstance(element, sa.Column):
            visible = self._visible(element.table)
            return None if visible is None else visible.c[element.key]
        return self._visible(element)

    def _visible(self, element: Any) -> sa.Subquery | None:
        table = element.element if isinstance(element, sa.Alias) else element
        if not isinstance(table, sa.Table) or table.name not in _HIDES:
            return None
        key = (table.name, element.name)
        if key not in self.seen:
            own = t.metadata.tables[table.name]
            query = sa.select(own).where(*(~each for each in _HIDES[table.name](own, self.hidden)))
            self.seen[key] = query.subquery(element.name)
        return self.seen[key]


Hides = list[sa.ColumnElement[bool]]


def _incident(column: sa.ColumnElement[Any], hidden: Ids) -> sa.ColumnElement[bool]:
    """Tell whether an incident came with one of the imports, and is not kept."""
    came = t.origins.alias()
    return sa.exists().where(came.c.incident_id == column, came.c.import_id.in_(hidden), ~came.c.kept)


def _subject(kind: str, *key: sa.ColumnElement[Any]) -> Any:
    named: Any = sa.literal(f"{kind}:") + key[0]
    for each in key[1:]:
        named = named + ">" + each
    return named


def _came_as(named: Any, hidden: Ids) -> sa.ColumnElement[bool]:
    came = t.import_subjects.alias()
    return sa.exists().where(came.c.subject == named, came.c.import_id.in_(hidden), ~came.c.kept)


def _of_incident(table: sa.Table, hidden: Ids) -> Hides:
    return [_incident(table.c.incident_id, hidden)]


def _actors(table: sa.Table, hidden: Ids) -> Hides:
    return [_came_as(_subject("actor", table.c.actor_id), hidden)]


def _actor_links(table: sa.Table, hidden: Ids) -> Hides:
    return [_came_as(_subject("actor", end), hidden) for end in (table.c.actor, table.c.parent)] + [
        _came_as(_subject("actor_link", *table.primary_key.columns), hidden)
    ]


def _articles(table: sa.Table, hidden: Ids) -> Hides:
    return [_came_as(_subject("article", table.c.article_id), hidden)]


def _aggregates(table: sa.Table, hidden: Ids) -> Hides:
    return [_came_as(_subject("aggregate", table.c.aggregate_id), hidden)]


def _spans(table: sa.Table, hidden: Ids) -> Hides:
    owner = t.evidence.alias()
    of_evidence = sa.exists().where(owner.c.evidence_id == table.c.evidence_id, _incident(owner.c.incident_id, hidden))
    return [of_evidence, *_aggregates(table, hidden)]


def _responses(table: sa.Table, hidden: Ids) -> Hides:
    ends = (table.c.from_incident, table.c.to_incident)
    return [*(_incident(end, hidden) for end in ends), _came_as(_subject("response", *ends), hidden)]


def _same_events(table: sa.Table, hidden: Ids) -> Hides:
    """Hide a set as a whole: without one of its members it would be another."""
    member = t.same_event_members.alias()
    lost = sa.exists().where(member.c.same_event_id == table.c.same_event_id, _incident(member.c.incident_id, hidden))
    return [lost, _came_as(_subject("same_event", table.c.same_event_id), hidden)]


def _digests(table: sa.Table, hidden: Ids) -> Hides:
    named = table.c.subject
    incident_id = sa.func.substr(named, len("incident:") + 1)
    return [_came_as(named, hidden), sa.and_(named.startswith("incident:"), _incident(incident_id, hidden))]


def _imports(table: sa.Table, hidden: Ids) -> Hides:
    """Hide what is loading; one that was taken back is known to have been there."""
    return [sa.and_(table.c.import_id.in_(hidden), table.c.state == ImportState.LOADING.value)]


def _import_subjects(table: sa.Table, hidden: Ids) -> Hides:
    return [sa.and_(table.c.import_id.in_(hidden), ~table.c.kept)]


_HIDES = {
    **dict.fromkeys(
        ("incidents", "target_actors", "placements", "citations", "attributions", "casualties", "evidence", "origins"),
        _of_incident,
    ),
    "actors": _actors,
    "actor_links": _actor_links,
    "articles": _articles,
    "aggregates": _aggregates,
    "spans": _spans,
    "responses": _responses,
    "same_events": _same_events,
    "same_event_members": _same_events,
    "digests": _digests,
    "imports": _imports,
    "import_subjects": _import_subjects,
}
