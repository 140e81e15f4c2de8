from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from incidentmap.desk import Seeded, needs_seeds, seed
from incidentmap.geocode import Gazetteer, Placed, place
from incidentmap.model import Incident
from incidentmap.settings import SEEDS
from incidentmap.store import Store, reading, tables
from tests import records

GAZETTEER = Gazetteer()


def placed(incident: Incident) -> Placed:
    return place(incident, GAZETTEER)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(f"sqlite:///{tmp_path / 'incidents.sqlite'}")


def load(store: Store) -> Seeded:
    return seed(store, placed, SEEDS, "tester")


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
import sys, time
from pathlib import Path
from incidentmap.desk import seed
from incidentmap.geocode import Gazetteer, place
from incidentmap.settings import SEEDS
from incidentmap.store import Store

GAZETTEER = Gazetteer()

def stop(done, total):
    if done == int(sys.argv[2]):
        print("here", flush=True)
        time.sleep(60)

seed(Store.open(sys.argv[1]), lambda each: place(each, GAZETTEER), SEEDS, "tester", stop)
"""


@pytest.mark.parametrize("moment", [1, 80, 151])
def test_killed_while_seeding_the_next_start_completes_it(tmp_path: Path, moment: int) -> None:
    url = f"sqlite:///{tmp_path / 'incidents.sqlite'}"
    process = subprocess.Popen([sys.executable, "-c", KILLED, url, str(moment)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "here\n"
    process.kill()
    process.wait(timeout=10)
    store = Store.open(url)
    assert count(store, tables.incidents) == 0
    assert needs_seeds(store)
    load(store)
    assert count(store, tables.incidents) == 151


def test_a_bad_row_costs_only_itself(store: Store, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SEEDS, tmp_path / "seeds"))
    path = folder / "incidents.csv"
    path.write_text(path.read_text("utf-8").replace("day,attack", "day,parade", 1), "utf-8")
    loaded = seed(store, placed, folder, "tester")
    assert {refusal.file for refusal in loaded.refusals} >= {"incidents.csv"}
    assert count(store, tables.incidents) == 150
