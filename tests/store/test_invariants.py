"""What the database itself refuses, whoever writes to it."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.script import ScriptDirectory

from incidentmap.store import Store, migrations, tables
from incidentmap.store.row_mapping import to_row
from tests import records

ROW = to_row(records.incident(), tables.incidents)
PLACED = to_row(records.placement(), tables.placements) | {"place_id": "site:depot"}
SPAN = {"article_id": records.ARTICLE.article_id, "start": 10, "end": 13, "quote": "Two", "evidence_id": 1}
FIGURE = {"incident_id": "X-1", "measure": "killed", "of": "targets"}


def insert(store: Store, table: sa.Table, row: dict[str, Any]) -> None:
    with store.engine.begin() as connection:
        connection.execute(sa.insert(table).values(row))


@pytest.fixture
def filled(store: Store) -> Store:
    with store.writing() as writer:
        for noun in (records.ACTOR, records.ARTICLE, records.PLACE, records.incident(), records.citation()):
            writer.add(noun)
        writer.add(records.evidence())
        writer.add(records.revision())
    return store


@pytest.mark.parametrize(
    ("table", "row"),
    [
        (tables.incidents, ROW | {"incident_id": "bad", "category": "parade"}),
        (tables.incidents, ROW | {"incident_id": "bad", "date_earliest": None}),
        (tables.incidents, ROW | {"incident_id": "bad", "date_earliest": ROW["date_latest"].replace(year=2030)}),
        (tables.incidents, ROW | {"incident_id": "bad", "status": "merged"}),
        (tables.incidents, ROW | {"incident_id": "bad", "version": 0}),
        (tables.placements, PLACED | {"latitude": 91.0}),
        (tables.placements, PLACED | {"longitude": None}),
        (tables.placements, PLACED | {"where_prec": 6}),
        (tables.placements, PLACED | {"where_prec": 8}),
        (tables.placements, PLACED | {"place_id": None}),
        (tables.placements, PLACED | {"place_id": "site:unknown"}),
        (tables.citations, {"citation_id": "c", "incident_id": "X-1", "source_reliability": "G"}),
        (tables.citations, {"citation_id": "c", "incident_id": "X-1", "information_credibility": 7}),
        (tables.citations, {"citation_id": "c", "incident_id": "nobody"}),
        (tables.casualties, FIGURE | {"stated": "number"}),
        (tables.casualties, FIGURE | {"stated": "number", "low": 5, "high": 2}),
        (tables.casualties, FIGURE | {"stated": "none", "low": 1, "high": 1}),
        (tables.casualties, FIGURE | {"stated": "unspecified", "best": 0}),
        (tables.spans, SPAN | {"quote": "Six"}),
        (tables.spans, SPAN | {"start": 11}),
        (tables.spans, SPAN | {"end": 10}),
        (tables.spans, SPAN | {"evidence_id": None}),
    ],
)
def test_refused(filled: Store, table: sa.Table, row: dict[str, Any]) -> None:
    with pytest.raises(sa.exc.IntegrityError):
        insert(filled, table, row)


@pytest.mark.parametrize(
    ("table", "row"),
    [
        (tables.incidents, ROW | {"incident_id": "good"}),
        (tables.placements, PLACED),
        (tables.casualties, FIGURE | {"stated": "number", "low": 2, "high": 5}),
        (tables.casualties, FIGURE | {"stated": "unspecified"}),
        (tables.spans, SPAN),
    ],
)
def test_taken(filled: Store, table: sa.Table, row: dict[str, Any]) -> None:
    insert(filled, table, row)


def test_an_articles_text_never_changes(filled: Store) -> None:
    with pytest.raises(sa.exc.IntegrityError), filled.engine.begin() as connection:
        connection.execute(sa.update(tables.articles).values(text="other words"))


def test_a_quote_is_never_turned_into_another(filled: Store) -> None:
    with pytest.raises(sa.exc.IntegrityError), filled.engine.begin() as connection:
        connection.execute(sa.update(tables.spans).values(quote="Six drones"))


def test_migrations_make_the_checks_of_this_program(store: Store) -> None:
    if store.engine.dialect.name != "sqlite":  # PostgreSQL gives checks back in words of its own
        return
    found = sa.inspect(store.engine)
    for name, table in tables.metadata.tables.items():
        stated = {str(each.sqltext) for each in table.constraints if isinstance(each, sa.CheckConstraint)}
        assert {each["sqltext"] for each in found.get_check_constraints(name)} == stated


def test_migrations_make_the_tables_of_this_program(store: Store) -> None:
    with store.reading() as connection:
        command.check(migrations.config(connection))


def test_migrations_follow_each_other_as_their_files_are_named() -> None:
    script = ScriptDirectory.from_config(migrations.config())
    assert [each.revision for each in script.walk_revisions()] == migrations.REVISIONS[::-1]
