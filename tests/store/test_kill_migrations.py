"""Killed while the tables are made or migrated: what was there is there, and the next start completes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command

from incidentmap.store import Store, check, database, migrations, reading
from tests.killing import killed
from tests.store.conftest import Alike

pytestmark = pytest.mark.long

ROWS = (
    "INSERT INTO actors (actor_id, name, kind, aliases) VALUES ('old', 'Old', 'armed_group', '[]')",
    "INSERT INTO revisions (subject, changed_at, changed_by) VALUES ('import', '2026-01-01 12:00:00.000000', 'tester')",
)


def opening(report: Callable[[Any], None], url: str) -> None:
    Store.open(url)


def prepare_first_version(url: str) -> None:
    engine = database._engine(url)
    with engine.connect().execution_options(incidentmap_writing=True) as connection, connection.begin():
        command.upgrade(migrations.config(connection), "0001")
        for row in ROWS:
            connection.execute(sa.text(row))
    engine.dispose()


def test_killed_while_migrating(alike: Alike) -> None:
    for _, (url,) in killed(opening, alike(prepare_first_version)):
        store = Store.open(url)
        with store.reading() as connection:
            assert list(reading.actors(connection)) == ["old"]
            assert reading.state(connection) == 1
            assert list(check(connection)) == []
            command.check(migrations.config(connection))
        store.close()


def test_killed_while_making_the_tables(alike: Alike) -> None:
    for _, (url,) in killed(opening, alike(lambda url: None)):
        store = Store.open(url)
        with store.reading() as connection:
            assert reading.state(connection) == 0
            assert list(check(connection)) == []
            command.check(migrations.config(connection))
        store.close()
