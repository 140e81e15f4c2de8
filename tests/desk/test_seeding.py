from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from incidentmap.desk import Seeded, needs_seeds, save, seed, undo
from incidentmap.geocode import Gazetteer, Placed, place
from incidentmap.model import Incident, Subject
from incidentmap.settings import SEEDS
from incidentmap.store import Store, check, reading, tables
from tests import records, stores

GAZETTEER = Gazetteer()


def placed(incident: Incident) -> Placed:
    return place(incident, GAZETTEER)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return stores.empty_at(tmp_path / stores.FILE)


def load(store: Store, folder: Path = SEEDS) -> Seeded:
    return seed(store, placed, folder, "tester")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SEEDS, tmp_path / "seeds"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8", newline="")


def count(store: Store, table: sa.Table) -> int:
    with store.reading() as connection:
        return connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def test_an_empty_store_asks_for_seeds_once(store: Store) -> None:
    assert needs_seeds(store)
    load(store)
    assert not needs_seeds(store)


def test_a_store_with_an_analysts_own_incident_is_left_alone(store: Store) -> None:
    with store.writing() as writer:
        writer.add(records.ACTOR)
        writer.add(records.incident())
        writer.add(records.revision())
    assert not needs_seeds(store)


def test_every_incident_is_placed_or_says_why_not(store: Store) -> None:
    loaded = load(store)
    assert loaded.refusals == ()
    assert count(store, tables.placements) == count(store, tables.incidents) == 151


def test_seeding_again_changes_nothing(store: Store) -> None:
    first = load(store)
    with store.engine.begin() as connection:
        connection.execute(sa.update(tables.incidents).values(summary="as an analyst mended it"))
    state = store.state()
    again = load(store)
    assert (again.stored, again.already_there) == (0, first.stored)
    assert store.state() == state
    with store.reading() as connection:
        assert set(connection.scalars(sa.select(tables.incidents.c.summary))) == {"as an analyst mended it"}


def test_the_import_is_signed(store: Store) -> None:
    load(store)
    with store.reading() as connection:
        found = reading.dossier(connection, "IQ-2023-10-18-01")
    assert found is not None
    assert [(each.changed_by, each.before) for each in found.history] == [("tester", None)]


def test_progress_runs_to_the_end(store: Store) -> None:
    seen: list[tuple[int, int]] = []
    seed(store, placed, SEEDS, "tester", lambda *step: seen.append(step))
    assert seen[0][0] == 1
    assert seen[-1] == (151, 151)


KILLED = """
import sys
from pathlib import Path
from incidentmap.desk import seed
from incidentmap.geocode import Gazetteer, place
from incidentmap.settings import SEEDS
from incidentmap.store import Store

GAZETTEER = Gazetteer()

def stop(done, total):
    if done == int(sys.argv[2]):
        print("here", flush=True)
        sys.stdin.read()

seed(Store.open(sys.argv[1]), lambda each: place(each, GAZETTEER), SEEDS, "tester", stop)
"""


@pytest.mark.parametrize("moment", [1, 80, 151])
def test_killed_while_seeding_the_next_start_completes_it(tmp_path: Path, moment: int) -> None:
    url = f"sqlite:///{tmp_path / 'incidents.sqlite'}"
    command = [sys.executable, "-c", KILLED, url, str(moment)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "here\n"
        process.kill()
    store = Store.open(url)
    assert count(store, tables.incidents) == 0
    assert needs_seeds(store)
    load(store)
    assert count(store, tables.incidents) == 151


def test_a_bad_row_costs_only_itself(store: Store, folder: Path) -> None:
    edit(folder / "incidents.csv", "day,attack", "day,parade")
    loaded = load(store, folder)
    assert {refusal.file for refusal in loaded.refusals} >= {"incidents.csv"}
    assert count(store, tables.incidents) == 150


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("casualties.csv", "targets,0,0,0,none", "targets,few,0,0,none"),
        ("incidents.csv", "day,attack", "day,parade"),
        ("incidents.csv", "\nIQ-2019-12-27-01,", "\nIQ-2019-05-19-01,"),
        ("actors.csv", ",umbrella,", ",parasol,"),
    ],
)
def test_the_counts_add_up_with_a_bad_row(store: Store, folder: Path, file: str, old: str, new: str) -> None:
    edit(folder / file, old, new)
    first, again = load(store, folder), load(store, folder)
    assert first.refusals
    assert first.stored + len(first.refusals) == first.read == 964
    assert (again.stored, again.already_there, again.refusals) == (0, first.stored, first.refusals)
    assert again.read == 964


def test_a_refusal_of_the_store_names_record_and_cause(store: Store) -> None:
    name = "Islamic Resistance in Iraq"
    with store.writing() as writer:
        writer.add(replace(records.ACTOR, name=name))
        writer.add(records.revision())
    first, again = load(store), load(store)
    assert first.stored + len(first.refusals) == first.read == again.read == 964
    said = [str(each) for each in first.refusals]
    cause = "was refused by the store (UNIQUE constraint failed: actors.name)"
    assert f"seeds: actors 'islamic-resistance-in-iraq' {cause}" in said
    assert not [each for each in said if "was refused" not in each]
    assert again.stored == 0


def test_what_hangs_on_an_incident_the_store_refuses_is_refused_with_it(store: Store) -> None:
    with store.engine.begin() as connection:
        connection.execute(sa.text(REFUSE_ONE))
    loaded = load(store)
    assert loaded.stored + len(loaded.refusals) == loaded.read == 964
    said = [str(each) for each in loaded.refusals]
    lost = "is left out, because the incident IQ-2019-12-27-01 was refused"
    assert said[0] == "seeds: incidents 'IQ-2019-12-27-01' was refused by the store (not this one)"
    assert f"seeds: Citation 'IQ-2019-12-27-01' {lost}" in said
    assert f"seeds: Response 'IQ-2019-12-27-01|IQ-2019-12-29-01' {lost}" in said


REFUSE_ONE = """
CREATE TRIGGER refuse_one BEFORE INSERT ON incidents WHEN NEW.incident_id = 'IQ-2019-12-27-01'
BEGIN SELECT RAISE(ABORT, 'not this one'); END
"""


@pytest.mark.parametrize("removed", [reading.aggregates, reading.actor_links])
def test_what_an_edit_took_away_does_not_come_back_with_the_seeds(
    store: Store, removed: Callable[[Connection], Sequence[Subject]]
) -> None:
    load(store)
    with store.reading() as connection:
        gone = removed(connection)[0]
    number = save(store, [(gone, None)], "tester", "not ours")
    again = load(store)
    with store.reading() as connection:
        assert gone not in removed(connection)
        assert [str(each) for each in check(connection)] == []
    assert (again.stored, again.refusals) == (0, ())
    undo(store, [number], "tester", "ours after all")
    with store.reading() as connection:
        assert gone in removed(connection)


def test_what_was_lost_past_the_program_comes_again_with_the_seeds(store: Store) -> None:
    load(store)
    links = count(store, tables.actor_links)
    with store.engine.begin() as connection:
        connection.execute(sa.delete(tables.actor_links))
    assert load(store).stored == links > 0
    with store.reading() as connection:
        assert not any("actor_link" in str(each) for each in check(connection))
