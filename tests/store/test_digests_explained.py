"""What the program itself does to what came in is no finding: edits, undos, mergers, imports taken back, backups."""

from __future__ import annotations

import shutil
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incidentmap.desk import merge, save, split, undo
from incidentmap.desk.importing import do_again, take_back
from incidentmap.errors import IncidentMapError
from incidentmap.model import key_of
from incidentmap.model import vocabulary as v
from incidentmap.store import Store, backup, bulk, clearing, digests, reading, restore, tables
from tests import records
from tests.desk.test_replay import step
from tests.store.came_in import (
    ANSWER,
    LINK,
    OTHER,
    SAME,
    TOTAL,
    apply,
    arrival,
    begin,
    behind,
    brought,
    current,
    edit,
    findings,
    kept,
    load,
    whole,
)

STEPS = 8
CHANGED = "UPDATE incidents SET summary = 'Nine.' WHERE incident_id = 'X-1'"


@pytest.fixture
def came(store: Store) -> Store:
    return brought(store)


def test_an_edit_explains_what_it_names_and_no_more(came: Store) -> None:
    edit(came, notes="seen")
    assert findings(came) == []
    (found,) = behind(came, CHANGED)
    assert found.startswith("incident:X-1: summary: not what came in")


def test_saved_as_it_should_be_it_is_sound_again(came: Store) -> None:
    assert len(behind(came, CHANGED)) == 1
    edit(came, summary=whole("X-1").incident.summary)
    assert findings(came) == []


def test_edits_undos_mergers_and_splits(came: Store) -> None:
    first = edit(came, summary="Three.", notes="seen", target_actors=())
    before = current(came)
    save(came, [(before, replace(before, casualties=(), placement=None))], "ann", "not so")
    save(came, [(current(came), replace(current(came), placement=before.placement))], "ann", "there it is")
    undo(came, [first], "ann", "wrong")
    undo(came, [came.state()], "ann", "right after all")
    merge(came, "X-1", "X-3", "ann", "the same")
    assert findings(came) == []
    merged = came.state()
    split(came, "X-3", "ann", "not the same")
    undo(came, [came.state()], "ann", f"the same, as {merged} says")
    save(came, [(OTHER, replace(OTHER, name="Another"))], "ann", "renamed")
    assert findings(came) == []


def test_what_an_edit_took_away_is_not_missed(came: Store) -> None:
    number = save(came, [(ANSWER, None), (SAME, None), (TOTAL, None)], "ann", "nothing in it")
    assert findings(came) == []
    undo(came, [number], "ann", "there is")
    assert findings(came) == []
    undo(came, [came.state()], "ann", "there is not")
    save(came, [(None, replace(ANSWER, basis=v.ResponseBasis.INFERRED))], "ann", "entered anew")
    assert findings(came) == []


def test_an_import_taken_back_and_done_again(came: Store) -> None:
    edit(came, "X-2", notes="seen")
    take_back(came, "i-1", "ann", "not ours")
    assert findings(came) == []
    do_again(came, "i-1", "ann", "ours")
    assert findings(came) == []


def test_what_nobody_sees_is_told_once_it_is_seen(came: Store) -> None:
    take_back(came, "i-1", "ann", "not ours")
    assert behind(came, CHANGED) == []
    do_again(came, "i-1", "ann", "ours")
    assert len(findings(came)) == 1


def test_what_was_left_loading_leaves_nothing_behind(store: Store) -> None:
    load(store, whole("X-1"), whole("X-2"))
    assert findings(store) == []
    assert {each.partition(":")[0] for each in kept(store)} >= {"incident", "actor", "actor_link", "article"}
    clearing.discard(store, "i-1")
    assert kept(store) == {}
    assert findings(brought(store)) == []


def test_a_part_that_was_refused_is_not_missed(store: Store) -> None:
    load(store, whole("X-1"))
    second = whole("X-2")
    taken = replace(second, citations=(*second.citations, replace(records.citation("X-2"), citation_id="X-1.c")))
    assert len(bulk.write(store, [arrival(taken)]).refused) == 1
    apply(store)
    assert findings(store) == []


def test_what_was_taken_away_can_come_again(came: Store) -> None:
    save(came, [(LINK, None)], "ann", "no such link")
    again = replace(LINK, valid_from="2023")
    begin(came, "i-2", again)
    assert kept(came)[key_of(LINK)] == digests.made_of(again)


def test_a_backup_holds_what_tells_it(came: Store, tmp_path: Path) -> None:
    edit(came, notes="seen")
    found = behind(came, CHANGED)
    assert len(found) == 1
    _, counted = backup(came, tmp_path / "backup.sqlite")
    assert counted == 1
    restore(came, tmp_path / "backup.sqlite", "ann", replace=True)
    assert findings(came) == found


def test_any_walk_of_edits_and_undos(tmp_path: Path) -> None:
    first, numbers = tmp_path / "first.sqlite", count()
    brought(Store.open(first)).close()

    @settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def walk(data: st.DataObject) -> None:
        store = Store.open(shutil.copy(first, tmp_path / f"{next(numbers)}.sqlite"))
        for _ in range(STEPS):
            try:
                step(store, data.draw)
            except IncidentMapError:  # refused, as some steps must be
                continue
        assert findings(store) == []
        store.close()

    walk()


def test_a_database_of_before_is_marked_where_nobody_edited(earlier_store: Store) -> None:
    with earlier_store.reading() as connection:
        edited = set(connection.scalars(sa.select(tables.revision_subjects.c.subject)))
        incidents = {f"incident:{each}" for each in reading.records(connection)}
    made = kept(earlier_store)
    assert {each for each in made if each.startswith("incident:")} == incidents - edited
    assert {each.partition(":")[0] for each in made} >= {"actor", "actor_link", "aggregate", "response", "same_event"}
    assert not made.keys() & edited
    assert all(made.values())
    assert findings(earlier_store) == []


def test_in_a_database_of_before_a_changed_cell_is_told(earlier_store: Store) -> None:
    untouched = min(each for each in kept(earlier_store) if each.startswith("incident:"))
    named = tables.incidents.c.incident_id == untouched.removeprefix("incident:")
    with earlier_store.engine.begin() as connection:
        connection.execute(sa.update(tables.incidents).where(named).values(notes="Nine."))
    (found,) = findings(earlier_store)
    assert found.startswith(f"{untouched}: notes: not what came in")
