"""Every rule that `check` looks after: kept by a sound store, and told where it is broken."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date, timedelta, timezone
from pathlib import Path

import pytest
import sqlalchemy as sa

from incidentmap.desk import merge, save, seed, undo
from incidentmap.errors import StoreUnavailable
from incidentmap.geocode import Gazetteer, place
from incidentmap.model import ActorLink, Aggregate, Attribution, Casualties, Import, Origin, Response, SameEvent
from incidentmap.model import vocabulary as v
from incidentmap.settings import SEEDS
from incidentmap.store import Store, check, noun_reader
from tests import records
from tests.desk.test_editing import changed, record

OTHER = replace(records.ACTOR, actor_id="other", name="Other")
SPAN = records.evidence().spans[0]


def fill(store: Store) -> None:
    """At least one noun of every kind, and edits that make, change, undo, merge and take away."""
    now = records.revision().changed_at
    with store.writing() as writer:
        for noun in (records.ACTOR, OTHER, ActorLink("other", "example-brigade", v.LinkKind.PART_OF), records.ARTICLE):
            writer.add(noun)
        writer.add(Aggregate("total-1", date(2023, 12, 1), "a counter", v.Category.ATTACK, spans=(SPAN,)))
        writer.add(Import("import-1", "", "table", "tester", now))
        writer.add(replace(records.revision("import-1"), subjects=()))
    parts = {
        "attributions": (Attribution("X-1", "other", v.AttributionBasis.CLAIMED, v.Stance.ASSERTS),),
        "casualties": (Casualties("X-1", v.Measure.KILLED, v.CasualtiesOf.TARGETS, v.Stated.NUMBER, 1, 1, 1),),
    }
    first, second = replace(record(), **parts), record("X-2")
    save(store, [(None, first), (None, second), (None, record("X-3"))], "tester", "heard of them", [records.PLACE])
    with store.writing() as writer:
        writer.add(Origin("X-1", "import-1", "table", "1", "{}"))
        writer.add(replace(records.revision("import-2"), subjects=()))
    newer = changed(first, summary="Three drones.", version=2)
    save(store, [(first, newer)], "tester", "counted again")
    again = save(store, [(newer, changed(newer, summary="Four drones.", notes="perhaps"))], "tester", "and again")
    undo(store, [again], "tester", "wrong after all")
    save(store, [(None, Response("X-2", "X-1", v.ResponseBasis.STATED))], "tester", "said so")
    gone = record("X-4")
    save(store, [(None, gone)], "tester", "heard of it")
    save(store, [(gone, None)], "tester", "nothing in it")
    merge(store, "X-1", "X-3", "tester", "the same")
    save(store, [(None, SameEvent(("X-1", "X-2"), v.SameEventStatus.SUGGESTED))], "tester", "alike")


def findings(store: Store) -> list[str]:
    with store.reading() as connection:
        return [str(each) for each in check(connection)]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "sound.sqlite"
    store = Store.open(f"sqlite:///{path}")
    fill(store)
    store.close()
    return path


@pytest.fixture
def path(sound: Path, tmp_path: Path) -> Path:
    path = tmp_path / "damaged.sqlite"
    path.write_bytes(sound.read_bytes())
    return path


@contextmanager
def unguarded(path: Path) -> Iterator[sqlite3.Connection]:
    """Write past every rule that the database itself looks after."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        yield connection


def told(path: Path, *statements: str) -> list[str]:
    with unguarded(path) as connection:
        for statement in statements:
            assert connection.execute(statement).rowcount > 0
    return findings(Store.look(f"sqlite:///{path}"))


def test_a_sound_store(store: Store) -> None:
    fill(store)
    assert findings(store) == []


def test_the_seeds_are_sound(store: Store) -> None:
    gazetteer = Gazetteer()
    seed(store, lambda incident: place(incident, gazetteer), SEEDS, "tester")
    assert findings(store) == []


def test_a_whole_degree_and_a_moment_of_another_zone_are_what_was_saved(store: Store) -> None:
    now = records.revision().changed_at.astimezone(timezone(timedelta(hours=3)))
    save(store, [(None, records.ACTOR), (None, replace(records.ARTICLE, retrieved_at=now))], "tester", "read it")
    placed = replace(record(), placement=replace(records.placement(), latitude=33))
    save(store, [(None, placed)], "tester", "heard of it", [records.PLACE])
    assert findings(store) == []


def test_batches_end_anywhere(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(noun_reader, "AT_ONCE", 2)
    assert findings(Store.look(f"sqlite:///{path}")) == []


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE actors SET kind = 'choir' WHERE actor_id = 'other'", "actor:other: cannot be read"),
        (
            "UPDATE evidence SET field = 'X-1:a:0123456789abcdef' WHERE incident_id = 'X-1'",
            "tell a statement or figure that is not listed",
        ),
        ("UPDATE actors SET aliases = '{' WHERE actor_id = 'other'", "actor:other: cannot be read"),
        ("UPDATE actor_links SET link = 'friend'", "actor_link:other>example-brigade>friend: cannot be read"),
        ("UPDATE articles SET text = text || ' More.'", "does not belong to this text"),
        ("UPDATE aggregates SET as_of = 'soon'", "aggregate:total-1: cannot be read"),
        ("UPDATE places SET name = ''", "places:site:depot: cannot be read"),
        ("UPDATE imports SET at = 'noon'", "imports:import-1: cannot be read"),
        ("UPDATE origins SET raw_row = 'a' || char(0)", "origins:X-1>import-1: cannot be read"),
        ("UPDATE incidents SET category = 'parade' WHERE incident_id = 'X-2'", "incident:X-2: cannot be read"),
        ("UPDATE incidents SET date_latest = 'never' WHERE incident_id = 'X-2'", "incident:X-2: cannot be read"),
        ("UPDATE citations SET title = '', article_id = NULL WHERE incident_id = 'X-2'", "incident:X-2: cannot be"),
        ("UPDATE attributions SET stance = 'doubts'", "incident:X-1: cannot be read"),
        ("UPDATE casualties SET low = 7", "incident:X-1: cannot be read"),
        ("UPDATE evidence SET field = '' WHERE incident_id = 'X-2'", "incident:X-2: cannot be read"),
        ("UPDATE placements SET reason = 'lost' WHERE incident_id = 'X-2'", "incident:X-2: cannot be read"),
        ("UPDATE responses SET basis = 'felt'", "response:X-2>X-1: cannot be read"),
        ("UPDATE same_event_members SET incident_id = 'X-3' WHERE incident_id = 'X-2'", "are others than its name"),
        ("UPDATE revisions SET changed_at = 'then' WHERE revision_id = 4", "revisions:4: cannot be read"),
        ("UPDATE spans SET quote = 'Six drones' WHERE aggregate_id IS NOT NULL", "spans:1: quotes 'Six drones'"),
        ("DELETE FROM placements WHERE incident_id = 'X-2'", "incident:X-2: has neither a place nor a reason"),
        ("DELETE FROM actors WHERE actor_id = 'other'", "actor_id names 'other', which is not in actors"),
        ("UPDATE incidents SET status = 'rejected' WHERE incident_id = 'X-1'", "incident:X-1: status is not what"),
        ("UPDATE incidents SET summary = 'Nine.' WHERE incident_id = 'X-1'", "incident:X-1: summary is not what"),
        ("UPDATE incidents SET version = 9 WHERE incident_id = 'X-1'", "incident:X-1: version is not what the edits"),
        ("UPDATE aggregates SET note = 'x' || char(0)", "aggregate:total-1: cannot be read"),
        ("DELETE FROM responses", "response:X-2>X-1: is not there, though edit"),
        ("DELETE FROM same_events WHERE same_event_id = 'X-1|X-2'", "same_event:X-1|X-2: is not there, though edit"),
        ("UPDATE revisions SET after = 'x' WHERE revision_id = 4", "edit 4: does not say what it changed"),
        ("UPDATE revisions SET before = '{}' WHERE revision_id = 4", "edit 4: does not say what it changed"),
        ("UPDATE revisions SET before = NULL WHERE revision_id = 4", "edit 4: does not say what it changed"),
        ("UPDATE revisions SET after = replace(after, 'Three', 'Ten') WHERE revision_id = 4", "found another summary"),
        ("UPDATE revisions SET before = replace(before, 'Two', 'Ten') WHERE revision_id = 4", "found another summary"),
        ("UPDATE revisions SET after = replace(after, '2', '3') WHERE revision_id = 4", "does not grow by one"),
        ("DELETE FROM revisions WHERE revision_id = 5", "edit 6: incident:X-1: found another summary"),
        ("DELETE FROM revisions WHERE revision_id = 9", "incident:X-4: is not there, though edit 8 left it there"),
        (
            "UPDATE revisions SET before = replace(before, 'summary', 'target') WHERE revision_id = 4",
            "names other fields",
        ),
    ],
)
def test_one_damage_is_told(path: Path, damage: str, said: str) -> None:
    assert [each for each in told(path, damage) if said in each]


def test_an_incident_that_edits_took_away_is_back(path: Path) -> None:
    store = Store.open(f"sqlite:///{path}")
    with store.writing() as writer:
        writer.add(records.incident("X-4"))
        writer.add(replace(records.revision("past the history"), subjects=()))
    assert [each for each in findings(store) if "incident:X-4: is there, though edit 9 took it away" in each]


def test_a_circle_of_mergers(path: Path) -> None:
    circle = "UPDATE incidents SET status = 'merged', merged_into = 'X-3' WHERE incident_id = 'X-1'"
    assert [each for each in told(path, circle) if "incident:X-3: is merged in a circle" in each]


def test_a_damaged_page(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 * 3 : 4096 * 3 + 40] = bytes(40)
    path.write_bytes(data)
    said: list[str] = []
    store = Store.look(f"sqlite:///{path}")
    with pytest.raises(StoreUnavailable, match="the file is damaged"), store.reading() as connection:
        said += map(str, check(connection))
    assert said[0].startswith("database: ")


def test_one_unreadable_record_hides_no_other(path: Path) -> None:
    said = told(path, "UPDATE incidents SET category = 'parade'")
    assert {each.split(": ")[0] for each in said} >= {"incident:X-1", "incident:X-2", "incident:X-3"}
    assert not [each for each in said if "is not there" in each]


def test_each_finding_is_one_line(path: Path) -> None:
    (said,) = [each for each in told(path, "UPDATE actors SET kind = 'a' || char(10) || 'b'") if "actor:other" in each]
    assert "\n" not in said


def test_nothing_is_written(path: Path) -> None:
    before = path.read_bytes()
    findings(Store.look(f"sqlite:///{path}"))
    assert path.read_bytes() == before


def test_what_refers_to_nothing_in_postgresql(server: object, url: str) -> None:
    if url.startswith("sqlite"):
        return
    store = Store.open(url)
    fill(store)
    with store.engine.begin() as connection:
        connection.execute(sa.text("SET session_replication_role = replica"))  # no foreign keys, no triggers
        connection.execute(sa.text("DELETE FROM actors WHERE actor_id = 'other'"))
        connection.execute(sa.text("UPDATE spans SET quote = 'Six drones' WHERE aggregate_id IS NOT NULL"))
    said = findings(store)
    assert [each for each in said if "actor_id names 'other', which is not in actors" in each]
    assert [each for each in said if "quotes 'Six drones'" in each]
    store.close()
