"""Loading and placing all seeds into an empty SQLite, as a first start does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from incidentmap.desk import Seeded, seed
from incidentmap.formats import read_seeds
from incidentmap.geocode import Gazetteer, place
from incidentmap.settings import SEEDS
from incidentmap.store import Store
from tests.benchmarks.measure import Row, in_turn, shown


def rows(repeat: int) -> Iterator[Row]:
    incidents = read_seeds(SEEDS).incidents
    stores = iter(range(10_000))
    with TemporaryDirectory() as folder:
        parts = in_turn(
            [
                lambda: _empty(Path(folder) / f"empty{next(stores)}.sqlite"),
                lambda: read_seeds(SEEDS),
                lambda: _place_all(incidents),
                lambda: fill(Path(folder) / f"full{next(stores)}.sqlite"),
            ],
            repeat,
        )
    named = zip(("make the tables", "read and check the files", "place the incidents"), parts, strict=False)
    split = "; ".join(f"{name}: {shown(times)}" for name, times in named)
    yield Row(
        "seeding",
        f"make a SQLite, load and place {len(incidents)} incidents",
        repeat,
        shown(parts[-1]),
        beside=f"its parts alone: {split}",
    )


def fill(path: Path) -> Seeded:
    store = _store(path)
    with Gazetteer() as gazetteer:
        done = seed(store, lambda incident: place(incident, gazetteer), SEEDS, "benchmark")
    store.close()
    return done


def _store(path: Path) -> Store:
    return Store.open(f"sqlite:///{path}")


def _empty(path: Path) -> None:
    _store(path).close()


def _place_all(incidents: list) -> None:
    with Gazetteer() as gazetteer:
        for incident in incidents:
            place(incident, gazetteer)
