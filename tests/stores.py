"""Stores that tests begin with: made once in a process, then copied. Making the tables takes longer than most tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from incidentmap.desk import seed
from incidentmap.geocode import Gazetteer, place
from incidentmap.settings import SEEDS
from incidentmap.store import Store

FILE = "incidents.sqlite"


def empty_at(path: Path) -> Store:
    """Open a new store without records."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_empty())
    return Store.open(path)


def put_seeds(home: Path) -> None:
    """Let a home hold the seeds, as after the first start."""
    (home / FILE).write_bytes(_seeded())


def seeded_at(home: Path) -> Path:
    """Make a home that holds the seeds."""
    home.mkdir()
    put_seeds(home)
    return home


@cache
def _empty() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / FILE
        Store.open(path).close()  # the last to close brings all into the one file
        return path.read_bytes()


@cache
def _seeded() -> bytes:
    with TemporaryDirectory() as folder, Gazetteer() as gazetteer:
        path = Path(folder) / FILE
        store = empty_at(path)
        seed(store, lambda incident: place(incident, gazetteer), SEEDS, "tester")
        store.close()
        return path.read_bytes()
