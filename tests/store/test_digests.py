"""What an import brought is known cell by cell: one that is changed past the program is told, and told once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from incidentmap.model import key_of, to_sheet
from incidentmap.model.field import declared
from incidentmap.model.registry import EDITED, PART_NOUNS
from incidentmap.store import Store, check, digests, noun_reader
from incidentmap.store import tables as t
from incidentmap.store.column_types import UtcDateTime
from tests.store.came_in import NEWER, behind, brought, edit, findings, kept, whole
from tests.store.test_check import told, unguarded

_LOOK = "not what came in, and no edit says so; look at its history, and save it as it should be, or restore a backup"


@pytest.fixture
def came(store: Store) -> Store:
    return brought(store)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "came.sqlite"
    brought(Store.open(path)).close()
    return path


def test_what_came_in_is_sound(came: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert findings(came) == []
    monkeypatch.setattr(noun_reader, "AT_ONCE", 2)
    assert findings(came) == []


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE incidents SET summary = 'Nine.' WHERE incident_id = 'X-1'", "incident:X-1: summary"),
        ("UPDATE incidents SET notes = '9', outcome = 'hit' WHERE incident_id = 'X-1'", "incident:X-1: notes, outcome"),
        ("UPDATE incidents SET version = 2 WHERE incident_id = 'X-1'", "incident:X-1: version"),
        ("UPDATE incidents SET summary = '' WHERE incident_id = 'X-2'", "incident:X-2: summary"),
        ("DELETE FROM target_actors WHERE incident_id = 'X-1'", "incident:X-1: target_actors"),
        ("UPDATE placements SET latitude = 33.01 WHERE incident_id = 'X-1'", "incident:X-1: placement"),
        ("UPDATE citations SET publisher = 'P' WHERE incident_id = 'X-1'", "incident:X-1: citations"),
        ("UPDATE attributions SET stance = 'denies' WHERE incident_id = 'X-1'", "incident:X-1: attributions"),
        ("UPDATE casualties SET high = 2 WHERE incident_id = 'X-1'", "incident:X-1: casualties"),
        ("UPDATE casualties SET low = 0 WHERE incident_id = 'X-1'", "incident:X-1: casualties"),
        ("DELETE FROM casualties WHERE incident_id = 'X-1'", "incident:X-1: casualties"),
        ("UPDATE evidence SET value = 'two' WHERE incident_id = 'X-1'", "incident:X-1: evidence"),
        ("UPDATE actors SET name = 'Another' WHERE actor_id = 'other'", "actor:other: name"),
        ("UPDATE actor_links SET valid_from = '2023'", "actor_link:other>example-brigade>part_of: valid_from"),
        ("UPDATE articles SET title = 'T' WHERE text = 'Newer.'", f"{key_of(NEWER)}: title"),
        ("UPDATE aggregates SET total_low = 0", "aggregate:total-1: total_low"),
        ("UPDATE responses SET basis = 'inferred'", "response:X-1>X-2: basis"),
        ("UPDATE same_events SET why = 'alike'", "same_event:X-1|X-2: why"),
    ],
)
def test_a_changed_cell_is_told(came: Store, statement: str, said: str) -> None:
    assert behind(came, statement) == [f"{said}: {_LOOK}"]


@pytest.mark.parametrize(
    ("statements", "key"),
    [
        (["DELETE FROM responses"], "response:X-1>X-2"),
        (["DELETE FROM same_event_members", "DELETE FROM same_events"], "same_event:X-1|X-2"),
        (["DELETE FROM actor_links"], "actor_link:other>example-brigade>part_of"),
        (["DELETE FROM articles WHERE text = 'Newer.'"], key_of(NEWER)),
    ],
)
def test_what_is_gone_is_told(came: Store, statements: list[str], key: str) -> None:
    gone = "is not there, though it came in and no edit took it away; restore a backup, or bring it in again"
    assert behind(came, *statements) == [f"{key}: {gone}: what came with the seeds by `python -m incidentmap seed`"]


def test_every_column_is_looked_after(path: Path) -> None:
    """By the registry, so that a field that is added later is looked after, too."""
    with unguarded(path):  # from now on without triggers
        pass
    store = lawless(path)
    rowid = sa.literal_column("rowid")
    for table, column in columns():
        first = sa.select(sa.func.min(rowid)).select_from(table).scalar_subquery()
        with store.engine.connect() as connection:  # nothing of it is kept
            value = another(connection.scalar(sa.select(table.c[column]).where(rowid == first)), table.c[column].type)
            connection.execute(sa.update(table).where(rowid == first).values({column: value}))
            assert next(check(connection), None), f"{table.name}.{column}"
    store.close()


def lawless(path: Path) -> Store:
    """Open a store in which SQLite lets every value and every reference pass."""

    def free(connection: Any, _: object) -> None:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("PRAGMA foreign_keys = OFF")

    store = Store.open(path)
    store.engine.dispose()
    sa.event.listen(store.engine, "connect", free)
    return store


def columns() -> Iterator[tuple[sa.Table, str]]:
    """Give the columns of all nouns that an import brings, and of their parts."""
    for entry in (*EDITED.values(), *PART_NOUNS):
        table = t.table_of(entry.cls)
        own = entry.kind in ("alias", "story")  # those are only learned, or only prepared here
        named = [] if own else list(declared(entry.cls).values())
        yield from ((table, each.name) for each in named if not each.apart)
        apart = [t.apart_of(each)[0] for each in named if each.apart]
        yield from ((each, column.name) for each in apart for column in each.columns if column.name != "span_id")


def another(value: Any, kind: Any) -> Any:
    """Give another value of a column."""
    if isinstance(kind, sa.Boolean):
        return not value
    if isinstance(kind, sa.JSON):
        return ["else"]
    if isinstance(kind, (sa.Integer, sa.Float)):
        return (value or 0) + 1
    if isinstance(kind, sa.Date):
        return date(2020, 2, 2)
    return datetime(2020, 2, 2, tzinfo=UTC) if isinstance(kind, UtcDateTime) else f"{value or ''} else"


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE incidents SET date_latest = 'never' WHERE incident_id = 'X-1'", "incident:X-1: cannot be read"),
        ("DELETE FROM placements WHERE incident_id = 'X-1'", "incident:X-1: has neither a place nor a reason"),
        ("UPDATE attributions SET actor_id = 'nobody' WHERE incident_id = 'X-1'", "actor_id names 'nobody'"),
        ("UPDATE spans SET quote = 'Six drones' WHERE aggregate_id IS NOT NULL", "spans:1: quotes 'Six drones'"),
        ("UPDATE spans SET quote = 'Six drones' WHERE span_id = 2", "spans:2: quotes 'Six drones'"),
    ],
)
def test_what_is_told_already_is_not_told_twice(path: Path, statement: str, said: str) -> None:
    (found,) = told(path, statement)
    assert said in found


def test_what_the_history_tells_is_not_told_twice(came: Store) -> None:
    edit(came, summary="Three.")
    (found,) = behind(came, "UPDATE incidents SET summary = 'Nine.', notes = 'Nine.' WHERE incident_id = 'X-1'")
    assert found.startswith("incident:X-1: summary is not what the edits")


def test_a_field_that_comes_later_changes_no_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    before = digests.made_of(whole("X-1"))
    for blank in ("", None, [], False):
        monkeypatch.setattr(digests, "to_sheet", lambda noun, blank=blank: with_field(to_sheet(noun), blank))
        assert digests.changed(before, whole("X-1")) == []
    monkeypatch.setattr(digests, "to_sheet", lambda noun: with_field(to_sheet(noun), 0))
    assert {"later", "placement", "casualties"} <= set(digests.changed(before, whole("X-1")))


def with_field(sheet: Any, value: Any) -> Any:
    """Give every noun within a sheet one field more."""
    if isinstance(sheet, dict):
        return {name: with_field(each, value) for name, each in sheet.items()} | {"later": value}
    return [with_field(each, value) for each in sheet] if isinstance(sheet, (list, tuple)) else sheet


def test_a_digest_is_the_same_in_every_version() -> None:
    """Databases hold such digests: where this fails, a migration has to leave them open, to be made anew."""
    assert digests.made_of(whole("X-1")).split() == [
        "incident_id:9cc37f46",
        "category:fca30679",
        "event_type:4ef4964e",
        "date_earliest:bc1a430d",
        "date_latest:bc1a430d",
        "time_precision:944c27e5",
        "version:6b86b273",
        "target_actors:7df1777b",
        "country:e6e28b6c",
        "summary:a6700ab8",
        "status:9599915b",
        "placement:c5cabb2d",
        "citations:f4c56c26",
        "attributions:f1518679",
        "casualties:356baff1",
        "evidence:7ed6d4d6",
    ]


def test_what_cannot_be_read_gets_no_digest(path: Path) -> None:
    told(path, "UPDATE incidents SET date_latest = 'never' WHERE incident_id = 'X-1'", "UPDATE digests SET marks = ''")
    store = Store.open(path)
    with store.loading() as writer:
        digests.complete(writer.connection)
    made = kept(store)
    assert "incident:X-1" not in made
    assert made["incident:X-2"] == digests.made_of(whole("X-2"))
    store.close()
